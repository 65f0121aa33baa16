"""Stays by what the desk wants to see: expected, in the house, leaving."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet

from hotel.stays.enums import EXPECTED, LIVING, AssignmentStatus, StayStatus
from hotel.stays.models import Reservation, RoomAssignment, Stay, StayGuest

if TYPE_CHECKING:
    from hotel.rooms.models import RoomType


def stays() -> QuerySet[Stay]:
    """Stays with reservation, guest, type and room: four queries, however many rows."""
    told = RoomAssignment.objects.exclude(status=AssignmentStatus.CANCELLED)
    return Stay.objects.select_related(
        "reservation", "reservation__company", "guest", "room_type"
    ).prefetch_related(Prefetch("assignments", told.select_related("room"), to_attr="told_rooms"))


def stay(stay_id: int) -> Stay:
    """One stay with its party and their documents. Raises `Stay.DoesNotExist`."""
    people = StayGuest.objects.select_related("guest").prefetch_related("guest__documents")
    party = Prefetch("party", people)
    return stays().prefetch_related(party).get(pk=stay_id)


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
    for sold in of.sold_nights.select_related("room_type").order_by("night"):
        next_day = sold.night + timedelta(days=1)
        last = runs[-1] if runs else None
        if last and last.until == sold.night and last.room_type.pk == sold.room_type_id:
            runs[-1] = Run(last.first, next_day, last.room_type)
        else:
            runs.append(Run(sold.night, next_day, sold.room_type))
    return runs


def reservation(reservation_id: int) -> Reservation:
    """One reservation with its stays. Raises `Reservation.DoesNotExist`."""
    return _reservations().get(pk=reservation_id)


def reservation_by_number(confirmation_no: str) -> Reservation | None:
    return _reservations().filter(confirmation_no=confirmation_no.strip().upper()).first()


def _reservations() -> QuerySet[Reservation]:
    return Reservation.objects.select_related("booker", "company", "made_by").prefetch_related(
        Prefetch("stays", stays().order_by("arrival", "id"))
    )


def arrivals(day: date) -> list[Stay]:
    """Who is expected on the day, and who was expected before and has not come: earliest first."""
    expected = stays().filter(status__in=EXPECTED, arrival__lte=day)
    return sorted(expected, key=lambda each: (each.eta or each.starts_at, each.pk))


def expected_after(day: date, until: date | None = None) -> QuerySet[Stay]:
    """Who is expected on the days after, in order."""
    expected = stays().filter(status__in=EXPECTED, arrival__gt=day)
    if until is not None:
        expected = expected.filter(arrival__lte=until)
    return expected.order_by("arrival", "id")


def in_house(*, with_party: bool = False) -> list[Stay]:
    """Who is in the house, by room; `with_party` fetches everybody's company along."""
    here = stays().filter(status=StayStatus.IN_HOUSE)
    if with_party:
        here = here.prefetch_related(Prefetch("party", StayGuest.objects.select_related("guest")))
    return sorted(here, key=_by_room)


def departures(day: date) -> list[Stay]:
    """Who is in the house and leaves on the day, or should have left before, by room."""
    leaving = stays().filter(status=StayStatus.IN_HOUSE, departure__lte=day)
    return sorted(leaving, key=_by_room)


def departed_on(day: date) -> list[Stay]:
    """Who has left on the day, by room."""
    return sorted(stays().filter(status=StayStatus.DEPARTED, departure=day), key=_by_room)


def counts(day: date) -> dict[str, int]:
    """How many stand on each list of the day. One query."""
    found: dict[str, int] = Stay.objects.filter(
        status__in=(*EXPECTED, StayStatus.IN_HOUSE)
    ).aggregate(
        arrivals=Count("pk", filter=Q(status__in=EXPECTED, arrival__lte=day)),
        in_house=Count("pk", filter=Q(status=StayStatus.IN_HOUSE)),
        departures=Count("pk", filter=Q(status=StayStatus.IN_HOUSE, departure__lte=day)),
        future=Count("pk", filter=Q(status__in=EXPECTED, arrival__gt=day)),
    )
    return found


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
    living = stays().filter(
        status=StayStatus.IN_HOUSE,
        assignments__status=AssignmentStatus.IN_HOUSE,
        assignments__room__in=list(room_ids),
    )
    return {each.assignment.room_id: each for each in living if each.assignment}


def stays_of_guests(guest_ids: Iterable[int]) -> QuerySet[Stay]:
    """Stays of these guests, as main guest or with others, latest first."""
    return stays().filter(party__guest__in=list(guest_ids)).order_by("-arrival", "-id").distinct()


def held_rooms(room_ids: Iterable[int]) -> QuerySet[RoomAssignment]:
    """Living assignments of these rooms with their stays."""
    return RoomAssignment.objects.filter(room__in=list(room_ids), status__in=LIVING).select_related(
        "stay__reservation", "stay__guest", "room"
    )
