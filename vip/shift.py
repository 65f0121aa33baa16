"""The VIPs of the shift over the front desk's board: who comes, whom to wake, who was told of it.

The leader of the shift knows time, room and name, and reminds the team (handbook A1.39, A7.215).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hotel.journal import selectors as journal
from hotel.staff.models import User
from hotel.staff.selectors import shift_at
from hotel.web import clock
from hotel.work.boards import add_banner
from vip import selectors, waking
from vip.models import Visit
from vip.visibility import Seen, seen_by

if TYPE_CHECKING:
    from hotel.journal.models import Entry
    from hotel.staff.models import Department

DESK = "front_office"
# A shift looks as far ahead as the next one reaches.
AHEAD = timedelta(hours=8)
# What the team is reminded of.
ARRIVAL, WAKE_UP = "arrival", "wake_up"
REMINDED = "vip.team_reminded"


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody to receive or to wake. `told` is the reminder of this shift, if it was given."""

    visit: Visit
    seen: Seen
    at: datetime
    about: str
    told: "Entry | None"
    now: datetime

    @property
    def text(self) -> str:
        return _("wake-up call") if self.about == WAKE_UP else _("arrives")

    @property
    def late(self) -> bool:
        return self.at < self.now


def lines(viewer: User, now: datetime) -> list[Line]:
    """What this shift has ahead, soonest first; what is late and open stays. Eight queries at most."""
    told = {
        (entry.data["visit"], entry.data["about"]): entry
        for entry in journal.said_since(REMINDED, shift_at(now).start)
    }
    ahead = [*_coming(viewer, now), *_to_wake(viewer, now)]
    found = [
        Line(visit, seen, at, about, told.get((visit.pk, about)), now)
        for visit, seen, at, about in ahead
    ]
    return sorted(found, key=lambda line: (line.at, line.visit.level.rank, line.visit.pk))


Ahead = Iterator[tuple[Visit, Seen, datetime, str]]


def _coming(viewer: User, now: datetime) -> Ahead:
    found = selectors.coming(now + AHEAD)
    rooms = selectors.rooms_of(found)
    for visit in found:
        if visit.arrival_at:
            seen = seen_by(viewer, visit, rooms.get(visit.pk, ""))
            yield visit, seen, visit.arrival_at, ARRIVAL


def _to_wake(viewer: User, now: datetime) -> Ahead:
    for call in waking.lines(viewer, now):
        if call.item.is_open and call.next_at < now + AHEAD:
            yield call.visit, call.seen, call.next_at, WAKE_UP


def over_board(request: HttpRequest, department: "Department") -> str | None:
    """Over the front desk's board, for those who receive guests."""
    viewer = request.user
    if department.code != DESK or not isinstance(viewer, User):
        return None
    if not viewer.has_perm("vip.see_overview"):
        return None
    now = clock.now()
    found = lines(viewer, now)
    if not found:
        return None
    context = {
        "lines": found,
        "shift": shift_at(now),
        "here": request.get_full_path(),
        "may_remind": viewer.has_perm("vip.remind_team"),
    }
    return render_to_string("vip/_shift.html", context, request, using="jinja2")


add_banner(over_board)
