"""Cards follow their stay: another room or another departure, and they are valid there and then."""

from django.db.models import Q

from frontdesk.enums import KeyStatus
from frontdesk.models import KeyCard
from hotel.journal.bus import Entry, follow
from hotel.stays import selectors as stays


@follow("stay.changed")
@follow("stay.room_moved")
def cards_follow(entry: Entry) -> None:
    """Cards still with the guest open the room of the stay until the stay ends (handbook B1.1)."""
    found = stays.stays().filter(pk=entry.data["stay"], status="in_house").first()
    if found is None or found.room is None:
        return
    issued = KeyCard.objects.filter(stay=found.pk, status=KeyStatus.ISSUED)
    elsewhere = ~Q(room=found.room.pk) | ~Q(valid_until=found.ends_at)
    issued.filter(elsewhere).update(room=found.room.pk, valid_until=found.ends_at)
