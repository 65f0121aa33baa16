"""The signature of a guest who was let in upstairs and signs on the tablet (handbook A7.190)."""

from datetime import datetime

from frontdesk.models import CheckIn
from hotel.staff.models import User
from hotel.stays.acts import act, journal, locked_stay


@act
def note_signature(stay_id: int, *, at: datetime, by: User | None) -> bool:
    """The registration of this stay is signed, at `at` (aware). False when it was, or nobody is let
    in yet. Harmless to repeat."""
    stay = locked_stay(stay_id)
    if not CheckIn.objects.filter(stay=stay_id, signed_at=None).update(signed_at=at):
        return False
    journal("checkin.signed", stay, by=by, changes={"signed": (False, True)})
    return True
