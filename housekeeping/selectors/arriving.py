"""For whom a room is made ready: who is expected in it today, and whether they wait already."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def by_room(arrivals: "Iterable[Stay]") -> "dict[int, Stay]":
    """Arrivals in order, by the room they have; those without a room are left out."""
    found: dict[int, Stay] = {}
    for each in arrivals:
        if each.room is not None:
            found.setdefault(each.room.pk, each)
    return found


def waits(arrival: "Stay | None", at: datetime) -> bool:
    """Whether the guest should be standing at the desk by now."""
    return arrival is not None and (arrival.eta or arrival.starts_at) <= at
