"""The small forms of a visit's page. Each act has its own URL; a refused one comes back open."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import go, safe_next, see_other
from hotel.web.refusals import Refused
from vip import forms, services
from vip.views.common import listed_visit
from vip.views.visit import show

Act = Callable[..., Any]


def act_on_visit(
    request: StaffRequest,
    visit_id: int,
    form_class: type[forms.VisitForm],
    act: Act,
    said: str,
    *,
    versioned: bool = True,
) -> HttpResponse:
    """Fetch, check, act, say so; or show the visit again with the form open and the reason in it."""
    visit = listed_visit(visit_id, request.user)
    form = form_class(request.POST, visit=visit)
    if form.is_valid():
        seen = {"seen_version": form.cleaned_data.get("version")} if versioned else {}
        try:
            act(visit_id, by=request.user, **form.given, **seen)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, said)
            return see_other(request, "vip:visit", visit_id)
    return show(request, visit_id, refused=form, status=422)


@requires("vip.write_notice")
@require_POST
def submit(request: StaffRequest, visit_id: int) -> HttpResponse:
    return act_on_visit(request, visit_id, forms.PlainForm, services.submit, _("Handed in."))


@requires("vip.decide_visit")
@require_POST
def approve(request: StaffRequest, visit_id: int) -> HttpResponse:
    return act_on_visit(request, visit_id, forms.ApproveForm, services.approve, _("Approved."))


@requires("vip.decide_visit")
@require_POST
def reject(request: StaffRequest, visit_id: int) -> HttpResponse:
    return act_on_visit(request, visit_id, forms.ReasonForm, services.reject, _("Not approved."))


@requires("vip.announce_visit")
@require_POST
def announce(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Confirm: the departments are told."""

    def act(pk: int, *, room: int | None = None, **rest: Any) -> Any:
        return services.announce(pk, room_id=room or None, **rest)

    said = _("Announced. Every department concerned is being told.")
    return act_on_visit(request, visit_id, forms.AnnounceForm, act, said)


@requires("vip.change_visit_facts")
@require_POST
def arrival(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The arrival is changed and the plan with it.")
    return act_on_visit(request, visit_id, forms.ArrivalForm, services.change_arrival, said)


@requires("vip.change_visit_facts")
@require_POST
def departure(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The departure is changed and the plan with it.")
    return act_on_visit(request, visit_id, forms.DepartureForm, services.change_departure, said)


@requires("vip.change_visit_level")
@require_POST
def level(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The level is changed and the plan with it.")
    return act_on_visit(request, visit_id, forms.LevelForm, services.change_level, said)


@requires("vip.change_visit_facts")
@require_POST
def room(request: StaffRequest, visit_id: int) -> HttpResponse:
    def act(pk: int, *, room: int, **rest: Any) -> Any:
        return services.change_room(pk, room_id=room, **rest)

    said = _("The room is changed and the plan with it.")
    return act_on_visit(request, visit_id, forms.RoomForm, act, said)


@requires("vip.change_visit_facts")
@require_POST
def arrived(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The guest has arrived.")
    return act_on_visit(
        request, visit_id, forms.PlainForm, services.record_arrival, said, versioned=False
    )


@requires("vip.change_visit_facts")
@require_POST
def guest_out(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The guest is out; Housekeeping has been told.")
    return act_on_visit(
        request, visit_id, forms.OutForm, services.record_guest_out, said, versioned=False
    )


@requires("vip.change_visit_facts")
@require_POST
def guest_back(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The guest is back.")
    return act_on_visit(
        request, visit_id, forms.BackForm, services.record_guest_back, said, versioned=False
    )


@requires("vip.cancel_visit")
@require_POST
def cancel(request: StaffRequest, visit_id: int) -> HttpResponse:
    return act_on_visit(
        request, visit_id, forms.CancelForm, services.cancel, _("The visit is cancelled.")
    )


@requires("vip.cancel_visit")
@require_POST
def postpone(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The visit is postponed.")
    return act_on_visit(request, visit_id, forms.ReasonForm, services.postpone, said)


@requires("vip.cancel_visit")
@require_POST
def resume(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The visit takes place at the new times.")
    return act_on_visit(request, visit_id, forms.ResumeForm, services.resume, said)


@requires("vip.announce_visit")
@require_POST
def close(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The reception is closed.")
    return act_on_visit(request, visit_id, forms.PlainForm, services.close, said, versioned=False)


@requires("vip.override_readiness")
@require_POST
def let_in(request: StaffRequest, visit_id: int) -> HttpResponse:
    """The guest may check in although something is open; who answers for it says why."""
    said = _("The guest may check in. The reason stands on the visit.")
    return act_on_visit(request, visit_id, forms.LetInForm, services.let_in, said)


@requires("vip.remind_departments")
@require_POST
def remind(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Remind the departments that have not acknowledged, from wherever the button was pressed."""
    listed_visit(visit_id, request.user)
    try:
        codes = services.remind(visit_id, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("Reminded: %(count)s departments.") % {"count": len(codes)})
    return go(request, safe_next(request, "/vip/"))


@requires("vip.remind_team")
@require_POST
def remind_team(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Tell the desk of a VIP ahead, from the banner over its board."""
    listed_visit(visit_id, request.user)
    try:
        services.remind_team(visit_id, about=request.POST.get("about", ""), by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("The team is reminded."))
    return go(request, safe_next(request, "/vip/"))
