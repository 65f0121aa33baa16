"""Three months of past stays, written in bulk and checked against every invariant."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from hotel.guests import history as guest_book
from hotel.rooms import selectors as rooms
from hotel.seed.crew import Crew
from hotel.seed.people import Cast, Invented
from hotel.stays.history import PastStay, write_past
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.rooms.models import Room

GUESTS = 1400
SOURCES = ("phone", "ota", "corporate", "walk_in")
# Share of the rooms let by weekday, Monday first: business in the week, families at the weekend.
LET = (0.66, 0.70, 0.74, 0.76, 0.82, 0.86, 0.68)


def live_through(crew: Crew, cast: Cast, first: date, until: date) -> list[int]:
    """Past stays from `first` until before `until`. Returns the ids of guests who may come again."""
    dice = random.Random(92)
    guests = [guest.pk for guest in guest_book.write_guests(_known(cast))]
    past = [
        stay
        for room in rooms.rooms().select_related("room_type")
        for stay in _lived_in(room, first, until, guests, dice)
    ]
    write_past(past, by=crew.role("night_auditor"))
    return guests[: GUESTS // 2]


def _known(cast: Cast) -> list[tuple[dict[str, object], str, str]]:
    people = islice(cast.people(), GUESTS)
    return [(_facts(person), person.document_kind, person.document_number) for person in people]


def _facts(person: Invented) -> dict[str, object]:
    return {
        "name_zh": person.name_zh,
        "surname_latin": person.surname_latin,
        "given_latin": person.given_latin,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "nationality": person.nationality,
        "phone": person.phone,
    }


def _lived_in(
    room: "Room", first: date, until: date, guests: list[int], dice: random.Random
) -> Iterator[PastStay]:
    """Stay after stay in one room, with empty nights between."""
    day = first
    while day < until:
        if dice.random() > LET[day.weekday()]:
            day += timedelta(days=1)
            continue
        departure = min(day + timedelta(days=dice.choices((1, 2, 3, 5), (45, 32, 16, 7))[0]), until)
        yield PastStay(
            guest_id=dice.choice(guests),
            room_id=room.pk,
            room_type_id=room.room_type_id,
            arrived_at=_at(day, 14, dice),
            departed_at=_at(departure, 8, dice),
            arrival=day,
            departure=departure,
            rate=(room.room_type.rack_rate * dice.choice((85, 90, 100)) / 100).quantize(Decimal(1)),
            adults=dice.choices((1, 2), (55, 45))[0],
            source=dice.choice(SOURCES),
        )
        day = departure


def _at(day: date, hour: int, dice: random.Random) -> datetime:
    return clock.at(day, time(hour + dice.randint(0, 5), dice.randint(0, 59)))
