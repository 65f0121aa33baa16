"""The care calls of a day as the sales manager sees them: who is called when, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hotel.staff.models import User
from hotel.web import clock
from hotel.work import selectors as work
from vip import selectors
from vip.hours import Hours, hours_of, spans_of
from vip.models import CareCall, Visit
from vip.visibility import Seen, seen_by

if TYPE_CHECKING:
    from hotel.work.models import Item

CODE = "D06"
SUBJECT = "vip.visit"
# A rating below this is negative, unless the plan's own form says otherwise (handbook C4).
NEGATIVE_BELOW = 3


@dataclass(frozen=True)
class Line:
    """One call of the day."""

    item: "Item"
    visit: Visit
    seen: Seen
    call: CareCall | None
    now: datetime

    @property
    def state(self) -> str:
        """Open ones: held (do not disturb), rest (not at this hour), late, again, due; else how it ended."""
        if self.call and self.call.status != CareCall.Status.PLANNED:
            return str(self.call.status)
        if not self.item.is_open:
            return str(self.item.status)
        if self.item.is_held:
            return "held"
        if not may_call(self.item, self.visit, self.now):
            return "rest"
        if self.call:
            return "again"
        return "late" if self.item.is_overdue(self.now) else "due"

    @property
    def next_at(self) -> datetime:
        """When the guest may be called: as planned, or from now on."""
        return hours(self.item, self.visit).nearest(max(self.now, self.item.due_at))


def hours(item: "Item", visit: Visit) -> Hours:
    return hours_of(item.evidence_spec.get("quiet", {}), spans_of(visit.guest.quiet_hours))


def may_call(item: "Item", visit: Visit, at: datetime) -> bool:
    return hours(item, visit).allow(at)


def negative_below(item: "Item") -> int:
    return int(item.evidence_spec.get("negative_below", NEGATIVE_BELOW))


# The questions of the shipped form, by the field of the call that keeps the answer (handbook C6).
FIELDS = {
    "room": "room",
    "outlets": "outlets",
    "overall": "overall",
    "special_requests": "wishes",
    "departure_time": "departure_at",
}


def script(item: "Item") -> dict[str, tuple[str, str]]:
    """What is said, in Chinese and in English, by field of the call."""
    asked = {each["key"]: each for each in item.evidence_spec.get("fields", [])}
    return {
        name: (asked[key].get("label_zh", ""), asked[key].get("label_en", ""))
        for key, name in FIELDS.items()
        if key in asked
    }


def lines(viewer: User, now: datetime) -> list[Line]:
    """The calls of today and those still open of before, soonest first; a constant number of queries."""
    since = clock.at(clock.local(now).date(), time.min)
    items = work.items_of_code(SUBJECT, CODE, since=since, until=since + timedelta(days=1))
    return sorted(
        _lines(items, viewer, now), key=lambda line: (not line.item.is_open, line.item.due_at)
    )


def _lines(items: "Iterable[Item]", viewer: User, now: datetime) -> Iterator[Line]:
    items = list(items)
    ids = {item.subject_id for item in items}
    visits = {visit.pk: visit for visit in selectors.visits().filter(pk__in=ids)}
    rooms = selectors.rooms_of(visits.values())
    calls = (
        CareCall.objects.filter(visit__in=ids)
        .select_related("by")
        .prefetch_related("issues__complaint")
    )
    tried = {(call.visit_id, call.key): call for call in calls}
    for item in items:
        visit = visits[item.subject_id]
        seen = seen_by(viewer, visit, rooms.get(visit.pk, ""), frozenset({viewer.department.code}))
        yield Line(item, visit, seen, tried.get((visit.pk, item.key)), now)


def line_of(item_id: int, viewer: User, now: datetime) -> Line | None:
    """One call by its task; None when the task is no care call."""
    item = work.item(item_id)
    if (item.subject_type, item.code) != (SUBJECT, CODE):
        return None
    return next(_lines([item], viewer, now))
