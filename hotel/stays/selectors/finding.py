"""The one search box: guests, rooms, plates, confirmation numbers (handbook A1.3)."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import CharField, F, Func, Q, Value

from hotel.guests import phones, plates
from hotel.guests import selectors as people
from hotel.rooms import selectors as house
from hotel.stays.enums import EXPECTED, ReservationKind, StayStatus
from hotel.stays.models import Reservation, Stay
from hotel.stays.selectors.lists import reservation_by_number, stays, stays_in_rooms

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
    rooms = list(house.rooms().filter(number__startswith=question)[:limit])
    living = stays_in_rooms([room.pk for room in rooms])
    return [RoomHit(room, living.get(room.pk)) for room in rooms]


def _reservations(question: str, limit: int) -> list[Reservation]:
    wanted = Q(kind=ReservationKind.GROUP, group_name__contains=question)
    if match := _CONFIRMATION.fullmatch(question):
        wanted |= Q(confirmation_no=f"R{match.group(1)}")
    if phone := phones.parse(question):
        wanted |= Q(contact_phone_hash=phone.hash)
    found = Reservation.objects.filter(wanted).select_related("booker")
    return list(found.order_by("-id")[:limit])


def _cars(question: str, limit: int) -> list[Stay]:
    """Cars of those who are here or expected, by the last four characters or more."""
    plate = plates.normalise(question)
    if not 4 <= len(plate) <= plates.LONGEST or not any(letter.isdigit() for letter in plate):
        return []
    together = Func(F("plates"), Value(" "), function="array_to_string", output_field=CharField())
    here = stays().filter(status__in=_PRESENT).exclude(plates=[])
    return list(here.annotate(cars=together).filter(cars__contains=plate)[:limit])


def _guests(question: str, limit: int) -> list[GuestFound]:
    hits = people.search(question, limit)
    ids = [hit.id for hit in hits]
    by_guest: dict[int, list[Stay]] = {}
    if ids:
        # Through the party, so that a stay shows under each guest found in it.
        present = stays().filter(status__in=_PRESENT, party__guest__in=ids)
        named = present.annotate(found_guest=F("party__guest")).order_by("arrival", "id")
        for stay in named:
            by_guest.setdefault(stay.found_guest, []).append(stay)
    return [GuestFound(hit, by_guest.get(hit.id, [])) for hit in hits]
