"""The debrief's page: what the house found, what people add, what it is turned into."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused
from vip import selectors, services
from vip.forms.debrief import DebriefForm, OweForm, PreferenceForm
from vip.models import Visit
from vip.seeing.spent import amenity_costs
from vip.views.common import listed_visit


@requires("vip.write_debrief")
@require_safe
def debrief(request: StaffRequest, visit_id: int) -> HttpResponse:
    return _show(request, listed_visit(visit_id, request.user))


@requires("vip.write_debrief")
@require_POST
def complete_debrief(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The debrief is completed.")
    return _act(request, visit_id, DebriefForm, services.complete_debrief, said)


@requires("vip.write_debrief")
@require_POST
def keep_preference(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The guest's profile remembers it.")
    return _act(request, visit_id, PreferenceForm, services.remember_preference, said)


@requires("vip.write_debrief")
@require_POST
def owe(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("It is shown at the guest's next booking and is a task of the next visit.")
    return _act(request, visit_id, OweForm, services.owe, said)


def _act(
    request: StaffRequest,
    visit_id: int,
    form_class: type[DebriefForm | PreferenceForm | OweForm],
    act: Callable[..., Any],
    said: str,
) -> HttpResponse:
    visit = listed_visit(visit_id, request.user)
    form = form_class(request.POST)
    if form.is_valid():
        try:
            act(visit_id, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, said)
            return see_other(request, "vip:debrief", visit_id)
    return _show(request, visit, status=422, **{form.slot: form})


def _show(
    request: StaffRequest, visit: Visit, *, status: int = 200, **bound: forms.Form
) -> HttpResponse:
    found = selectors.debrief_of(visit.pk)
    if found is None:
        raise Http404("no debrief yet")
    context: dict[str, Any] = {
        "visit": visit,
        "debrief": found,
        "owed": selectors.to_make_right(visit.guest_id),
        "complaints": selectors.complaints_of(visit, request.user),
        "form": DebriefForm(initial={"cost": amenity_costs([visit.pk]).get(visit.pk)}),
        "likes": PreferenceForm(),
        "owing": OweForm(),
        **bound,
    }
    return render(request, "vip/debrief.html", context, status=status)
