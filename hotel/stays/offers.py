"""The stay's own acts, offered on its page, the lists and the rack's panel."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.stays.buttons import Button, register
from hotel.stays.enums import StayKind
from hotel.stays.models import Stay
from hotel.web import clock

EXPECTED = frozenset({"tentative", "confirmed", "due_in"})
HERE = frozenset({"in_house", "due_out"})


def _by_night(stay: Stay) -> bool:
    return stay.kind != StayKind.DAY_USE


def _left_lately(stay: Stay) -> bool:
    """The service knows the business date; this only spares long past stays the button."""
    left = stay.departed_at
    return left is not None and clock.now() - left < timedelta(days=1)


def _disturbed(stay: Stay) -> bool:
    return stay.room is not None and not stay.room.dnd


def _undisturbed(stay: Stay) -> bool:
    return stay.room is not None and stay.room.dnd


def _not_asked(stay: Stay) -> bool:
    return stay.room is not None and not stay.room.make_up


def _asked(stay: Stay) -> bool:
    return stay.room is not None and stay.room.make_up


for _button in (
    Button("assign", _("Assign room"), "stays:rooms", "stays.assign_room", EXPECTED, "r", sort=20),
    Button(
        "extend",
        pgettext_lazy("stay", "Extend"),
        "stays:extend",
        "stays.change_stay",
        HERE,
        "e",
        sort=22,
        when=_by_night,
    ),
    Button("move", _("Move room"), "stays:move", "stays.move_room", HERE, "m", sort=24),
    Button(
        "guest-out",
        _("Guest is out"),
        "stays:guest-out",
        "stays.look_after",
        HERE,
        "o",
        posts=True,
        sort=26,
        when=lambda stay: stay.guest_out_since is None,
    ),
    Button(
        "guest-back",
        _("Guest is back"),
        "stays:guest-back",
        "stays.look_after",
        HERE,
        "o",
        posts=True,
        sort=26,
        when=lambda stay: stay.guest_out_since is not None,
    ),
    Button(
        "dnd-on",
        _("Do not disturb"),
        "stays:dnd-on",
        "rooms.flag_room",
        HERE,
        "d",
        posts=True,
        sort=28,
        when=_disturbed,
    ),
    Button(
        "dnd-off",
        _("May be disturbed"),
        "stays:dnd-off",
        "rooms.flag_room",
        HERE,
        "d",
        posts=True,
        sort=28,
        when=_undisturbed,
    ),
    Button(
        "make-up-on",
        _("Make up room"),
        "stays:make-up-on",
        "rooms.flag_room",
        HERE,
        "u",
        posts=True,
        sort=30,
        when=_not_asked,
    ),
    Button(
        "make-up-off",
        _("No make-up"),
        "stays:make-up-off",
        "rooms.flag_room",
        HERE,
        "u",
        posts=True,
        sort=30,
        when=_asked,
    ),
    Button(
        "add-person",
        _("Add a person"),
        "stays:add-person",
        "stays.change_stay",
        EXPECTED,
        "p",
        sort=32,
    ),
    Button(
        "change",
        pgettext_lazy("stay", "Change"),
        "stays:change",
        "stays.change_stay",
        EXPECTED | HERE,
        "c",
        sort=34,
    ),
    Button("beds", _("Extra bed"), "stays:beds", "stays.look_after", EXPECTED | HERE, sort=60),
    Button("baggage", _("Baggage"), "stays:baggage", "stays.look_after", HERE, sort=62),
    Button(
        "no-show",
        _("No-show"),
        "stays:no-show",
        "stays.mark_no_show",
        frozenset({"due_in"}),
        posts=True,
        sort=80,
    ),
    Button("cancel", _("Cancel"), "stays:cancel", "stays.cancel_stay", EXPECTED, sort=82),
    Button(
        "reinstate",
        _("Reinstate"),
        "stays:reinstate",
        "stays.reinstate",
        frozenset({"no_show"}),
        primary=True,
        sort=10,
    ),
    Button(
        "take-back",
        _("Take the departure back"),
        "stays:take-back",
        "stays.take_back",
        frozenset({"departed"}),
        sort=40,
        when=_left_lately,
    ),
):
    register(_button)
