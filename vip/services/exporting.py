"""What leaves the house on a file is in the journal."""

from django.db import transaction

from hotel.journal.services import record
from hotel.staff.models import User


@transaction.atomic
def note_export(what: str, days: str, *, by: User) -> None:
    """Somebody took these figures of these days: `what` is the file's name."""
    record("vip.statistics_exported", by, by=by, data={"what": what, "days": days})
