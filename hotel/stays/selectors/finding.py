"""The one search box: guests, rooms, plates, confirmation numbers (handbook A1.3)."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, CharField, F, Func, Q, Value

from hotel.guests import phones, plates
from hotel.guests import selectors as people
from hotel.rooms import selectors as house
from hotel.stays.enums import EXPECTED, ReservationKind, StayStatus
from hotel.stays.models import Reservation, Stay
from hotel.stays.selectors.lists import reservation_by_number, stays_in_rooms, told, with_rooms
from hotel.web.prepared import Param, Prepared

if TYPE_CHECKING:
    from hotel.rooms.models import Room

LONGEST_QUESTION = 80
_ROOM = re.compile(r"[0-9A-Za-z-]{1,8}")
_CONFIRMATION = re.compile(r"[Rr]?([0-9]{5,12})")
_PRESENT = (*EXPECTED, StayStatus.IN_HOUSE)


@dataclass(frozen=True)
class RoomHit:
    room: "Room"
    stay: Stay | None


@dataclass(frozen=True)
class GuestFound:
    """A guest, what matched (`by`, `seen` as in `GuestHit`), and the stays here or to come."""

    hit: people.GuestHit
    stays: list[Stay]


@dataclass
class Found:
    """What the box found, grouped."""

    question: str
    rooms: list[RoomHit] = field(default_factory=list)
    reservations: list[Reservation] = field(default_factory=list)
    cars: list[Stay] = field(default_factory=list)
    guests: list[GuestFound] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.rooms) + len(self.reservations) + len(self.cars) + len(self.guests)


def find(text: str, limit: int = 12) -> Found:
    """Everything the text may mean. A constant number of queries, whatever is found."""
    question = " ".join(text[:LONGEST_QUESTION].split())
    if not question or "\x00" in question:
        return Found("")
    return Found(
        question,
        rooms=_rooms(question, limit),
        reservations=_reservations(question, limit),
        cars=_cars(question, limit),
        guests=_guests(question, limit),
    )


def find_exactly(text: str) -> Stay | Reservation | None:
    """Where the box jumps at once: who lives in the room of that number, or that reservation."""
    question = text.strip()
    if _ROOM.fullmatch(question) and (room := house.room_by_number(question)) is not None:
        return stays_in_rooms([room.pk]).get(room.pk)
    if match := _CONFIRMATION.fullmatch(question):
        return reservation_by_number(f"R{match.group(1)}")
    return None


def _rooms(question: str, limit: int) -> list[RoomHit]:
    if not _ROOM.fullmatch(question):
        return []
    rooms = house.rooms_beginning(question)[:limit]
    living = stays_in_rooms([room.pk for room in rooms]) if rooms else {}
    return [RoomHit(room, living.get(room.pk)) for room in rooms]


def _reservations(question: str, limit: int) -> list[Reservation]:
    match, phone = _CONFIRMATION.fullmatch(question), phones.parse(question)
    return _reserved(bool(match), bool(phone), limit)(
        group=question,
        number=f"R{match.group(1)}" if match else "",
        phone=phone.hash if phone else "",
    )


@cache
def _reserved(number: bool, phone: bool, limit: int) -> Prepared[Reservation]:
    """Groups by name; a reservation by its number, and by the phone it was made from, if asked."""
    wanted = Q(kind=ReservationKind.GROUP, group_name__contains=Param("group", CharField()))
    if number:
        wanted |= Q(confirmation_no=Param("number", CharField()))
    if phone:
        wanted |= Q(contact_phone_hash=Param("phone", CharField()))
    return Prepared(
        lambda: Reservation.objects.filter(wanted).select_related("booker").order_by("-id")[:limit],
    )


def _cars(question: str, limit: int) -> list[Stay]:
    """Cars of those who are here or expected, by the last four characters or more."""
    plate = plates.normalise(question)
    if not 4 <= len(plate) <= plates.LONGEST or not any(letter.isdigit() for letter in plate):
        return []
    return with_rooms(_driving(limit)(plate=plate))


@cache
def _driving(limit: int) -> Prepared[Stay]:
    together = Func(F("plates"), Value(" "), function="array_to_string", output_field=CharField())
    return Prepared(
        lambda: (
            told()
            .filter(status__in=_PRESENT)
            .exclude(plates=[])
            .annotate(cars=together)
            .filter(cars__contains=Param("plate", CharField()))[:limit]
        ),
    )


_with_guests: Prepared[Any] = Prepared(
    lambda: (
        told()
        .filter(
            status__in=_PRESENT,
            party__guest_id__any=Param("guests", ArrayField(BigIntegerField())),
        )
        .annotate(found_guest=F("party__guest"))
        .order_by("arrival", "id")
    ),
)


def _guests(question: str, limit: int) -> list[GuestFound]:
    hits = people.search(question, limit)
    ids = [hit.id for hit in hits]
    by_guest: dict[int, list[Stay]] = {}
    if ids:
        # Through the party, so that a stay shows under each guest found in it.
        named: list[Any] = _with_guests(guests=ids)
        with_rooms(named)
        for stay in named:
            by_guest.setdefault(stay.found_guest, []).append(stay)
    return [GuestFound(hit, by_guest.get(hit.id, [])) for hit in hits]
