"""Is a visit ready to be received: everything owed before the arrival, and each room's inspection.

The answer is worked out from the items of work alone, so that page, list and gate say the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Q
from django.utils.translation import gettext as _

from hotel.stays import selectors as stays
from hotel.web.paths import path_to
from hotel.web.prepared import Param, Prepared
from hotel.work import selectors as work
from vip.enums import Phase, Status
from vip.models import Override, Visit

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay
    from hotel.work.models import Item

BEFORE_ARRIVAL = (Phase.ON_NOTICE, Phase.PRE_ARRIVAL)
# The five-point inspection of a room (handbook C4 P05, C5), which nobody can set aside.
INSPECTION = "P05"
# A guest of such a visit is on the way, or may be.
EXPECTED = (Status.PENDING, Status.APPROVED, Status.ANNOUNCED, Status.POSTPONED)
SETTLED = ("done", "not_applicable", "cancelled")
NAMED = 4


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that keeps a visit from being received. `key` tells it from all others of the visit."""

    key: str
    zh: str
    en: str
    text: str
    room_id: int | None = None
    department: str = ""
    url: str = ""


@dataclass(frozen=True)
class Readiness:
    """Where a visit stands at the door. `open` is all that is owed, `uncovered` what stops it."""

    visit: Visit
    open: "list[Obstacle]"
    overrides: "list[Override]"

    @property
    def ready(self) -> bool:
        return not self.open

    @property
    def uncovered(self) -> "list[Obstacle]":
        covered = {key for each in self.overrides for key in each.covers}
        return [each for each in self.open if each.key not in covered]

    @property
    def lets_in(self) -> bool:
        """An unannounced guest is not kept waiting for what could not be prepared (handbook C1, D)."""
        return self.visit.source.walk_in or not self.uncovered

    @property
    def named(self) -> str:
        """The first obstacles in one line, and how many more there are."""
        titles = [each.text for each in self.uncovered]
        more = len(titles) - NAMED
        said = _("; ").join(titles[:NAMED])
        return (
            _("%(tasks)s and %(count)s more") % {"tasks": said, "count": more} if more > 0 else said
        )


def of(visit: Visit, *, certain: bool = False) -> Readiness:
    """A visit's readiness. `certain` locks the items until the transaction ends, for the gate."""
    asked = work.items_for_certain if certain else work.items_of
    items = asked("vip.visit", visit.pk)
    overrides = list(visit.overrides.select_related("by"))
    return Readiness(visit, obstacles(visit, items, rooms_of(visit)), overrides)


def expected_with(stay: "Stay") -> list[Visit]:
    """The visits this stay belongs to: the guest's own, or a further room of the party. One query."""
    return list({visit.pk: visit for visit in _of_stay(stay=stay.pk)}.values())


_of_stay = Prepared(
    lambda: (
        Visit.objects.filter(
            Q(stay=Param("stay", BigIntegerField()))
            | Q(party_rooms__stay=Param("stay", BigIntegerField())),
            status__in=EXPECTED,
        )
        .select_related("source", "level", "guest")
        .order_by("pk")
    )
)


def of_stay(visit: Visit, stay: "Stay", *, certain: bool = False) -> Readiness:
    """What stops this stay: of the guest's own everything, of a companion's what concerns its room."""
    found = of(visit, certain=certain)
    if visit.stay_id == stay.pk or visit.status != Status.ANNOUNCED:
        return found
    room_id = stay.room.pk if stay.room else None
    return replace(found, open=[each for each in found.open if each.room_id == room_id])


def rooms_of(visit: Visit) -> "list[Room]":
    """The rooms of the visit: the guest's own, and those booked with it for the party."""
    if visit.stay_id is None:
        return []
    further = visit.party_rooms.values("stay")
    party = stays.stays().filter(pk__in=further, status__in=("confirmed", "in_house"))
    living = [stays.stay(visit.stay_id), *party]
    return [each.room for each in living if each.room is not None]


def obstacles(visit: Visit, items: "Sequence[Item]", its_rooms: "Iterable[Room]") -> list[Obstacle]:
    """Open mandatory items due before the arrival, then rooms that did not pass their inspection."""
    if visit.status != Status.ANNOUNCED:
        return [_not_announced(visit)]
    owed = [item for item in items if is_owed(item)]
    told = {item.room_id for item in owed if item.code == INSPECTION}
    waiting = [
        room
        for nth, room in enumerate(its_rooms)
        if room.pk not in told and not _fit(room, items, own=nth == 0)
    ]
    return [*map(_of_item, owed), *(_of_room(visit, room, items) for room in waiting)]


def _fit(room: "Room", items: "Sequence[Item]", *, own: bool) -> bool:
    """Passed in this visit. Where the plan asks no inspection of a companion's room, the house's counts."""
    if own or any(item.code == INSPECTION and item.room_id == room.pk for item in items):
        return room_passed(room.pk, items)
    return room.cleanliness == "inspected"


def is_owed(item: "Item") -> bool:
    """Mandatory, due before the arrival, and neither done nor rightly set aside."""
    return item.mandatory and item.phase in BEFORE_ARRIVAL and item.status not in SETTLED


def room_passed(room_id: int, items: "Sequence[Item]") -> bool:
    """All five points good in this very room, signed by somebody who did not do the work."""
    return any(
        item.code == INSPECTION
        and item.status == "done"
        and item.room_id == room_id
        and _all_good(item)
        and not _own_work(item, items)
        for item in items
    )


def _all_good(item: "Item") -> bool:
    points: dict[str, Any] = item.evidence.get("points", {})
    asked = {each["key"] for each in item.evidence_spec.get("points", [])}
    return bool(points) and asked <= set(points) and all(said["ok"] for said in points.values())


def _own_work(inspection: "Item", items: "Sequence[Item]") -> bool:
    works = inspection.evidence_spec.get("not_same_as") or []
    return any(
        item.status == "done"
        and item.done_by_id == inspection.done_by_id
        and item.room_id in (None, inspection.room_id)
        and (item.key in works or item.code in works)
        for item in items
    )


def _of_item(item: "Item") -> Obstacle:
    return Obstacle(
        key=item.key,
        zh=item.title_zh,
        en=item.title_en,
        text=item.title,
        room_id=item.room_id,
        department=item.department.name,
        url=path_to("work:item", item.pk),
    )


def _of_room(visit: Visit, room: "Room", items: "Sequence[Item]") -> Obstacle:
    """A room nobody inspected: the guest was moved, or who signed had done the work."""
    text = _("Room %(room)s has not passed the five-point inspection")
    if visit.confidential:
        text = _("The room has not passed the five-point inspection")
    inspection = next((item for item in items if item.code == INSPECTION), None)
    return Obstacle(
        key=f"room:{room.pk}",
        zh=f"{room.number} 房未通过五项查房",
        en=f"Room {room.number} has not passed the five-point inspection",
        text=text % {"room": room.number},
        room_id=room.pk,
        department=inspection.department.name if inspection else "",
        url=path_to("work:item", inspection.pk) if inspection else path_to("vip:visit", visit.pk),
    )


def _not_announced(visit: Visit) -> Obstacle:
    zh, en, text = "接待通知尚未下发", "The visit is not announced", _("The visit is not announced")
    if visit.status == Status.POSTPONED:
        zh, en, text = "接待已延期", "The visit is postponed", _("The visit is postponed")
    return Obstacle(
        key=f"status:{visit.status}",
        zh=zh,
        en=en,
        text=text,
        url=path_to("vip:visit", visit.pk),
    )
