"""A small hotel for tests: three types, twelve rooms on two floors, all vacant and inspected."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from hotel.rooms.enums import Cleanliness
from hotel.rooms.models import Room, RoomType
from tests.kept import kept

# Three kings, two twins and a suite on each floor.
LAYOUT = {1: "KING", 2: "KING", 3: "KING", 4: "TWIN", 5: "TWIN", 6: "SUITE"}
FLOORS = (8, 9)


@dataclass
class House:
    """`house.king` is a type, `house.rooms["801"]` a room, `house.room("801")` the same, read anew."""

    king: RoomType
    twin: RoomType
    suite: RoomType
    rooms: dict[str, Room]

    @staticmethod
    def room(number: str) -> Room:
        return Room.objects.select_related("room_type").get(number=number)


def build_house(layout: dict[int, str] | None = None, floors: tuple[int, ...] = FLOORS) -> House:
    """The small hotel, or one of another layout: the type's code by the room's position."""
    types = {
        "KING": _type("KING", "标准大床房", "Standard king", "368.00", rank=1),
        "TWIN": _type("TWIN", "标准双床房", "Standard twin", "398.00", rank=2),
        "SUITE": _type("SUITE", "行政套房", "Executive suite", "1288.00", rank=3, max_adults=3),
    }
    rooms = {}
    for floor in floors:
        for position, code in (layout or LAYOUT).items():
            number = f"{floor}{position:02d}"
            rooms[number] = Room.objects.create(
                number=number,
                floor=floor,
                room_type=types[code],
                cleanliness=Cleanliness.INSPECTED,
            )
    return House(types["KING"], types["TWIN"], types["SUITE"], rooms)


def _type(
    code: str, name_zh: str, name_en: str, rate: str, rank: int, max_adults: int = 2
) -> RoomType:
    return RoomType.objects.create(
        code=code,
        name_zh=name_zh,
        name_en=name_en,
        rack_rate=Decimal(rate),
        rank=rank,
        sort=rank,
        max_adults=max_adults,
    )


@pytest.fixture
def house(db: None) -> House:
    kept("house", build_house)
    types = {each.code: each for each in RoomType.objects.filter(code__in=set(LAYOUT.values()))}
    rooms = Room.objects.select_related("room_type").filter(floor__in=FLOORS)
    return House(
        types["KING"], types["TWIN"], types["SUITE"], {each.number: each for each in rooms}
    )
