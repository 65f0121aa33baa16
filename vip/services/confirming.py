"""Times confirmed in a finished task become the visit's own: whatever hangs on them moves (C4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import selectors as work
from vip.enums import ArrivalSource, Confidence
from vip.models import Visit
from vip.services.acts import SUBJECT
from vip.services.changes import change_arrival, change_departure

if TYPE_CHECKING:
    from hotel.work.models import Item

# The tasks that confirm when the guest comes, and when exactly they leave.
ARRIVAL, DEPARTURE = "P01", "X01"


def adopt_arrival(item_id: int) -> Visit | None:
    """The arrival confirmed in a finished task P01 becomes the visit's, as the contact's sure word.

    None when it says nothing new, when later news of the arrival came in, or what cannot be: the
    guest is here already, or would come after leaving. Harmless to repeat.
    """
    item, moment = _confirmed(item_id, ARRIVAL, "arrival_at")
    if moment is None or item.done_by is None:
        return None
    visit = Visit.objects.get(pk=item.subject_id)
    said = (moment, ArrivalSource.CONTACT, Confidence.SURE)
    if visit.arrived_at or said == (
        visit.arrival_at,
        visit.arrival_source,
        visit.arrival_confidence,
    ):
        return None
    if visit.arrival_news.filter(at__gt=item.done_at).exists():
        return None
    try:
        return change_arrival(
            visit.pk,
            arrival_at=moment,
            by=item.done_by,
            source=ArrivalSource.CONTACT,
            confidence=Confidence.SURE,
            note=str(item.evidence.get("contact") or "")[:200],
        )
    except Refused:
        return None


def adopt_departure(item_id: int) -> Visit | None:
    """The departure confirmed in a finished task X01 becomes the visit's. None when it says nothing
    new, or what cannot be: a time that is over, or before the arrival. Harmless to repeat."""
    item, moment = _confirmed(item_id, DEPARTURE, "departure_at")
    if moment is None or item.done_by is None:
        return None
    visit = Visit.objects.get(pk=item.subject_id)
    if moment == visit.departure_at or visit.departed_at:
        return None
    try:
        return change_departure(visit.pk, departure_at=moment, by=item.done_by)
    except Refused:
        return None


def _confirmed(item_id: int, code: str, field: str) -> "tuple[Item, datetime | None]":
    """The task, and the moment its form names; None where it is another task or not done."""
    item = work.item(item_id)
    done = (item.subject_type, item.code, item.status) == (SUBJECT, code, "done")
    return item, _moment_of(str(item.evidence.get(field) or "")) if done else None


def _moment_of(text: str) -> datetime | None:
    """A day and clock time as a form keeps it, aware; None for what is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else clock.at(found.date(), found.time())
