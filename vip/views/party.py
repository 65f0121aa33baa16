"""The acts of a visit's party panel: programme, companions, further rooms."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.guests import selectors as guests
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused
from vip import forms, services
from vip.forms.party import MOST_HITS, on_file
from vip.views.acts import act_on_visit
from vip.views.common import listed_visit
from vip.views.visit import show


@requires("vip.change_visit_facts")
@require_POST
def arrange(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The programme is changed and the plan with it.")
    return act_on_visit(request, visit_id, forms.EntryForm, services.arrange, said)


@requires("vip.change_visit_facts")
@require_POST
def call_off(request: StaffRequest, visit_id: int, number: int) -> HttpResponse:
    said = _("The programme is changed and the plan with it.")
    return _at_once(request, visit_id, said, services.call_off, number)


@requires("vip.change_visit_facts")
@require_POST
def add_member(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The companion is noted.")
    return act_on_visit(request, visit_id, forms.MemberForm, services.add_member, said)


@requires("vip.change_visit_facts")
@require_POST
def change_member(request: StaffRequest, visit_id: int, number: int) -> HttpResponse:
    visit = listed_visit(visit_id, request.user)
    member = visit.members.select_related("guest").filter(number=number).first()
    if member is None:
        messages.error(request, _("This person is no longer in the party."))
        return see_other(request, "vip:visit", visit_id)
    form = forms.ChangeMemberForm(request.POST, visit=visit, member=member)
    if form.is_valid():
        try:
            services.change_member(visit_id, number, by=request.user, **form.given)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The companion is changed."))
            return see_other(request, "vip:visit", visit_id)
    return show(request, visit_id, refused=form, status=422)


@requires("vip.change_visit_facts")
@require_safe
def member_search(request: StaffRequest) -> HttpResponse:
    """Guests on file while a companion is typed, as the choices beneath the field."""
    asked = request.GET.get("guest", "").strip()
    hits = guests.search(asked, limit=MOST_HITS) if len(asked) > 1 else []
    found = [on_file(hit.guest) for hit in hits]
    return render(request, "vip/member_hits.html", {"found": found})


@requires("vip.change_visit_facts")
@require_POST
def remove_member(request: StaffRequest, visit_id: int, number: int) -> HttpResponse:
    said = _("The companion is taken off the visit.")
    return _at_once(request, visit_id, said, services.remove_member, number)


@requires("vip.change_visit_facts")
@require_POST
def add_room(request: StaffRequest, visit_id: int) -> HttpResponse:
    def act(pk: int, *, room_type: int, **rest: Any) -> Any:
        return services.add_room(pk, room_type_id=room_type, **rest)

    said = _("One more room is booked; its tasks are with the departments.")
    return act_on_visit(request, visit_id, forms.MoreRoomForm, act, said)


@requires("vip.change_visit_facts")
@require_POST
def release_room(request: StaffRequest, visit_id: int, number: int) -> HttpResponse:
    """Give a further room back. The reason is typed beside the button."""
    said = _("The room is given back.")
    reason = request.POST.get("reason", "")
    return _at_once(request, visit_id, said, services.release_room, number, reason=reason)


@requires("vip.change_line_up")
@require_POST
def line_up(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The line-up is changed.")
    return act_on_visit(request, visit_id, forms.LineUpForm, services.change_line_up, said)


def _at_once(
    request: StaffRequest, visit_id: int, said: str, act: Any, number: int, **given: Any
) -> HttpResponse:
    """An act without a form of its own: done or refused, then the visit again."""
    listed_visit(visit_id, request.user)
    try:
        act(visit_id, number, by=request.user, **given)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, said)
    return see_other(request, "vip:visit", visit_id)
