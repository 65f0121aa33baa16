"""News from below that changes what work can go on."""

from typing import TYPE_CHECKING

from hotel.journal.bus import follow
from hotel.work.dnd import sync_rooms

if TYPE_CHECKING:
    from hotel.journal.models import Entry

# Whatever may turn a room's sign on or off, or bring the work of a stay into another room.
_SIGNS = ("room.dnd_*", "stay.dnd_*", "stay.checked_out", "stay.room_moved")


def hold_or_release(entry: "Entry") -> None:
    """Work inside a room is held while its do-not-disturb sign is on."""
    sync_rooms(_ids(entry, "rooms.room"), stay_ids=_ids(entry, "stays.stay"))


for pattern in _SIGNS:
    follow(pattern)(hold_or_release)


def _ids(entry: "Entry", kind: str) -> list[int]:
    refs = (each.partition(":") for each in entry.about)
    return [int(number) for name, _, number in refs if name == kind]
