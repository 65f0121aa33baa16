"""The rooms page: every room at a glance, one in the panel, each act a form of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.journal.selectors import history_of
from hotel.rooms import selectors, services
from hotel.rooms.board import board
from hotel.rooms.forms import BlockForm, CleanlinessForm, ExtendForm
from hotel.rooms.models import Room, RoomBlock
from hotel.rooms.states import offered
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other, toast
from hotel.web.refusals import Refused


@requires("rooms.see_rooms")
@require_safe
def rooms(request: StaffRequest) -> HttpResponse:
    return render(request, "rooms/rooms.html", {"board": board(request.GET), "room": None})


@requires("rooms.see_rooms")
@require_safe
def room(request: StaffRequest, room_id: int) -> HttpResponse:
    return _shown(request, get_object_or_404(selectors.rooms(), pk=room_id))


@requires("rooms.flag_room")
@require_POST
def change_cleanliness(request: StaffRequest, room_id: int) -> HttpResponse:
    form = CleanlinessForm(request.POST)

    def act(given: dict[str, Any]) -> Room:
        return services.set_cleanliness(
            room_id,
            given["to"],
            by=request.user,
            reason=given["reason"],
            seen_version=given["version"],
        )

    return _acted(request, room_id, form, act, cleanliness_form=form)


@requires("rooms.block_room")
@require_POST
def block(request: StaffRequest, room_id: int) -> HttpResponse:
    form = BlockForm(request.POST)

    def act(given: dict[str, Any]) -> object:
        return services.block_room(
            room_id, given["kind"], given["start"], given["end"], given["reason"], by=request.user
        )

    return _acted(request, room_id, form, act, block_form=form)


@requires("rooms.block_room")
@require_POST
def extend(request: StaffRequest, block_id: int) -> HttpResponse:
    found = get_object_or_404(RoomBlock, pk=block_id)
    form = ExtendForm(request.POST, auto_id="extend_%s")

    def act(given: dict[str, Any]) -> object:
        return services.extend_block(
            block_id, given["end"], by=request.user, reason=given["reason"]
        )

    return _acted(request, found.room_id, form, act, extend_form=form, extending=block_id)


@requires("rooms.release_block")
@require_POST
def release(request: StaffRequest, block_id: int) -> HttpResponse:
    found = get_object_or_404(RoomBlock, pk=block_id)

    def act(_given: dict[str, Any]) -> object:
        return services.release_block(block_id, by=request.user)

    return _acted(request, found.room_id, forms.Form(request.POST), act)


@requires("rooms.flag_room")
@require_POST
def dnd(request: StaffRequest, room_id: int) -> HttpResponse:
    on = request.POST.get("on") == "1"
    form = forms.Form(request.POST)
    return _acted(
        request, room_id, form, lambda _given: services.set_dnd(room_id, on, by=request.user)
    )


@requires("rooms.flag_room")
@require_POST
def make_up(request: StaffRequest, room_id: int) -> HttpResponse:
    on = request.POST.get("on") == "1"
    form = forms.Form(request.POST)
    return _acted(
        request, room_id, form, lambda _given: services.set_make_up(room_id, on, by=request.user)
    )


def _acted(
    request: StaffRequest,
    room_id: int,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    **again: Any,
) -> HttpResponse:
    """Do the act of a form and show the room: changed, or with what is wrong beside what was typed."""
    get_object_or_404(Room, pk=room_id)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
    found = selectors.room(room_id)
    if form.errors:
        return _shown(request, found, status=422, problems=form, **again)
    text = _("Room %(room)s is saved.") % {"room": found.number}
    if not request.htmx:
        messages.success(request, text)
        return see_other(request, "rooms:room", room_id)
    return toast(_shown(request, found, changed=True), text)


def _shown(request: StaffRequest, found: Room, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "room": found,
        "offers": offered(found, request.user),
        "blocks": list(selectors.living_blocks([found.pk])),
        "history": history_of(found, limit=12),
        "block_form": BlockForm.empty(),
        "extend_form": ExtendForm(auto_id="extend_%s"),
        **more,
    }
    # The list refreshes itself under the same address; only who asks for the panel gets it alone.
    if request.headers.get("HX-Target") == "panel":
        return render(request, "rooms/panel.html", context, status=status)
    return render(
        request, "rooms/rooms.html", {"board": board(request.GET), **context}, status=status
    )
