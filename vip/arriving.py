"""What gate and line-up see of an arrival: cars by plate, and the run sheet minute by minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from hotel.staff.models import User
from hotel.web import clock
from hotel.work import selectors as work
from vip import selectors
from vip.enums import LineUp, Phase, Status
from vip.models import ArrivalNews, GateCall, Visit
from vip.services.arrivals import UNDO_WITHIN
from vip.standing import line_up
from vip.visibility import Seen, seen_by

if TYPE_CHECKING:
    from hotel.work.models import Item

AHEAD = timedelta(hours=18)
# How long before the arrival the line-up begins to stand.
LINE_UP = timedelta(minutes=60)
# Where each step of the shipped plan takes place; a task of the hotel's own says its room, if any.
PLACES = {
    "P16": _("Lobby and lifts"),
    "P17": _("Main door"),
    "P18": _("Main door"),
    "P19": _("Main door"),
    "A01": _("Car park"),
    "A02": _("Main door"),
    "A03": _("Main door"),
    "A04": _("Lobby"),
    "A05": _("Lift"),
    "A06": _("Guest's room"),
    "A07": _("Guest's room"),
    "A08": _("Front desk"),
    "A09": _("Guest's room"),
    "A10": _("Guest's room"),
}


@dataclass(frozen=True, slots=True)
class Car:
    """A car that is expected, as this viewer may see its guest."""

    visit: Visit
    seen: Seen
    call: GateCall | None
    now: datetime

    @property
    def late(self) -> bool:
        return self.visit.arrival_at is not None and self.visit.arrival_at < self.now

    @property
    def undo(self) -> GateCall | None:
        """The tap that can still be taken back."""
        fresh = self.call and self.now - self.call.at <= UNDO_WITHIN
        return self.call if fresh else None


def cars(viewer: User, now: datetime) -> list[Car]:
    """Who is expected until tomorrow's morning, earliest first. The gate reads the plates of all."""
    visits = selectors.coming(now + AHEAD)
    calls = GateCall.objects.filter(visit__in=[each.pk for each in visits], undone_at=None)
    latest = {call.visit_id: call for call in calls.order_by("pk")}
    return [Car(each, seen_by(viewer, each, ""), latest.get(each.pk), now) for each in visits]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arrival: when, who, where, and how it stands."""

    item: "Item"
    state: str
    minutes: int | None
    place: str

    @property
    def sign(self) -> str:
        if self.minutes is None:
            return ""
        return f"{self.minutes:+d}" if self.minutes else "0"

    @property
    def who(self) -> str:
        """Who did it, who has it, or whose it is."""
        item = self.item
        if item.done_by or item.assignee:
            return (item.done_by or item.assignee).name  # type: ignore[union-attr]
        return item.owner_role.name if item.owner_role else item.department.name


@dataclass(frozen=True)
class RunSheet:
    """The arrival of one visit for its line-up."""

    visit: Visit
    viewer: User
    now: datetime
    items: "list[Item]"
    seen: Seen

    @classmethod
    def of(cls, visit: Visit, viewer: User, now: datetime) -> "RunSheet":
        items = work.items_of("vip.visit", visit.pk)
        room = selectors.rooms_of([visit]).get(visit.pk, "")
        concerned = frozenset(item.department.code for item in items)
        return cls(visit, viewer, now, items, seen_by(viewer, visit, room, concerned))

    @cached_property
    def steps(self) -> list[Step]:
        """The line-up's last hour before the arrival, and the arrival itself."""
        return [self._step(item) for item in self.items if self._belongs(item)]

    def _belongs(self, item: "Item") -> bool:
        if item.phase == Phase.ARRIVAL:
            return True
        arrival = self.visit.arrival
        at_the_end = item.phase == Phase.PRE_ARRIVAL and item.anchor == "arrival"
        return at_the_end and arrival is not None and item.due_at >= arrival - LINE_UP

    def _step(self, item: "Item") -> Step:
        arrival = self.visit.arrival
        minutes = round((item.due_at - arrival).total_seconds() / 60) if arrival else None
        return Step(item, self._state(item), minutes, self._place(item))

    def _state(self, item: "Item") -> str:
        if item.is_overdue(self.now):
            return "overdue"
        return "held" if item.is_open and item.is_held else str(item.status)

    def _place(self, item: "Item") -> str:
        if item.in_room and self.seen.room:
            return self.seen.room
        return str(PLACES.get(item.code, ""))

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.item.is_open), None)

    @property
    def done(self) -> int:
        return sum(step.item.status == "done" for step in self.steps)

    @cached_property
    def news(self) -> list[ArrivalNews]:
        return list(self.visit.arrival_news.select_related("by")[:6])

    @cached_property
    def call(self) -> GateCall | None:
        return self.visit.gate_calls.filter(undone_at=None).select_related("by").first()

    @property
    def undo(self) -> GateCall | None:
        fresh = self.call and self.now - self.call.at <= UNDO_WITHIN
        return self.call if fresh else None

    @property
    def may_ring(self) -> bool:
        waiting = self.visit.status == Status.ANNOUNCED and self.visit.arrived_at is None
        return waiting and self.call is None and self.viewer.has_perm("vip.ring_gate")

    def may_tick(self, step: Step) -> bool:
        return step.item.is_open and step.item.evidence_kind in ("tick", "acknowledgement")

    @cached_property
    def standing(self) -> str:
        """The names of those who stand in line to welcome; empty while nobody can be named."""
        line = line_up(self.visit, LineUp.WELCOME)
        return line.text if line else ""

    @property
    def greeting(self) -> str:
        """What was said of the line-up by hand; the level's own sentence where nobody is named."""
        said = "" if self.seen.hidden else self.visit.greeting
        return said or ("" if self.standing else self.visit.level.greeter)

    @property
    def clock(self) -> str:
        return f"{clock.local(self.now):%H:%M}"
