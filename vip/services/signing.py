"""The guest's signature on the registration in the room (handbook A7.190, C4 A07)."""

from frontdesk import services as counter
from hotel.work import selectors as work
from vip.models import Visit
from vip.services.acts import SUBJECT

# The task the signature finishes.
SIGNED = "A07"


def keep_signature(item_id: int) -> None:
    """The check-ins of the visit's rooms are signed once its task A07 is done. Harmless to repeat."""
    item = work.item(item_id)
    if (item.subject_type, item.code, item.status) != (SUBJECT, SIGNED, "done"):
        return
    if item.done_at is None:
        return
    visit = Visit.objects.get(pk=item.subject_id)
    stay_ids = [visit.stay_id, *visit.party_rooms.values_list("stay", flat=True)]
    for stay_id in filter(None, stay_ids):
        counter.note_signature(stay_id, at=item.done_at, by=item.done_by)
