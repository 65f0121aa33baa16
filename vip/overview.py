"""The managers' overview: each visit with every department's readiness and what stands in the way.

All of it is worked out from five reads, whatever the number of visits.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from hotel.notifications import selectors as notifications
from hotel.staff import selectors as staff
from hotel.staff.models import Department, User
from hotel.web import clock, show
from hotel.work import selectors as work
from vip import risks, selectors
from vip.cards import is_out
from vip.chips import Chip, chips_of
from vip.enums import Phase, Status
from vip.models import Visit
from vip.rules import may_decide
from vip.timing import Timing, earliest
from vip.visibility import Seen, seen_by

if TYPE_CHECKING:
    from hotel.notifications.models import Receipt
    from hotel.work.brief import Brief

BEFORE_ARRIVAL = (Phase.ON_NOTICE, Phase.PRE_ARRIVAL, Phase.ARRIVAL)
HOUR = timedelta(hours=1)
MOST_CHIPS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One department's part: a letter a task, and whether it has acknowledged (None: not asked)."""

    department: Department
    states: str
    acknowledged: bool | None
    start_by: datetime | None = None
    at_risk: bool = False

    @property
    def name(self) -> str:
        """Short enough for a column: without what stands in brackets."""
        return self.department.name.partition("(")[0].partition("(")[0].strip()

    @property
    def done(self) -> int:
        return self.states.count("d")

    @property
    def late(self) -> bool:
        return "o" in self.states


@dataclass(frozen=True)
class Line:
    """A visit on the overview, as this viewer may see it."""

    visit: Visit
    seen: Seen
    now: datetime
    bars: list[Bar]
    chips: list[Chip]
    receipts: "Sequence[Receipt]" = ()
    may_decide: bool = False
    more: int = 0
    approvers: str = ""

    @property
    def acknowledged(self) -> int:
        return sum(receipt.acknowledged_at is not None for receipt in self.receipts)

    @cached_property
    def waiting(self) -> "list[Receipt]":
        return [receipt for receipt in self.receipts if receipt.acknowledged_at is None]

    @property
    def waiting_names(self) -> str:
        names = dict.fromkeys(receipt.department.name for receipt in self.waiting)
        return _(", ").join(names)

    @property
    def waiting_for(self) -> timedelta:
        """How long the slowest department has not answered."""
        return self.now - min(receipt.made_at for receipt in self.waiting)

    @property
    def state(self) -> str:
        """A word that says more than a countdown, or ""."""
        visit = self.visit
        if visit.departed_at or visit.status in (Status.DEPARTED, Status.CLOSED):
            return _("Departed")
        if visit.arrived_at:
            return pgettext("guest", "Out") if is_out(visit) else _("In house")
        return "" if visit.arrival_at else _("Time open")

    @property
    def countdown(self) -> str:
        """`0:58` (h:mm) until the arrival, in days when far away, `−0:12` when it has passed."""
        if self.visit.arrival_at is None:
            return ""
        left = self.visit.arrival_at - self.now
        if left > timedelta(hours=48):
            return show.span(left)
        hours, minutes = divmod(abs(int(left.total_seconds())) // 60, 60)
        sign = show.MINUS if left < timedelta() else ""
        return f"{sign}{hours}:{minutes:02d}"

    @property
    def tone(self) -> str:
        """The colour class of the countdown: red when overdue, orange within the hour."""
        visit = self.visit
        if visit.arrived_at or visit.arrival_at is None:
            return "t-green" if visit.arrived_at and not is_out(visit) else ""
        left = visit.arrival_at - self.now
        if left < timedelta():
            return "t-red"
        return "t-orange" if left < HOUR else ""

    @property
    def when(self) -> str:
        """`15:30 arrival · in-room registration`, `since 11-21 14:02 · leaves 11-24 12:00`."""
        visit = self.visit
        if visit.departed_at:
            return _("left %(time)s") % {"time": show.mdhm(visit.departed_at)}
        if visit.arrived_at:
            return _("leaves %(time)s") % {"time": show.mdhm(visit.departure_at) or "—"}
        if visit.arrival_at is None:
            return ""
        today = clock.local(visit.arrival_at).date() == clock.local(self.now).date()
        moment = show.hm(visit.arrival_at) if today else show.mdhm(visit.arrival_at)
        return _("%(time)s arrival · %(mode)s") % {"time": moment, "mode": visit.level.check_in}

    @property
    def about(self) -> str:
        visit = self.visit
        persons = ngettext("%(count)s person", "%(count)s persons", visit.party_size)
        parts = [
            self.seen.organisation,
            persons % {"count": visit.party_size},
            _("source %(code)s") % {"code": visit.source.code},
            *(visit.plates[:1] if not self.seen.hidden else []),
            _("confidential") if visit.confidential else "",
        ]
        return " · ".join(part for part in parts if part)

    @property
    def approval_left(self) -> timedelta | None:
        due = self.visit.approval_due_at
        return due - self.now if due and self.visit.awaits_approval else None


@dataclass
class Overview:
    """A tab of the overview."""

    tab: str
    now: datetime
    counts: dict[str, int]
    departments: list[Department]
    lines: list[Line] = field(default_factory=list)
    awaiting: list[Line] = field(default_factory=list)


def overview(viewer: User, tab: str, now: datetime) -> Overview:
    """The tab as this viewer may see it; `tab` is today, approval, week or departed."""
    found = selectors.tab(tab, now)
    awaiting = selectors.tab("approval", now) if tab == "today" else []
    columns = plan_departments()
    shown = {visit.pk: visit for visit in [*found, *awaiting]}
    lines = {line.visit.pk: line for line in lines_of(list(shown.values()), viewer, now, columns)}
    return Overview(
        tab=tab,
        now=now,
        counts=selectors.counts(now),
        departments=columns,
        lines=[lines[visit.pk] for visit in found],
        awaiting=[lines[visit.pk] for visit in awaiting],
    )


def plan_departments() -> list[Department]:
    """The columns: every department but the one no plan asks anything of."""
    return [each for each in staff.departments() if each.code != "human_resources"]


@dataclass(frozen=True, slots=True)
class House:
    """What all lines of a page share: who reads, when, and how departments and roles are called."""

    viewer: User
    now: datetime
    columns: list[Department]
    roles: dict[str, str]


def lines_of(
    visits: Sequence[Visit], viewer: User, now: datetime, columns: list[Department] | None = None
) -> list[Line]:
    """`columns` are the `plan_departments`, where the page has asked for them."""
    ids = [visit.pk for visit in visits]
    rooms = selectors.rooms_of(visits)
    items = work.items_of_subjects("vip.visit", ids)
    owed = notifications.receipts_of_many(f"vip.visit:{pk}" for pk in ids)
    roles = {role.code: role.name for role in staff.roles()}
    house = House(viewer, now, columns or plan_departments(), roles)
    return [
        _line(
            visit,
            house,
            room=rooms.get(visit.pk, ""),
            items=items.get(visit.pk, []),
            receipts=owed.get(f"vip.visit:{visit.pk}", []),
        )
        for visit in visits
    ]


def _line(
    visit: Visit, house: House, *, room: str, items: "list[Brief]", receipts: "list[Receipt]"
) -> Line:
    now = house.now
    concerned = frozenset(item.department_code for item in items)
    counted = [item for item in items if counts_now(item, visit, now)]
    codes = visit.level.approval_roles
    approvers = [house.roles.get(code, code) for code in codes]
    if visit.approval_substitute:
        approvers = [visit.approval_substitute.name]
    timing = risks.of_visit(items, visit.template_id, now)
    chips = chips_of(counted, items, now, timing)
    return Line(
        visit=visit,
        seen=seen_by(house.viewer, visit, room, concerned),
        now=now,
        bars=bars_of(counted, receipts, house.columns, now, timing),
        chips=chips[:MOST_CHIPS],
        more=max(0, len(chips) - MOST_CHIPS),
        receipts=receipts,
        may_decide=visit.awaits_approval and may_decide(house.viewer, visit),
        approvers=_(", ").join(approvers),
    )


def counts_now(item: "Brief", visit: Visit, now: datetime) -> bool:
    """What a bar shows: until the arrival all that makes ready for it; in house today's work and
    what is still open from before; after the departure what is left.
    """
    if item.status == "not_applicable":
        return False
    if visit.departed_at:
        return item.is_open or item.phase == Phase.DEPARTURE
    if not visit.arrived_at:
        return item.phase in BEFORE_ARRIVAL
    morning = clock.at(clock.local(now).date(), time(0))
    evening = morning + timedelta(days=1)
    return item.due_at < evening and (item.due_at >= morning or item.status != "done")


def bars_of(
    items: "Iterable[Brief]",
    receipts: "Iterable[Receipt]",
    columns: list[Department],
    now: datetime,
    timing: Mapping[int, Timing] | None = None,
) -> list[Bar]:
    """`timing` by item id tells when each department has to begin, and whether it still can."""
    states: dict[int, str] = {}
    timed: dict[int, list[Timing]] = {}
    for item in items:
        if timing and item.pk in timing:
            timed.setdefault(item.department_id, []).append(timing[item.pk])
        states[item.department_id] = states.get(item.department_id, "") + work.letter(item, now)
    answered: dict[int, bool] = {}
    for receipt in receipts:
        known = answered.get(receipt.department_id, True)
        answered[receipt.department_id] = known and receipt.acknowledged_at is not None
    return [
        Bar(
            each,
            states.get(each.pk, ""),
            answered.get(each.pk),
            start_by=earliest(timed.get(each.pk, ())),
            at_risk=any(one.at_risk for one in timed.get(each.pk, ())),
        )
        for each in columns
    ]
