"""The house's board for whoever leads the floors, and its panel for one room."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hotel.journal.selectors import history_of
from hotel.rooms import selectors as house
from hotel.rooms import services as rooms
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other, toast
from hotel.web.refusals import Refused
from housekeeping import board as boards
from housekeeping import services
from housekeeping.facts import read_day
from housekeeping.forms import AddForm, AssignForm, BlockForm, ExtendForm


@requires("housekeeping.see_board")
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    return _page(request)


@requires("housekeeping.see_board")
@require_safe
def room(request: StaffRequest, room_id: int) -> HttpResponse:
    return panel_of(request, room_id)


@requires("housekeeping.assign")
@require_POST
def assign(request: StaffRequest) -> HttpResponse:
    """Hand the ticked rooms to an attendant."""
    form = AssignForm(request.POST)
    if form.is_valid():
        try:
            given = services.assign(form.rooms, form.to, by=request.user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            text = ngettext(
                "%(num)s room is handed over.", "%(num)s rooms are handed over.", len(given)
            )
            return _assigned(request, text % {"num": len(given)})
    if request.headers.get("HX-Target") == "panel" and form.rooms:
        problem = next(iter(form.errors.values()))[0]
        return panel_of(request, form.rooms[0], refused=problem, status=422)
    return _page(request, form=form, status=422)


def _assigned(request: StaffRequest, text: str) -> HttpResponse:
    ticked = AssignForm(request.POST).rooms
    if request.headers.get("HX-Target") == "panel":
        return toast(panel_of(request, ticked[0], changed=True), text)
    messages.success(request, text)
    return see_other(request, "housekeeping:board")


@requires("housekeeping.assign")
@require_POST
def add(request: StaffRequest, room_id: int) -> HttpResponse:
    form = AddForm(request.POST)

    def act(given: dict[str, Any]) -> object:
        return services.add_cleaning(room_id, given["kind"], by=request.user)

    return _acted(request, room_id, form, act, add_form=form)


@requires("rooms.block_room")
@require_POST
def block(request: StaffRequest, room_id: int) -> HttpResponse:
    form = BlockForm(request.POST)

    def act(given: dict[str, Any]) -> object:
        return rooms.block_room(
            room_id, given["kind"], given["start"], given["end"], given["reason"], by=request.user
        )

    return _acted(request, room_id, form, act, block_form=form)


@requires("rooms.block_room")
@require_POST
def extend(request: StaffRequest, block_id: int) -> HttpResponse:
    form = ExtendForm(request.POST, auto_id="extend_%s")

    def act(given: dict[str, Any]) -> object:
        return rooms.extend_block(block_id, given["end"], by=request.user, reason=given["reason"])

    return _acted(request, _room_of(block_id), form, act, extend_form=form, extending=block_id)


@requires("rooms.release_block")
@require_POST
def release(request: StaffRequest, block_id: int) -> HttpResponse:
    def act(_given: dict[str, Any]) -> object:
        return rooms.release_block(block_id, by=request.user)

    return _acted(request, _room_of(block_id), forms.Form(request.POST), act)


def _room_of(block_id: int) -> int:
    found = house.living_blocks().filter(pk=block_id).values_list("room_id", flat=True).first()
    if found is None:
        raise Http404
    return int(found)


def _acted(
    request: StaffRequest,
    room_id: int,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    **again: Any,
) -> HttpResponse:
    """Do the act of a form and show the room: changed, or with what is wrong beside what was typed."""
    get_object_or_404(house.rooms(), pk=room_id)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
    if form.errors:
        return panel_of(request, room_id, status=422, problems=form, **again)
    if request.headers.get("HX-Target") == "panel":
        text = _("Room %(room)s is saved.") % {"room": house.room(room_id).number}
        return toast(panel_of(request, room_id, changed=True), text)
    return see_other(request, "housekeeping:room", room_id)


def panel_of(
    request: StaffRequest, room_id: int, *, status: int = 200, **more: Any
) -> HttpResponse:
    """One room, alone when the panel asks for it, else beside the board."""
    found = get_object_or_404(house.rooms(), pk=room_id)
    context = {
        "each": read_day().facts(found),
        "blocks": list(house.living_blocks([room_id])),
        "history": history_of(found, limit=12),
        "add_form": AddForm(),
        "one_form": AssignForm(auto_id="one_%s"),
        "block_form": BlockForm.empty(),
        "extend_form": ExtendForm(auto_id="extend_%s"),
        **more,
    }
    if request.headers.get("HX-Target") == "panel":
        return render(request, "housekeeping/panel.html", context, status=status)
    return _page(request, status=status, **context)


def _page(
    request: StaffRequest, *, status: int = 200, form: AssignForm | None = None, **more: Any
) -> HttpResponse:
    found = boards.board(request.GET)
    context = {
        "board": found,
        "assign_form": form or AssignForm(loads=dict(found.loads)),
        "each": None,
        **more,
    }
    return render(request, "housekeeping/board.html", context, status=status)
