"""Where the guest and those in further rooms are, and how far the room they left is (A7.191, B5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hotel.stays import selectors as stays
from hotel.web import show
from vip.models import Outing, Visit

if TYPE_CHECKING:
    from hotel.work.models import Item

# The re-check that reports the room ready (handbook C4).
READY = "O03"

Chip = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A room of the visit with somebody in house: 1 is the guest's own. `room` is its number."""

    number: int
    room: str
    outing: Outing | None

    @property
    def label(self) -> str:
        return self.room or _("Room %(number)s of the visit") % {"number": self.number}


def places(visit: Visit) -> list[Place]:
    """Where somebody may go out of or come back to. The further rooms cost two queries."""
    out = {each.stay_id: each for each in visit.outings.all() if each.back_at is None}
    further = {each.stay_id: each.number for each in visit.party_rooms.all()}
    if not further:
        own = Place(1, "", out.get(visit.stay_id))
        return [own] if _is_here(visit) else []
    found = {each.pk: each for each in stays.stays().filter(pk__in=[*further, visit.stay_id])}
    own_stay = found.get(visit.stay_id or 0)
    own = Place(1, str(own_stay.room or "") if own_stay else "", out.get(visit.stay_id))
    others = (
        Place(further[pk], str(stay.room or ""), out.get(pk))
        for pk, stay in found.items()
        if pk in further and stay.status == "in_house"
    )
    return [*([own] if _is_here(visit) else []), *sorted(others, key=lambda each: each.number)]


def _is_here(visit: Visit) -> bool:
    return visit.arrived_at is not None and visit.departed_at is None


def of(visit: Visit, items: "Iterable[Item]", *, hidden: bool) -> list[Chip]:
    """Text and kind of a chip each: arrived, in house or out since when; whether the room is ready.

    Of a further room only that somebody is out of it, by its number; `hidden` leaves those away.
    """
    if not _is_here(visit):
        return []
    by_key = {item.key: item for item in items}
    found = [place for place in places(visit) if place.number == 1 or place.outing]
    chips: list[Chip] = []
    for place in found:
        if place.number == 1:
            chips += _own(visit, place, by_key)
        elif place.outing and not hidden:
            said, kind = _out(place.outing)
            chips += [(_("%(room)s: %(what)s") % {"room": place.label, "what": said}, kind)]
            chips += _renewed(by_key.get(f"{READY}@{place.outing.number}@r{place.number}"))
    return chips


def _own(visit: Visit, place: Place, by_key: "dict[str, Item]") -> Iterator[Chip]:
    if place.outing:
        yield _out(place.outing)
        yield from _renewed(by_key.get(f"{READY}@{place.outing.number}"))
        return
    here = visit.stay is not None and visit.stay.status == "in_house"
    yield (_("In house") if here else _("The guest has arrived"), "ok")


def _out(outing: Outing) -> Chip:
    if outing.expected_back_at:
        said = _("Out since %(time)s, back about %(back)s") % {
            "time": show.hm(outing.out_at),
            "back": show.hm(outing.expected_back_at),
        }
        return said, "info"
    return _("Out since %(time)s") % {"time": show.hm(outing.out_at)}, "info"


def _renewed(check: "Item | None") -> list[Chip]:
    if check is None:
        return []
    if check.done_at:
        return [(_("Room ready since %(time)s") % {"time": show.hm(check.done_at)}, "ok")]
    return [(_("Room being renewed, ready by %(time)s") % {"time": show.hm(check.due_at)}, "warn")]
