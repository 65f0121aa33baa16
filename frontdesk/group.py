"""The page on which a whole group is let in: each room, what stands in its way, rooms to choose."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from frontdesk.counter import READY_CODES, ready_rooms
from frontdesk.reasons import Reason, reasons_for
from frontdesk.selectors import arriving
from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays.phases import Phase
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.models import Reservation, Stay

# So many rooms to choose from besides one for everybody.
MORE = 12
LIVING = (Phase.DUE_IN, Phase.IN_HOUSE, Phase.DUE_OUT, Phase.CONFIRMED, Phase.TENTATIVE)


@dataclass
class Row:
    """One room of the group. `rooms` are those to choose from where the stay has none that is ready,
    `proposed` the one filled in, `owed` how many persons are still to be registered."""

    stay: "Stay"
    phase: Phase
    reasons: Sequence[Reason]
    alias: str | None
    owed: int
    rooms: "list[Room]" = field(default_factory=list)
    proposed: "Room | None" = None

    @property
    def due(self) -> bool:
        return self.phase == Phase.DUE_IN

    @property
    def needs_room(self) -> bool:
        room = self.stay.room
        return self.due and (room is None or room.code not in READY_CODES)

    @property
    def may_tick(self) -> bool:
        return self.due and (self.stay.room is not None or bool(self.rooms))

    @property
    def ready(self) -> bool:
        """Nothing known stands in the way: ticked before anybody asks."""
        left = [each for each in self.reasons if each.stops and each.code != "no_room"]
        return self.may_tick and not left and (self.stay.room is not None or bool(self.proposed))

    @property
    def told(self) -> Sequence[Reason]:
        """The reasons, without the missing room where one is proposed."""
        proposed = self.proposed is not None
        return [each for each in self.reasons if not (proposed and each.code == "no_room")]

    @property
    def uninspected(self) -> bool:
        """A VIP's room that nobody inspected: let in with a reason only."""
        return self.due and bool(self.stay.guest.vip_level)


def rows_of(reservation: "Reservation", viewer: User, day: date) -> list[Row]:
    """The group's rooms that are not over. Some ten queries, whatever the number of rooms."""
    found = [stay for stay in reservation.stays.all() if stay.phase(day) in LIVING]
    due = [stay for stay in found if stay.phase(day) == Phase.DUE_IN]
    why = reasons_for(due, viewer)
    called = discretion.aliases({stay.pk for stay in found}, viewer)
    owed = arriving.owed_of(stay.pk for stay in found)
    rows = [
        Row(stay, stay.phase(day), why.get(stay.pk, ()), called.get(stay.pk), owed.get(stay.pk, 0))
        for stay in found
    ]
    _offer_rooms([row for row in rows if row.needs_room])
    return rows


def _offer_rooms(rows: Iterable[Row]) -> None:
    """Ready rooms of the booked type, another one proposed to each stay that has none.

    A VIP is proposed an inspected room only.
    """
    wanted: dict[tuple[int, DateTimeTZRange], list[Row]] = defaultdict(list)
    for row in rows:
        starts = min(row.stay.starts_at, clock.now())
        period = DateTimeTZRange(starts, max(row.stay.ends_at, clock.now()))
        wanted[row.stay.room_type_id, _to_the_minute(period)].append(row)
    given: set[int] = set()
    for (type_id, period), those in wanted.items():
        ready = ready_rooms(type_id, period, most=len(given) + len(those) + MORE)
        for row in those:
            row.rooms = ready
        for row in sorted(those, key=lambda row: not row.stay.guest.vip_level):
            if row.stay.room is None:
                row.proposed = _pick(row, ready, given)


def _pick(row: Row, ready: "list[Room]", given: set[int]) -> "Room | None":
    free = [room for room in ready if room.pk not in given]
    if row.stay.guest.vip_level:
        free = [room for room in free if room.code == "VI"]
    if free:
        given.add(free[0].pk)
    return free[0] if free else None


def _to_the_minute(period: DateTimeTZRange) -> DateTimeTZRange:
    """Stays of the same nights asked together, though a clock ticks between them."""
    return DateTimeTZRange(period.lower.replace(second=0, microsecond=0), period.upper)
