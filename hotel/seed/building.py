"""Room types and rooms of the demo hotel, cleaned and inspected by its people."""

from typing import TYPE_CHECKING

from hotel.rooms import selectors, services
from hotel.seed.crew import Crew
from hotel.seed.house import FLOORS, KINDS, ROOMS_A_FLOOR, directions, kind_of

if TYPE_CHECKING:
    from hotel.rooms.models import Room, RoomType


def build(crew: Crew) -> None:
    """Types and rooms; what stands already stays."""
    types = {kind.code: _type(kind.code, sort, crew) for sort, kind in enumerate(KINDS)}
    manager = crew.role("fo_manager")
    for floor in FLOORS:
        for position in range(1, ROOMS_A_FLOOR + 1):
            number = f"{floor}{position:02d}"
            if selectors.room_by_number(number) is None:
                zh, en = directions(position)
                services.add_room(
                    by=manager,
                    number=number,
                    floor=floor,
                    room_type_id=types[kind_of(floor, position)].pk,
                    no_smoking=floor != 5,
                    directions_zh=zh,
                    directions_en=en,
                )


def _type(code: str, sort: int, crew: Crew) -> "RoomType":
    kind = next(kind for kind in KINDS if kind.code == code)
    return selectors.type_by_code(code) or services.add_type(
        by=crew.role("fo_manager"),
        code=kind.code,
        name_zh=kind.name_zh,
        name_en=kind.name_en,
        max_adults=kind.adults,
        max_children=kind.children,
        rack_rate=kind.rate,
        rank=kind.rank,
        overbooking_limit=kind.overbooking,
        sort=sort,
    )


def clean(crew: Crew, rooms: "list[Room]", *, inspected: bool = True) -> None:
    """Have these dirty rooms cleaned by an attendant and, unless told otherwise, inspected."""
    attendant, inspector = crew.role("room_attendant"), crew.role("hk_supervisor")
    for room in rooms:
        if room.cleanliness == "dirty":
            services.set_cleanliness(room.pk, "cleaning", by=attendant)
        if room.cleanliness in ("dirty", "cleaning"):
            services.set_cleanliness(room.pk, "clean", by=attendant)
        if inspected and room.cleanliness != "inspected":
            services.set_cleanliness(room.pk, "inspected", by=inspector)
