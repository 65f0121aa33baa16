"""Where the guest is, and how far the room they left is (handbook A7.191, B5)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hotel.web import show
from vip.models import Visit

if TYPE_CHECKING:
    from hotel.work.models import Item

# The re-check that reports the room ready (handbook C4).
READY = "O03"

Chip = tuple[str, str]


def of(visit: Visit, items: "Iterable[Item]") -> list[Chip]:
    """Text and kind of a chip each: arrived, in house or out since when; whether the room is ready."""
    if not visit.arrived_at or visit.departed_at:
        return []
    outing = next((each for each in visit.outings.all() if each.back_at is None), None)
    if outing is None:
        here = visit.stay is not None and visit.stay.status == "in_house"
        return [(_("In house") if here else _("The guest has arrived"), "ok")]
    out = _("Out since %(time)s") % {"time": show.hm(outing.out_at)}
    if outing.expected_back_at:
        out = _("Out since %(time)s, back about %(back)s") % {
            "time": show.hm(outing.out_at),
            "back": show.hm(outing.expected_back_at),
        }
    check = next((item for item in items if item.key == f"{READY}@{outing.number}"), None)
    return [(out, "info"), *_room(check)]


def _room(check: "Item | None") -> list[Chip]:
    if check is None:
        return []
    if check.done_at:
        return [(_("Room ready since %(time)s") % {"time": show.hm(check.done_at)}, "ok")]
    return [(_("Room being renewed, ready by %(time)s") % {"time": show.hm(check.due_at)}, "warn")]
