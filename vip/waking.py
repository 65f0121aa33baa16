"""The wake-up calls of today and tomorrow morning, as whoever calls sees them (handbook A7.215)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from hotel.staff.models import User
from hotel.web import clock
from hotel.work import selectors as work
from vip import selectors
from vip.models import Visit, WakeUpCall
from vip.visibility import Seen, seen_by

if TYPE_CHECKING:
    from hotel.work.models import Item

CODE = "S03"
SUBJECT = "vip.visit"
AHEAD = timedelta(days=2)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Line:
    """One call. `room` is told to whoever calls: a confidential guest is woken too."""

    item: "Item"
    visit: Visit
    seen: Seen
    room: str
    call: WakeUpCall | None
    now: datetime

    @property
    def state(self) -> str:
        """Open ones: again, up, late, due, later; else how it ended."""
        if self.call is not None:
            return str(self.call.status)
        if not self.item.is_open:
            return str(self.item.status)
        if self.item.due_at > self.now:
            return "later"
        # The minute asked for is on time.
        return "late" if self.item.is_overdue(self.now - MINUTE) else "due"

    @property
    def next_at(self) -> datetime:
        """When the telephone is taken up next."""
        again = self.call.again_at if self.call else None
        return again or self.item.due_at


def lines(viewer: User, now: datetime) -> list[Line]:
    """The calls from today's midnight on for two days, soonest first; a constant number of queries."""
    since = clock.at(clock.local(now).date(), time.min)
    items = list(work.items_of_code(SUBJECT, CODE, since=since, until=since + AHEAD))
    ids = {item.subject_id for item in items}
    visits = {visit.pk: visit for visit in selectors.visits().filter(pk__in=ids)}
    rooms = selectors.rooms_of(visits.values())
    calls = WakeUpCall.objects.filter(visit__in=ids).select_related("by")
    tried = {(call.visit_id, call.key): call for call in calls}
    found = []
    for item in items:
        visit = visits[item.subject_id]
        room = rooms.get(visit.pk, "")
        call = tried.get((visit.pk, item.key))
        found.append(Line(item, visit, seen_by(viewer, visit, room), room, call, now))
    return sorted(found, key=lambda line: (not line.item.is_open, line.next_at))
