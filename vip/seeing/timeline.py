"""The managers' board: every visit on a line of days, with each department's readiness.

Asked of the database a constant number of times: the visits of the days shown, and `lines_of` them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import DateTimeField, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.staff.models import Department, User
from hotel.web import clock, show
from hotel.web.prepared import Param, Prepared
from vip import overview, selectors
from vip.cards import is_out
from vip.enums import Status
from vip.models import Visit

DAYS = 10
BEFORE = timedelta(days=1)
DAY = timedelta(days=1)
MOST = 60
_COMING = (Status.PENDING, Status.APPROVED, Status.ANNOUNCED)
_PAST = (Status.DEPARTED, Status.CLOSED)


@dataclass(frozen=True)
class Window:
    """The days shown, from midnight to midnight on the hotel's clock."""

    first: date
    days: int = DAYS

    @cached_property
    def start(self) -> datetime:
        return clock.at(self.first, time(0))

    @cached_property
    def end(self) -> datetime:
        return clock.at(self.first + timedelta(days=self.days), time(0))

    @property
    def dates(self) -> list[date]:
        return [self.first + timedelta(days=each) for each in range(self.days)]

    @property
    def earlier(self) -> date:
        return self.first - timedelta(days=self.days - 1)

    @property
    def later(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    def percent(self, moment: datetime) -> float:
        """Where an instant stands between the edges, 0–100; what lies outside stands at the edge."""
        share = (moment - self.start) / (self.end - self.start)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


@dataclass(frozen=True)
class Stretch:
    """A visit as a bar: where it begins and how far it reaches, in percent of the days shown."""

    line: overview.Line
    x: float
    width: float
    cut_before: bool
    cut_after: bool

    @property
    def kind(self) -> str:
        """The class of the bar: asked, coming, late, here, out or past."""
        visit = self.line.visit
        if visit.departed_at or visit.status in _PAST:
            return "past"
        if visit.arrived_at:
            return "out" if is_out(visit) else "here"
        if visit.status == Status.PENDING:
            return "asked"
        late = visit.arrival_at is not None and visit.arrival_at < self.line.now
        return "late" if late else "coming"

    @property
    def glyph(self) -> str:
        return {"asked": "?", "coming": "→", "late": "!", "here": "●", "out": "○", "past": "✓"}[
            self.kind
        ]

    @property
    def said(self) -> str:
        """What the bar says to who cannot see how it is drawn."""
        visit = self.line.visit
        return _("%(state)s, %(arrival)s to %(departure)s") % {
            "state": self.state,
            "arrival": show.mdhm(visit.arrival) or "—",
            "departure": show.mdhm(visit.departure) or "—",
        }

    @property
    def state(self) -> str:
        return {
            "asked": lambda: _("Awaiting approval"),
            "coming": lambda: _("Expected"),
            "late": lambda: _("Overdue"),
            "here": lambda: _("In house"),
            "out": lambda: pgettext("guest", "Out"),
            "past": lambda: _("Departed"),
        }[self.kind]()

    @property
    def times(self) -> str:
        """`11-22 15:30 → 11-24 12:00`."""
        visit = self.line.visit
        return f"{show.mdhm(visit.arrival) or '—'} → {show.mdhm(visit.departure) or '—'}"


@dataclass(frozen=True)
class Board:
    window: Window
    now: datetime
    today: date
    departments: Sequence[Department]
    stretches: list[Stretch]

    @property
    def now_at(self) -> float | None:
        """The now-line, or None when today is not among the days shown."""
        inside = self.window.start <= self.now < self.window.end
        return self.window.percent(self.now) if inside else None

    @property
    def axis(self) -> list[tuple[date, float, bool]]:
        """Each day, where it begins, and whether it is of the weekend."""
        wide = 100 / self.window.days
        dates = enumerate(self.window.dates)
        return [(day, round(wide * place, 2), day.weekday() > 4) for place, day in dates]

    @property
    def day_wide(self) -> float:
        return round(100 / self.window.days, 2)


def _crossing() -> Q:
    start, end = Param("start", DateTimeField()), Param("end", DateTimeField())
    living = Q(status__in=_COMING, arrival_at__lt=end)
    in_house = Q(arrived_at__isnull=False, departed_at=None)
    reaches = Q(departure_at__gt=start) | in_house | Q(departure_at=None, arrival_at__gte=start)
    past = Q(status__in=_PAST, arrival_at__lt=end, departed_at__gt=start)
    return (living & reaches) | past


_visits = Prepared(
    lambda: (
        selectors.listed().filter(_crossing()).order_by("arrival_at", "level__rank", "id")[:MOST]
    )
)


def window_of(asked: str, today: date) -> Window:
    """The days from the one asked for (`2026-11-21`); without one, from yesterday."""
    try:
        return Window(date.fromisoformat(asked))
    except ValueError:
        return Window(today - BEFORE)


def board(viewer: User, window: Window, now: datetime) -> Board:
    """The board as this viewer may see it."""
    found = _visits(start=window.start, end=window.end)
    columns = overview.plan_departments()
    lines = overview.lines_of(found, viewer, now, columns)
    return Board(
        window=window,
        now=now,
        today=clock.local(now).date(),
        departments=columns,
        stretches=[stretch_of(line, window, now) for line in lines],
    )


def stretch_of(line: overview.Line, window: Window, now: datetime) -> Stretch:
    begin, end = reach(line.visit, now)
    x = window.percent(begin)
    return Stretch(
        line=line,
        x=x,
        width=max(round(window.percent(end) - x, 2), 0.6),
        cut_before=begin < window.start,
        cut_after=end > window.end,
    )


def reach(visit: Visit, now: datetime) -> tuple[datetime, datetime]:
    """From when to when a visit is drawn: a guest still here reaches at least to now, and of who
    told no departure a day is drawn."""
    begin = visit.arrival or now
    end = visit.departure or begin + DAY
    if visit.arrived_at and visit.departed_at is None:
        end = max(end, now)
    return begin, max(end, begin)
