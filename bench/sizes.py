"""How large a house the benchmark fills."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`rooms` and `stays` in all, past, present and to come; `guests` on file."""

    name: str
    rooms: int
    stays: int
    guests: int
    rooms_a_floor: int


# Ten years at nine rooms in ten let come to some 650,000 stays of 500 rooms.
SIZES = {
    size.name: size
    for size in (
        Size("small", rooms=100, stays=2_000, guests=1_500, rooms_a_floor=10),
        Size("large", rooms=500, stays=10_000, guests=7_000, rooms_a_floor=20),
        Size("ten_years", rooms=500, stays=650_000, guests=200_000, rooms_a_floor=20),
    )
}
