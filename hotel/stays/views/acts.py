"""Acts of one button: done, or a sentence why not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from hotel.stays import services
from hotel.stays.views.reading import reservation_or_404, stay_or_404
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import safe_next, see_other
from hotel.web.refusals import Refused


@requires("stays.assign_room")
@require_POST
def assign(request: StaffRequest, stay_id: int, room_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.assign_room(stay_id, room_id, by=request.user))


@requires("stays.assign_room")
@require_POST
def unassign(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.unassign_room(stay_id, by=request.user))


@requires("stays.look_after")
@require_POST
def guest_out(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.guest_out(stay_id, by=request.user))


@requires("stays.look_after")
@require_POST
def guest_back(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.guest_back(stay_id, by=request.user))


@requires("rooms.flag_room")
@require_POST
def dnd_on(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.set_dnd(stay_id, True, by=request.user))


@requires("rooms.flag_room")
@require_POST
def dnd_off(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.set_dnd(stay_id, False, by=request.user))


@requires("rooms.flag_room")
@require_POST
def make_up_on(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.set_make_up(stay_id, True, by=request.user))


@requires("rooms.flag_room")
@require_POST
def make_up_off(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.set_make_up(stay_id, False, by=request.user))


@requires("stays.mark_no_show")
@require_POST
def no_show(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _do(request, stay_id, lambda: services.mark_no_show(stay_id, by=request.user))


@requires("stays.book")
@require_POST
def confirm(request: StaffRequest, reservation_id: int) -> HttpResponse:
    reservation_or_404(reservation_id)
    try:
        services.confirm(reservation_id, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    return see_other(request, "stays:reservation", reservation_id)


def _do(request: StaffRequest, stay_id: int, act: Callable[[], Any]) -> HttpResponse:
    """Do it and return to the stay, or to where the form says."""
    stay_or_404(stay_id)
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.text)
    return see_other(request, safe_next(request, f"/stays/{stay_id}/"))
