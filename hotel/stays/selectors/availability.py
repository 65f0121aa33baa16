"""What is left to sell, by type and night, and which rooms are free for a period."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext as _

from hotel.rooms import selectors as house
from hotel.stays.enums import LIVING
from hotel.stays.models import RoomAssignment
from hotel.stays.selectors.day import business_date
from hotel.web import clock
from hotel.web.prepared import Param, Prepared

if TYPE_CHECKING:
    from hotel.rooms.models import Room, RoomType


@dataclass(frozen=True)
class NightLeft:
    """One night of a type. `free` goes below nothing while it is oversold by permission."""

    night: date
    rooms: int
    blocked: int
    sold: int

    @property
    def free(self) -> int:
        return self.rooms - self.blocked - self.sold


@dataclass(frozen=True)
class TypeLeft:
    """A type over a run of nights, in order."""

    room_type: "RoomType"
    nights: tuple[NightLeft, ...]

    @property
    def free(self) -> int:
        """Rooms that can be sold through all the nights."""
        return min((night.free for night in self.nights), default=0)

    @property
    def full_nights(self) -> list[date]:
        return [night.night for night in self.nights if night.free < 1]


def availability(first: date, until: date) -> list[TypeLeft]:
    """Every type, with each night of `first` ≤ night < `until`. Two queries."""
    left: dict[int, list[NightLeft]] = {}
    hour = f"{house.NIGHT_BEGINS:%H:%M}"
    with connection.cursor() as cursor:
        cursor.execute(LEFT, {"first": first, "until": until, "hour": hour})
        for type_id, night, rooms, blocked, sold in cursor.fetchall():
            left.setdefault(type_id, []).append(NightLeft(night, rooms, blocked, sold))
    return [TypeLeft(each, tuple(left.get(each.pk, ()))) for each in house.all_types()]


# Nights nobody has booked yet have no counter: their rooms are counted here.
LEFT = """
WITH nights AS (
  SELECT d::date AS night
    FROM generate_series(%(first)s::timestamp, %(until)s::timestamp - interval '1 day', interval '1 day') AS d
), hours AS (
  SELECT night, tstzrange((night + %(hour)s::time) AT TIME ZONE 'Asia/Shanghai',
                          (night + 1 + %(hour)s::time) AT TIME ZONE 'Asia/Shanghai') AS period
    FROM nights
), stock AS (
  SELECT room_type_id, count(*) AS rooms FROM rooms_room GROUP BY room_type_id
), blocks AS (
  SELECT r.room_type_id, h.night, count(DISTINCT b.room_id) AS rooms
    FROM rooms_roomblock b JOIN rooms_room r ON r.id = b.room_id
    JOIN hours h ON b.period && h.period
   WHERE b.living AND b.kind = 'out_of_order'
   GROUP BY r.room_type_id, h.night
)
SELECT t.id, h.night,
       coalesce(c.rooms, s.rooms, 0) AS rooms,
       CASE WHEN c.id IS NULL THEN coalesce(b.rooms, 0) ELSE c.blocked END AS blocked,
       coalesce(c.sold, 0) AS sold
  FROM rooms_roomtype t CROSS JOIN hours h
  LEFT JOIN stays_typenight c ON c.room_type_id = t.id AND c.night = h.night
       AND c.night >= %(first)s AND c.night < %(until)s  -- ten years of counters are not read
  LEFT JOIN stock s ON s.room_type_id = t.id
  LEFT JOIN blocks b ON b.room_type_id = t.id AND b.night = h.night
 ORDER BY t.id, h.night
"""


def free_rooms(
    room_type_id: int | None, period: DateTimeTZRange, *, but_stay: int | None = None
) -> "QuerySet[Room]":
    """Rooms of the type (of any when None) that nothing holds in the period; ready ones first.

    `but_stay` looks through the room that this stay holds itself.
    """
    held = RoomAssignment.objects.filter(
        room=OuterRef("pk"), status__in=LIVING, period__overlap=period
    )
    if but_stay is not None:
        held = held.exclude(stay=but_stay)
    blocked = house.living_blocks().filter(room=OuterRef("pk"), period__overlap=period)
    readiness = Case(
        When(occupancy="vacant", cleanliness="inspected", then=Value(0)),
        When(occupancy="vacant", cleanliness="clean", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    free = house.rooms().filter(~Exists(held), ~Exists(blocked))
    if room_type_id is not None:
        free = free.filter(room_type=room_type_id)
    return free.order_by(readiness, "floor", "number")


def ready_now() -> dict[int, int]:
    """How many rooms of each type could be moved into this minute: vacant, clean, held by nobody
    for the coming night. One query."""
    tonight = house.night(business_date())
    free = free_rooms(None, tonight).filter(
        occupancy="vacant", cleanliness__in=("clean", "inspected"), block="none"
    )
    counted = free.order_by().values_list("room_type").annotate(Count("pk"))
    return dict(counted)


def pick_free_room(room_type_id: int, period: DateTimeTZRange) -> "Room | None":
    """A free room, locked; one that somebody else is just taking is passed over."""
    free = free_rooms(room_type_id, period)
    return free.select_for_update(of=("self",), skip_locked=True).first()


def _in_the_way() -> "QuerySet[Room, tuple[int]]":
    period = Param("period", DateTimeRangeField())
    held = RoomAssignment.objects.filter(
        room=OuterRef("pk"), status__in=LIVING, period__overlap=period
    ).exclude(stay=Param("stay", BigIntegerField()))
    blocked = house.living_blocks().order_by().filter(room=OuterRef("pk"), period__overlap=period)
    asked = Q(Exists(blocked), Param("blocks", BooleanField()))
    room = house.rooms().select_related(None).filter(pk=Param("room", BigIntegerField()))
    return room.filter(Exists(held) | asked).order_by().values_list("pk")


_taken = Prepared(_in_the_way)


def what_is_in_the_way(
    room_id: int, period: DateTimeTZRange, *, but_stay: int | None = None, blocks: bool = True
) -> str | None:
    """Why the room is not free in the period, in words; None when it is.

    `but_stay` looks through what this stay holds itself, `blocks` false through blocks.
    """
    if not _taken(room=room_id, period=period, stay=but_stay or 0, blocks=blocks):
        return None
    held = RoomAssignment.objects.filter(room=room_id, status__in=LIVING, period__overlap=period)
    if but_stay is not None:
        held = held.exclude(stay=but_stay)
    other = held.select_related("room", "stay__reservation").order_by("period").first()
    if other is not None:
        return _("Room %(room)s is held from %(start)s until %(end)s for %(booking)s.") % {
            "room": other.room.number,
            "booking": other.stay.reservation.confirmation_no,
            **_bounds(other.period),
        }
    block = None
    if blocks:
        block = house.living_blocks([room_id]).filter(period__overlap=period).first()
    if block is not None:
        return _("Room %(room)s is out from %(start)s until %(end)s: %(reason)s") % {
            "room": block.room.number,
            "reason": block.reason,
            **_bounds(block.period),
        }
    return None


def _bounds(period: DateTimeTZRange) -> dict[str, str]:
    return {
        "start": f"{clock.local(period.lower):%m-%d %H:%M}",
        "end": f"{clock.local(period.upper):%m-%d %H:%M}",
    }
