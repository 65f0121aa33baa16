"""What a change of dates or type would do, before anybody does it: nights, rooms left, money."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hotel.stays import periods
from hotel.stays.enums import StayKind, StayStatus
from hotel.stays.models import SoldNight, Stay
from hotel.stays.selectors.availability import availability, what_is_in_the_way
from hotel.stays.selectors.day import business_date

if TYPE_CHECKING:
    from hotel.rooms.models import RoomType


@dataclass(frozen=True)
class Effect:
    """`added` and `dropped` nights; `free` rooms of the type through the nights added (None where
    none is added), `full` the nights sold out; `obstacle` why the room held cannot follow; `total`
    for the whole stay and the `difference` to what was agreed. CNY."""

    nights: int
    added: list[date]
    dropped: list[date]
    free: int | None
    full: list[date]
    obstacle: str | None
    total: Decimal
    difference: Decimal

    @property
    def possible(self) -> bool:
        return not self.full and self.obstacle is None


def effect_of(
    stay: Stay,
    arrival: date,
    departure: date,
    room_type: "RoomType",
    rate: Decimal,
) -> Effect | None:
    """None for dates that nobody can sell. Four queries at most."""
    length = departure - arrival
    if stay.kind == StayKind.DAY_USE or not timedelta(0) < length <= periods.LONGEST:
        return None
    period = periods.overnight(arrival, departure)
    wanted = periods.nights(stay.kind, arrival, departure, period)
    sold = dict(SoldNight.objects.filter(stay=stay).values_list("night", "room_type"))
    new = [night for night in wanted if sold.get(night) != room_type.pk]
    dropped = sorted(night for night in sold if night not in set(wanted))
    free, full = _left(room_type, new)
    total = rate * len(wanted)
    return Effect(
        nights=len(wanted),
        added=[night for night in wanted if night not in sold],
        dropped=dropped,
        free=free,
        full=full,
        obstacle=_obstacle(stay, period, same_type=room_type.pk == stay.room_type_id),
        total=total,
        difference=total - stay.rate * max(stay.nights, 0),
    )


def next_departure(stay: Stay) -> date:
    """What an extension proposes: one night more than planned, and never less than until tomorrow."""
    return max(stay.departure, business_date()) + timedelta(days=1)


def _left(room_type: "RoomType", nights: list[date]) -> tuple[int | None, list[date]]:
    if not nights:
        return None, []
    asked = set(nights)
    left = availability(nights[0], nights[-1] + timedelta(days=1))
    ours = next(each for each in left if each.room_type.pk == room_type.pk)
    rows = [night for night in ours.nights if night.night in asked]
    return min(row.free for row in rows), [row.night for row in rows if row.free < 1]


def _obstacle(stay: Stay, period: DateTimeTZRange, *, same_type: bool) -> str | None:
    """Why the room held cannot follow the dates; another type gives it up anyway."""
    if stay.room is None or not same_type:
        return None
    lower = stay.starts_at if stay.status == StayStatus.IN_HOUSE else period.lower
    if lower >= period.upper:
        return None
    return what_is_in_the_way(stay.room.pk, DateTimeTZRange(lower, period.upper), but_stay=stay.pk)
