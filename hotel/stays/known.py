"""What the house knows of a guest who books again: where they slept, what they took (handbook A1.5)."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotel.guests import alerts
from hotel.guests import selectors as people
from hotel.staff.models import User
from hotel.stays.enums import StayStatus
from hotel.stays.models import Stay
from hotel.stays.selectors import stays_of_guests

if TYPE_CHECKING:
    from hotel.guests.models import Guest, Preference
    from hotel.rooms.models import RoomType

SHOWN = 4
LOOKED_AT = 12


@dataclass(frozen=True)
class Known:
    """`preferred` is the type most taken of late; None for who never slept here."""

    guest: "Guest"
    alerts: list[alerts.Alert]
    stays: list[Stay]
    preferred: "RoomType | None"
    preferences: "list[Preference]"


def known_of(guest_id: int, viewer: User) -> Known | None:
    """None for a guest who is not on file."""
    found = people.guests().filter(pk=guest_id).prefetch_related("preferences").first()
    if found is None:
        return None
    stays = list(stays_of_guests([guest_id])[:LOOKED_AT])
    slept = [each for each in stays if each.status in (StayStatus.DEPARTED, StayStatus.IN_HOUSE)]
    types = {each.room_type_id: each.room_type for each in slept}
    most = Counter(each.room_type_id for each in slept).most_common(1)
    return Known(
        guest=found,
        alerts=alerts.alerts_for([guest_id], viewer)[guest_id],
        stays=stays[:SHOWN],
        preferred=types[most[0][0]] if most else None,
        preferences=list(found.preferences.all()),
    )
