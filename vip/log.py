"""The log of visits to VIPs in house, as the general manager's office reads it (handbook A7.214)."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from hotel.staff.models import User
from hotel.web import clock
from hotel.work import selectors as work
from vip import selectors
from vip.models import Visit
from vip.visibility import Seen, seen_by

if TYPE_CHECKING:
    from hotel.work.models import Item

# The assistant manager's daily entry, and the one call to a guest of the lowest level (handbook C4).
CODES = ("D08", "S04")
SUBJECT = "vip.visit"
# Until the entries of this evening are due, the office reads those of the day before (by 09:00).
EVENING = time(20, 30)


@dataclass(frozen=True)
class Entry:
    """One guest's entry of the day; without a text while it is still owed."""

    item: "Item"
    visit: Visit
    seen: Seen

    @property
    def text(self) -> str:
        return "" if self.seen.hidden else str(self.item.evidence.get("text", ""))


@dataclass(frozen=True)
class Day:
    """The entries of one day, the highest level first."""

    day: date
    entries: list[Entry]

    @property
    def before(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.day + timedelta(days=1)

    @property
    def owed(self) -> int:
        return sum(entry.item.is_open for entry in self.entries)


def collected(today: date, hour: time) -> date:
    """The day whose log is read first: yesterday's until the evening entries of today are due."""
    return today - timedelta(days=1) if hour < EVENING else today


def items_of(day: date) -> "list[Item]":
    """The entries that were to be written on this day; one query a code."""
    since = clock.at(day, time.min)
    until = since + timedelta(days=1)
    return [
        item
        for code in CODES
        for item in work.items_of_code(SUBJECT, code, since=since, until=until)
        if item.due_at >= since
    ]


def day_of(viewer: User, day: date) -> Day:
    """A constant number of queries."""
    items = items_of(day)
    ids = {item.subject_id for item in items}
    visits = {visit.pk: visit for visit in selectors.visits().filter(pk__in=ids)}
    rooms = selectors.rooms_of(visits.values())
    entries = [
        Entry(
            item,
            visits[item.subject_id],
            seen_by(viewer, visits[item.subject_id], rooms.get(item.subject_id, "")),
        )
        for item in items
    ]
    return Day(day, sorted(entries, key=lambda each: (each.visit.level.rank, each.item.pk)))
