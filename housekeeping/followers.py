"""News from below that changes what the floors have to do. All may repeat."""

from typing import TYPE_CHECKING

from hotel.journal.bus import follow
from housekeeping import services

if TYPE_CHECKING:
    from hotel.journal.models import Entry

# Whatever may leave a room dirty, or make one clean past its cleaning.
_ROOMS = ("room.cleanliness_changed", "room.released", "stay.checked_out", "stay.room_moved")


@follow("stay.room_moved")
def moved(entry: "Entry") -> None:
    services.retire_inspection(int(entry.data["stay"]), by=entry.actor)


def keep_in_step(entry: "Entry") -> None:
    services.follow_rooms(_rooms(entry), by=entry.actor)


for verb in _ROOMS:
    follow(verb)(keep_in_step)


@follow("room.dnd_cleared")
def sign_is_down(entry: "Entry") -> None:
    for room_id in _rooms(entry):
        services.follow_sign(room_id, by=entry.actor)


@follow("room.make_up_asked")
def make_up_asked(entry: "Entry") -> None:
    for room_id in _rooms(entry):
        services.follow_sign(room_id, by=entry.actor)
        services.follow_wish(room_id, by=entry.actor)


def _rooms(entry: "Entry") -> list[int]:
    refs = (each.partition(":") for each in entry.about)
    return [int(number) for name, _, number in refs if name == "rooms.room"]
