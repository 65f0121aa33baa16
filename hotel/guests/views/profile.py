"""Finding guests, a guest's page, and the form of a profile."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.guests import names, phones, selectors, services
from hotel.guests.forms import DocumentForm, GuestForm, PlateForm, PreferenceForm, RevealForm
from hotel.guests.models import Guest
from hotel.guests.panels import panels_for
from hotel.guests.sheet import sheet
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused, Stale

HONORIFICS = ("先生", "女士", "董事长", "总经理", "总", "主任", "教授", "博士", "Mr", "Ms", "Dr")


@requires("guests.see_guest")
@require_safe
def guests(request: StaffRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:80]
    hits = selectors.search(text, 50) if text.strip() else []
    recent = [] if text.strip() else list(selectors.guests().order_by("-id")[:20])
    return render(request, "guests/guests.html", {"q": text, "hits": hits, "recent": recent})


@requires("guests.see_guest")
@require_safe
def guest(request: StaffRequest, guest_id: int) -> HttpResponse:
    return show(request, guest_id)


def show(request: StaffRequest, guest_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """A guest's page; `more` are forms that come back with what is wrong in them."""
    get_object_or_404(Guest, pk=guest_id)
    context = {
        "sheet": sheet(guest_id, request.user),
        "panels": panels_for(guest_id, request.user),
        "document_form": DocumentForm(auto_id="document_%s"),
        "preference_form": PreferenceForm(auto_id="preference_%s"),
        "plate_form": PlateForm(auto_id="plate_%s"),
        "reveal_form": RevealForm(auto_id="reveal_%s"),
        **more,
    }
    return render(request, "guests/guest.html", context, status=status)


@requires("guests.register_guest")
@require_safe
def new(request: StaffRequest) -> HttpResponse:
    typed = names.normalise(request.GET.get("name", "")[:60])
    field = "name_zh" if names.has_han(typed) or not typed else "surname_latin"
    return _form(request, GuestForm(initial={field: typed}), None)


@requires("guests.register_guest")
@require_POST
def register(request: StaffRequest) -> HttpResponse:
    form = GuestForm(request.POST)
    if not form.is_valid():
        return _form(request, form, None, status=422)
    alike = _alike(form)
    if alike and not form.cleaned_data["another_person"]:
        return _form(request, form, None, status=422, alike=alike)
    try:
        made = services.register_guest(by=request.user, **form.facts)
    except Refused as refusal:
        add_refusal(form, refusal)
        return _form(request, form, None, status=422)
    messages.success(request, _("%(name)s is on file.") % {"name": made.name})
    return see_other(request, "guests:guest", made.pk)


@requires("guests.change_guest")
@require_safe
def edit(request: StaffRequest, guest_id: int) -> HttpResponse:
    found = get_object_or_404(selectors.guests(), pk=guest_id)
    return _form(request, GuestForm.of(found), found)


@requires("guests.change_guest")
@require_POST
def change(request: StaffRequest, guest_id: int) -> HttpResponse:
    found = get_object_or_404(selectors.guests(), pk=guest_id)
    form = GuestForm(request.POST)
    if not form.is_valid():
        return _form(request, form, found, status=422)
    seen = form.cleaned_data["version"]
    try:
        services.change_guest(guest_id, by=request.user, seen_version=seen, **form.changed_facts)
    except Refused as refusal:
        add_refusal(form, refusal)
        if isinstance(refusal, Stale):
            form.see_version(found.version)
        return _form(request, form, found, status=409 if isinstance(refusal, Stale) else 422)
    messages.success(request, _("The profile is saved."))
    return see_other(request, "guests:guest", guest_id)


def _form(
    request: StaffRequest,
    form: GuestForm,
    found: Guest | None,
    *,
    status: int = 200,
    alike: list[selectors.Duplicate] | None = None,
) -> HttpResponse:
    context = {"form": form, "guest": found, "alike": alike or [], "honorifics": HONORIFICS}
    return render(request, "guests/form.html", context, status=status)


def _alike(form: GuestForm) -> list[selectors.Duplicate]:
    given = form.cleaned_data
    phone = phones.parse(given["phone"]) if given["phone"] else None
    return selectors.possible_duplicates(
        name_zh=names.clean_zh(given["name_zh"]),
        birth_date=given["birth_date"],
        phone_e164=phone.e164 if phone else "",
    )
