"""The past in bulk, for a demo hotel or a take-over: departed stays written in a few statements,
then checked against every constraint and every invariant of the house.

No journal entries: what happened before the house began is not its memory.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from hotel.staff.models import User
from hotel.stays import confirmations, nights, periods
from hotel.stays.enums import AssignmentStatus, ReservationStatus, Source, StayKind, StayStatus
from hotel.stays.models import Reservation, RoomAssignment, SoldNight, Stay, StayGuest
from hotel.stays.selectors import business_date

ONE_DAY = timedelta(days=1)
BATCH = 1000


@dataclass(frozen=True)
class PastStay:
    """One stay that is over: real times, aware; `rate` CNY a night."""

    guest_id: int
    room_id: int
    room_type_id: int
    arrived_at: datetime
    departed_at: datetime
    arrival: date
    departure: date
    rate: Decimal
    adults: int = 1
    children: int = 0
    kind: str = StayKind.OVERNIGHT
    source: str = Source.PHONE
    company_id: int | None = None
    plates: tuple[str, ...] = ()


class Unsound(Exception):  # noqa: N818  said as the house would
    """What was written breaks an invariant; nothing of it is kept."""


# Upper apps write their share of a past stay (the cashier its bill) and look for what is unsound.
BringAlong = Callable[[Sequence[Stay], User], None]
Check = Callable[[], list[str]]
_along: list[BringAlong] = []
_checks: list[Check] = []


def bring_along(write: BringAlong) -> BringAlong:
    """Have `write(stays, by)` run in the transaction of `write_past`, before the check."""
    if write not in _along:
        _along.append(write)
    return write


def invariant(check: Check) -> Check:
    """Have `check()` asked by `check_invariants`; it returns a sentence for each violation."""
    if check not in _checks:
        _checks.append(check)
    return check


@transaction.atomic
def write_past(past: Sequence[PastStay], *, by: User) -> list[Stay]:
    """Write departed stays with their rooms, parties, sold nights and bills.

    Raises `Unsound`, keeping nothing, when a room would have been let twice, a night oversold, or
    a stay is not over before the business date ends.
    """
    _check_over(past)
    reservations = Reservation.objects.bulk_create(
        [
            Reservation(
                confirmation_no=number,
                status=ReservationStatus.CONFIRMED,
                booker_id=each.guest_id,
                company_id=each.company_id,
                source=each.source,
                made_by=by,
            )
            for number, each in zip(confirmations.draw(len(past)), past, strict=True)
        ],
        batch_size=BATCH,
    )
    stays = Stay.objects.bulk_create(
        [_stay(each, under) for each, under in zip(past, reservations, strict=True)],
        batch_size=BATCH,
    )
    StayGuest.objects.bulk_create(
        [StayGuest(stay=stay, guest_id=stay.guest_id, main=True) for stay in stays],
        batch_size=BATCH,
    )
    _hold_then_end(past, stays)
    _sell(past, stays)
    for write in _along:
        write(stays, by)
    problems = check_invariants()
    if problems:
        raise Unsound("; ".join(problems[:5]))
    return stays


def _check_over(past: Sequence[PastStay]) -> None:
    today = business_date()
    for each in past:
        if not each.arrived_at < each.departed_at or each.departure > today:
            raise Unsound(f"not over: room {each.room_id}, {each.arrival} to {each.departure}")


def _stay(past: PastStay, reservation: Reservation) -> Stay:
    return Stay(
        reservation=reservation,
        guest_id=past.guest_id,
        room_type_id=past.room_type_id,
        kind=past.kind,
        status=StayStatus.DEPARTED,
        arrival=past.arrival,
        departure=past.departure,
        period=DateTimeTZRange(past.arrived_at, past.departed_at),
        adults=past.adults,
        children=past.children,
        rate=past.rate,
        plates=list(past.plates),
        arrived_at=past.arrived_at,
        departed_at=past.departed_at,
    )


def _hold_then_end(past: Sequence[PastStay], stays: Sequence[Stay]) -> None:
    """Booked first, so that the exclusion constraint judges the past as it judges the present."""
    made = RoomAssignment.objects.bulk_create(
        [
            RoomAssignment(
                stay=stay, room_id=each.room_id, period=stay.period, status=AssignmentStatus.BOOKED
            )
            for each, stay in zip(past, stays, strict=True)
        ],
        batch_size=BATCH,
    )
    RoomAssignment.objects.filter(pk__in=[row.pk for row in made]).update(
        status=AssignmentStatus.ENDED
    )


def _sell(past: Sequence[PastStay], stays: Sequence[Stay]) -> None:
    sold = [
        SoldNight(stay=stay, room_type_id=each.room_type_id, night=night)
        for each, stay in zip(past, stays, strict=True)
        for night in periods.nights(each.kind, each.arrival, each.departure, stay.period)
    ]
    if not sold:
        return
    SoldNight.objects.bulk_create(sold, batch_size=BATCH)
    first, last = min(row.night for row in sold), max(row.night for row in sold)
    for type_id in sorted({row.room_type_id for row in sold}):
        nights.ensure(type_id, first, last + ONE_DAY)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_AGAIN, [first, last])


_COUNT_AGAIN = """
UPDATE stays_typenight c SET sold = s.sold
  FROM (SELECT room_type_id, night, count(*) AS sold FROM stays_soldnight
         WHERE night BETWEEN %s AND %s GROUP BY room_type_id, night) s
 WHERE c.room_type_id = s.room_type_id AND c.night = s.night AND c.sold <> s.sold
"""


def check_invariants() -> list[str]:
    """Every violation of what must always be true, in words; empty when the house is sound."""
    problems = []
    with connection.cursor() as cursor:
        for said, query in INVARIANTS.items():
            cursor.execute(query)
            problems += [f"{said}: {', '.join(map(str, row))}" for row in cursor.fetchall()]
    for check in _checks:
        problems += check()
    return problems


# Each query lists violations. They repeat on purpose what constraints and triggers enforce.
INVARIANTS = {
    "one room, two living assignments": """
        SELECT a.room_id, a.id, b.id FROM stays_roomassignment a
          JOIN stays_roomassignment b ON b.room_id = a.room_id AND b.id > a.id
               AND b.period && a.period
         WHERE a.status IN ('booked', 'in_house') AND b.status IN ('booked', 'in_house')""",
    "one room, two guests in the past": """
        SELECT a.room_id, a.id, b.id FROM stays_roomassignment a
          JOIN stays_roomassignment b ON b.room_id = a.room_id AND b.id > a.id
               AND b.period && a.period
         WHERE a.status = 'ended' AND b.status IN ('ended', 'in_house')""",
    "a guest in a blocked room": """
        SELECT a.room_id, a.id, b.id FROM stays_roomassignment a
          JOIN rooms_roomblock b ON b.room_id = a.room_id AND b.living AND b.period && a.period
         WHERE a.status IN ('booked', 'in_house')""",
    "nights sold and nights counted differ": """
        SELECT coalesce(c.room_type_id, s.room_type_id), coalesce(c.night, s.night),
               coalesce(c.sold, 0), coalesce(s.sold, 0)
          FROM stays_typenight c
          FULL JOIN (SELECT room_type_id, night, count(*) AS sold FROM stays_soldnight
                      GROUP BY room_type_id, night) s USING (room_type_id, night)
         WHERE coalesce(c.sold, 0) <> coalesce(s.sold, 0)""",
    "a night oversold": """
        SELECT room_type_id, night FROM stays_typenight
         WHERE sold + blocked > rooms + overbook""",
    "a stay's nights are not those it has sold": """
        SELECT s.id FROM stays_stay s
          LEFT JOIN (SELECT stay_id, count(*) AS sold FROM stays_soldnight GROUP BY stay_id) n
               ON n.stay_id = s.id
         WHERE s.kind <> 'day_use' AND coalesce(n.sold, 0) <>
               CASE WHEN s.status IN ('cancelled', 'no_show') THEN 0
                    ELSE s.departure - s.arrival END""",
    "in the house without a room": """
        SELECT s.id FROM stays_stay s
         WHERE s.status = 'in_house' AND NOT EXISTS (
               SELECT 1 FROM stays_roomassignment a
                WHERE a.stay_id = s.id AND a.status = 'in_house')""",
    "a room held for nobody": """
        SELECT a.id FROM stays_roomassignment a JOIN stays_stay s ON s.id = a.stay_id
         WHERE a.status = 'in_house' AND s.status <> 'in_house'
            OR a.status = 'booked' AND s.status NOT IN ('tentative', 'confirmed')""",
    "occupied and lived in differ": """
        SELECT r.number FROM rooms_room r
         WHERE (r.occupancy = 'occupied') <> EXISTS (
               SELECT 1 FROM stays_roomassignment a
                WHERE a.room_id = r.id AND a.status = 'in_house')""",
    "not exactly one main guest": """
        SELECT s.id FROM stays_stay s
          LEFT JOIN stays_stayguest g ON g.stay_id = s.id AND g.main AND g.guest_id = s.guest_id
         WHERE g.id IS NULL""",
}

__all__ = [
    "PastStay",
    "Unsound",
    "bring_along",
    "check_invariants",
    "invariant",
    "write_past",
]
