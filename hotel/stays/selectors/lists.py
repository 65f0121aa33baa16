"""Stays by what the desk wants to see: expected, in the house, leaving."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    Prefetch,
    Q,
    QuerySet,
    When,
    prefetch_related_objects,
)

from hotel.guests import selectors as people
from hotel.stays.enums import EXPECTED, LIVING, AssignmentStatus, StayStatus
from hotel.stays.models import Reservation, RoomAssignment, SoldNight, Stay, StayGuest
from hotel.web.prepared import Param, Prepared, Rows, hand

if TYPE_CHECKING:
    from hotel.rooms.models import RoomType


def stays() -> QuerySet[Stay]:
    """Stays with reservation, guest, type and room: four queries, however many rows."""
    rooms = RoomAssignment.objects.exclude(status=AssignmentStatus.CANCELLED)
    return told().prefetch_related(
        Prefetch("assignments", rooms.select_related("room"), to_attr="told_rooms")
    )


def told() -> QuerySet[Stay]:
    """Stays with reservation, guest and type; `with_rooms` gives them their rooms."""
    return Stay.objects.select_related("reservation", "reservation__company", "guest", "room_type")


_PK = Param("pk", BigIntegerField())
_stay = Prepared(
    lambda: told().filter(pk=_PK),
)
_rooms_told = Prepared(
    lambda: (
        RoomAssignment.objects.exclude(status=AssignmentStatus.CANCELLED)
        .select_related("room")
        .filter(stay_id__any=Param("stays", ArrayField(BigIntegerField())))
        .order_by("id")
    ),
)
_party = Prepared(
    lambda: StayGuest.objects.select_related("guest").filter(stay_id=_PK).order_by("-main", "id"),
)
_nights = Prepared(
    lambda: SoldNight.objects.select_related("room_type").filter(stay_id=_PK).order_by("night"),
)


_told_rooms = Prepared(
    lambda: (
        RoomAssignment.objects.exclude(status=AssignmentStatus.CANCELLED)
        .filter(stay__any=Param("stays", ArrayField(BigIntegerField())))
        .order_by(Case(When(status__in=LIVING, then=1), default=0), "pk")
        .values_list("stay_id", "room_id", "room__number")
    )
)


def room_numbers(stay_ids: Iterable[int]) -> dict[int, str]:
    """The number of each stay's room, as `Stay.room` tells it; those without one are left out."""
    told = _told_rooms(stays=sorted(set(stay_ids)))
    return {stay_id: number for stay_id, _room_id, number in told}


def room_ids(stay_ids: Iterable[int]) -> dict[int, int]:
    """The same, as ids of rooms."""
    told = _told_rooms(stays=sorted(set(stay_ids)))
    return {stay_id: room_id for stay_id, room_id, _number in told}


def stay(stay_id: int) -> Stay:
    """One stay with its party and their documents. Raises `Stay.DoesNotExist`. Four queries."""
    found = _stay.get(pk=stay_id)
    with_rooms([found])
    party = _party(pk=stay_id)
    people.with_papers([each.guest for each in party])
    hand(found, "party", party)
    return found


def with_rooms(found: list[Stay]) -> list[Stay]:
    """Give these stays their rooms, in one query; none when there are none."""
    by_stay: dict[int, list[RoomAssignment]] = {each.pk: [] for each in found}
    if found:
        for row in _rooms_told(stays=list(by_stay)):
            by_stay[row.stay_id].append(row)
    for each in found:
        each.told_rooms = by_stay[each.pk]  # type: ignore[attr-defined]
    return found


@dataclass(frozen=True)
class Run:
    """Nights in a row sold as one type: from the night of `first` until the morning of `until`."""

    first: date
    until: date
    room_type: "RoomType"

    @property
    def count(self) -> int:
        return (self.until - self.first).days


def sold_runs(of: Stay) -> list[Run]:
    """What was sold, in runs. One query."""
    runs: list[Run] = []
    for sold in _nights(pk=of.pk):
        next_day = sold.night + timedelta(days=1)
        last = runs[-1] if runs else None
        if last and last.until == sold.night and last.room_type.pk == sold.room_type_id:
            runs[-1] = Run(last.first, next_day, last.room_type)
        else:
            runs.append(Run(sold.night, next_day, sold.room_type))
    return runs


def reservation(reservation_id: int) -> Reservation:
    """One reservation with its stays. Raises `Reservation.DoesNotExist`."""
    found = _one.get(pk=reservation_id)
    stays_of = _of_reservation(pk=reservation_id)
    for each in stays_of:
        each.reservation = found
    with_rooms(stays_of)
    hand(found, "stays", stays_of)
    return found


_one = Prepared(
    lambda: (
        Reservation.objects.select_related("booker", "company", "made_by")
        .filter(pk=Param("pk", BigIntegerField()))
        .order_by()
    )
)
_of_reservation = Prepared(
    lambda: (
        Stay.objects.select_related("guest", "room_type")
        .filter(reservation=Param("pk", BigIntegerField()))
        .order_by("arrival", "id")
    )
)


def reservation_by_number(confirmation_no: str) -> Reservation | None:
    return _reservations().filter(confirmation_no=confirmation_no.strip().upper()).first()


def _reservations() -> QuerySet[Reservation]:
    return Reservation.objects.select_related("booker", "company", "made_by").prefetch_related(
        Prefetch("stays", stays().order_by("arrival", "id"))
    )


def arrivals(day: date) -> list[Stay]:
    """Who is expected on the day, and who was expected before and has not come: earliest first."""
    return sorted(with_rooms(_expected_by(day=day)), key=_by_hour)


def arrivals_in_room(room_id: int, day: date) -> list[Stay]:
    """Those of `arrivals` who have this room."""
    return sorted(with_rooms(_expected_in(day=day, room=room_id)), key=_by_hour)


_DAY = Param("day", DateField())
_expected_by = Prepared(lambda: told().filter(status__in=EXPECTED, arrival__lte=_DAY))
_expected_in = Prepared(
    lambda: told().filter(
        status__in=EXPECTED,
        arrival__lte=_DAY,
        assignments__status=AssignmentStatus.BOOKED,
        assignments__room=Param("room", BigIntegerField()),
    )
)
_leaving_by = Prepared(lambda: told().filter(status=StayStatus.IN_HOUSE, departure__lte=_DAY))
_here = Prepared(lambda: told().filter(status=StayStatus.IN_HOUSE))


def _by_hour(each: Stay) -> tuple[datetime, int]:
    return each.eta or each.starts_at, each.pk


def expected_after(day: date, until: date | None = None) -> QuerySet[Stay]:
    """Who is expected on the days after, in order."""
    expected = stays().filter(status__in=EXPECTED, arrival__gt=day)
    if until is not None:
        expected = expected.filter(arrival__lte=until)
    return expected.order_by("arrival", "id")


def in_house(*, with_party: bool = False) -> list[Stay]:
    """Who is in the house, by room; `with_party` fetches everybody's company along."""
    here = with_rooms(_here())
    if with_party:
        party = Prefetch("party", StayGuest.objects.select_related("guest"))
        prefetch_related_objects(here, party)
    return sorted(here, key=_by_room)


def departures(day: date) -> list[Stay]:
    """Who is in the house and leaves on the day, or should have left before, by room."""
    return sorted(with_rooms(_leaving_by(day=day)), key=_by_room)


def departed_on(day: date) -> list[Stay]:
    """Who has left on the day, by room."""
    return sorted(stays().filter(status=StayStatus.DEPARTED, departure=day), key=_by_room)


_counted = Prepared(
    lambda: (
        Stay.objects.filter(status__in=(*EXPECTED, StayStatus.IN_HOUSE))
        .order_by()
        .values_list(
            Rows(Q(status__in=EXPECTED, arrival__lte=_DAY)),
            Rows(Q(status=StayStatus.IN_HOUSE)),
            Rows(Q(status=StayStatus.IN_HOUSE, departure__lte=_DAY)),
            Rows(Q(status__in=EXPECTED, arrival__gt=_DAY)),
        )
    )
)


def counts(day: date) -> dict[str, int]:
    """How many stand on each list of the day. One query."""
    names = ("arrivals", "in_house", "departures", "future")
    return dict(zip(names, _counted(day=day)[0], strict=True))


def count_no_shows(day: date) -> int:
    """Guests due on the day who never came."""
    return Stay.objects.filter(status=StayStatus.NO_SHOW, arrival=day).count()


def _by_room(each: Stay) -> tuple[int, str, int]:
    room = each.room
    return (room.floor, room.number, each.pk) if room else (0, "", each.pk)


def stay_in_room(room_id: int) -> Stay | None:
    """Who lives in the room now."""
    return stays_in_rooms([room_id]).get(room_id)


def stays_in_rooms(room_ids: Iterable[int]) -> dict[int, Stay]:
    """Who lives in each of these rooms now; empty rooms are left out."""
    living = with_rooms(_living_in(rooms=list(room_ids)))
    return {each.assignment.room_id: each for each in living if each.assignment}


_living_in = Prepared(
    lambda: told().filter(
        status=StayStatus.IN_HOUSE,
        assignments__status=AssignmentStatus.IN_HOUSE,
        assignments__room_id__any=Param("rooms", ArrayField(BigIntegerField())),
    ),
)


def stays_of_guests(guest_ids: Iterable[int]) -> QuerySet[Stay]:
    """Stays of these guests, as main guest or with others, latest first."""
    return stays().filter(party__guest__in=list(guest_ids)).order_by("-arrival", "-id").distinct()


def held_rooms(room_ids: Iterable[int]) -> QuerySet[RoomAssignment]:
    """Living assignments of these rooms with their stays."""
    return RoomAssignment.objects.filter(room__in=list(room_ids), status__in=LIVING).select_related(
        "stay__reservation", "stay__guest", "room"
    )
