"""The room rack as data: rooms × days, drawn by static/js/rack.js (handbook A1.35).

A constant number of queries whatever the house: rooms, types, held rooms and their stays, roomless
stays, blocks, what is left, confidential names.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from hotel.rooms import selectors as house
from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web import clock

SPANS = (7, 14, 30)
DAY = timedelta(days=1)


def rack(first: date, days: int, viewer: User) -> dict[str, Any]:
    """Everything on the rack from the start of `first` (a day of the hotel) for `days` days.

    Times are days since `first`, as fractions: 0.583 is 14:00 of the first day.
    """
    window = Window(first, days)
    today = stays.business_date()
    rooms = list(house.rooms())
    held = stays.held_between(window.start, window.end, today)
    roomless = stays.roomless_between(window.start, window.end, today)
    aliases = discretion.aliases({each.stay_id for each in (*held, *roomless)}, viewer)
    return {
        "first": first.isoformat(),
        "days": [(first + DAY * number).isoformat() for number in range(days)],
        "today": (today - first).days,
        "now": window.at(clock.now()),
        "left": _left(first, days),
        "types": {
            str(each.pk): [each.code, each.name] for each in {room.room_type for room in rooms}
        },
        "rooms": [
            [
                room.pk, room.number, room.floor, room.room_type_id, room.code, room.occupancy,
                room.cleanliness, room.block, int(room.dnd) + 2 * int(room.make_up),
            ]
            for room in rooms
        ],
        "bars": [[each.room_id, *window.bar(each, aliases)] for each in held],
        "roomless": [[each.type_id, *window.bar(each, aliases)] for each in roomless],
        "blocks": [
            [block.room_id, *window.span(block.period.lower, block.period.upper), block.kind,
             block.reason, block.pk]
            for block in house.living_blocks()
            if block.period.lower < window.end and block.period.upper > window.start
        ],
    }  # fmt: skip


class Window:
    """The days shown, as fractions of days since the first midnight."""

    def __init__(self, first: date, days: int) -> None:
        self.start = clock.at(first, time())
        self.end = clock.at(first + DAY * days, time())

    def at(self, moment: datetime) -> float:
        return round((moment - self.start) / DAY, 3)

    def span(self, starts: datetime, ends: datetime) -> tuple[float, float]:
        return self.at(max(starts, self.start)), self.at(min(ends, self.end))

    def bar(self, held: stays.Held, aliases: Mapping[int, str]) -> list[Any]:
        """From, until, phase, stay, name, VIP level, first and last day (for the full text)."""
        alias = aliases.get(held.stay_id)
        name = alias or held.name or held.group
        return [
            *self.span(held.starts, held.ends), held.phase, held.stay_id, name,
            "" if alias else held.vip, held.arrival.isoformat(), held.departure.isoformat(),
            "" if alias else held.group,
        ]  # fmt: skip


def _left(first: date, days: int) -> list[int]:
    """Rooms left to sell in each night."""
    sums = [0] * days
    for kind in stays.availability(first, first + DAY * days):
        for number, night in enumerate(_nights(kind, first, days)):
            sums[number] += night
    return sums


def _nights(kind: stays.TypeLeft, first: date, days: int) -> Iterable[int]:
    known = {night.night: night.free for night in kind.nights}
    return (known.get(first + DAY * number, 0) for number in range(days))
