"""The day's lists, each in one query that is prepared once."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, DateField, FilteredRelation, Q, QuerySet

from hotel.stays.enums import EXPECTED, LIVING, StayStatus
from hotel.stays.listed import ListedGuest, ListedReservation, ListedRoom, ListedStay, Named
from hotel.stays.models import Stay, StayGuest
from hotel.web.prepared import Param, Prepared, Rows

# In the order of the fields of `hotel.stays.listed`.
_OF_STAY = (
    "pk", "reservation_id", "guest_id", "kind", "status", "arrival", "departure",
    "period__startswith", "period__endswith", "eta", "adults", "children", "rate",
    "guest_out_since", "baggage", "extra_beds",
)  # fmt: skip
_OF_RESERVATION = ("confirmation_no", "kind", "group_name", "guarantee", "hold_until")
_OF_GUEST = ("name_zh", "surname_latin", "given_latin", "vip_level", "nationality")
_OF_ROOM = (
    "number", "floor", "block", "occupancy", "cleanliness", "dnd", "dnd_since", "make_up",
)  # fmt: skip
_NAMES = ("name_zh", "name_en")
_COLUMNS = (
    *_OF_STAY,
    *(f"reservation__{name}" for name in _OF_RESERVATION),
    *(f"guest__{name}" for name in _OF_GUEST),
    *(f"room_type__{name}" for name in _NAMES),
    *(f"reservation__company__{name}" for name in _NAMES),
    *(f"held__room__{name}" for name in _OF_ROOM),
)


def _listed(**which: Any) -> Prepared[tuple[Any, ...]]:
    def build() -> QuerySet[Stay, tuple[Any, ...]]:
        held = FilteredRelation("assignments", condition=Q(assignments__status__in=LIVING))
        return Stay.objects.filter(**which).order_by().annotate(held=held).values_list(*_COLUMNS)

    return Prepared(build)


_arriving = _listed(status__in=EXPECTED, arrival__lte=Param("day", DateField()))
_leaving = _listed(status=StayStatus.IN_HOUSE, departure__lte=Param("day", DateField()))
_in_house = _listed(status=StayStatus.IN_HOUSE)


def listed_arrivals(day: date) -> list[ListedStay]:
    """Who is expected on the day, and who was expected before and has not come: earliest first."""
    expected = map(_stay, _arriving(day=day))
    return sorted(expected, key=lambda each: (each.eta or each.starts_at, each.pk))


def listed_departures(day: date) -> list[ListedStay]:
    """Who is in the house and leaves on the day, or should have left before, by room."""
    return sorted(map(_stay, _leaving(day=day)), key=_by_room)


def listed_in_house() -> list[ListedStay]:
    """Who is in the house, by room."""
    return sorted(map(_stay, _in_house()), key=_by_room)


_named = Prepared(
    lambda: (
        StayGuest.objects.filter(stay_id__any=Param("stays", ArrayField(BigIntegerField())))
        .order_by()
        .values_list("stay_id")
        .annotate(Count("pk"))
    )
)


def persons_named(stay_ids: Iterable[int]) -> dict[int, int]:
    """How many persons of each of these stays are known by name. One query."""
    return dict(_named(stays=list(stay_ids)))


_company = Prepared(
    lambda: (
        StayGuest.objects.filter(stay__status=StayStatus.IN_HOUSE, main=False)
        .order_by("pk")
        .values_list("stay_id", *(f"guest__{name}" for name in _OF_GUEST))
    )
)


def companions_in_house() -> dict[int, list[ListedGuest]]:
    """Who lives with the main guest, by stay; stays of one person are left out. One query."""
    found: dict[int, list[ListedGuest]] = {}
    for stay_id, *person in _company():
        found.setdefault(stay_id, []).append(ListedGuest._make(person))
    return found


_departed = Prepared(
    lambda: (
        Stay.objects.filter(status=StayStatus.DEPARTED, departure=Param("day", DateField()))
        .order_by()
        .values_list(Rows())
    )
)


def count_departed(day: date) -> int:
    """How many have left on the day."""
    return int(_departed(day=day)[0][0])


def _by_room(each: ListedStay) -> tuple[int, str, int]:
    room = each.room
    return (room.floor, room.number, each.pk) if room else (0, "", each.pk)


_A = len(_OF_STAY)
_B = _A + len(_OF_RESERVATION)
_C = _B + len(_OF_GUEST)
_D = _C + len(_NAMES)
_E = _D + len(_NAMES)


def _stay(row: tuple[Any, ...]) -> ListedStay:
    company = Named._make(row[_D:_E]) if row[_D] is not None else None
    parts = (
        ListedReservation._make((*row[_A:_B], company)),
        ListedGuest._make(row[_B:_C]),
        Named._make(row[_C:_D]),
        ListedRoom._make(row[_E:]) if row[_E] is not None else None,
    )
    return ListedStay._make((*row[:_A], *parts))
