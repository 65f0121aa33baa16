"""News from below that changes what the floors have to do. All may repeat."""

from typing import TYPE_CHECKING

from hotel.journal.bus import follow
from housekeeping import services

if TYPE_CHECKING:
    from hotel.journal.models import Entry


@follow("stay.room_moved")
def moved(entry: "Entry") -> None:
    services.retire_inspection(int(entry.data["stay"]), by=entry.actor)
