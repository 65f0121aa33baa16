"""A department's board: the items it owes, sorted into the parts the page shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hotel.staff import selectors as staff
from hotel.staff.models import Department, User
from hotel.web import clock, show
from hotel.web.paths import path_to
from hotel.work import selectors
from hotel.work.models import Status
from hotel.work.phases import phase_label, phase_order
from hotel.work.risks import at_risk
from hotel.work.rows import Row, make_row
from hotel.work.slots import Slot, slots_of
from hotel.work.subjects import Subject, SubjectCard, cards_of

# Filters of the page head, in its order.
SHOWS = ("all", "overdue", "waiting", "mine", "done")

Banner = Callable[[HttpRequest, Department], str | None]
_banners: list[Banner] = []


def add_banner(banner: Banner) -> None:
    """Have apps above put something over a board: safe HTML, or None for nothing to show."""
    if banner not in _banners:
        _banners.append(banner)


def banners(request: HttpRequest, department: Department) -> list[str]:
    return [html for banner in _banners if (html := banner(request, department))]


@dataclass(slots=True)
class Header:
    """A subject's card over the board with this department's readiness."""

    subject: Subject
    card: SubjectCard
    states: str
    chosen: bool

    @property
    def ref(self) -> str:
        return f"{self.subject[0]}:{self.subject[1]}"

    @property
    def done(self) -> int:
        return self.states.count("d")

    def countdown(self, now: datetime) -> tuple[str, str]:
        """`0:58` until its time (h:mm), in days when far away, and the colour's name."""
        if self.card.when is None:
            return "", ""
        left = self.card.when - now
        if left > timedelta(hours=48):
            return show.span(left), ""
        hours, minutes = divmod(abs(int(left.total_seconds())) // 60, 60)
        if left < timedelta(0):
            return f"{show.MINUS}{hours}:{minutes:02d}", "t-red"
        return f"{hours}:{minutes:02d}", "t-orange" if left < timedelta(hours=1) else ""


@lru_cache(maxsize=4096)
def _address(code: str, asked: tuple[tuple[str, str], ...]) -> str:
    query = urlencode([(name, value) for name, value in asked if value])
    path = path_to("work:board", code)
    return f"{path}?{query}" if query else path


@dataclass(slots=True)
class Board:
    department: Department
    now: datetime
    show: str
    by: str
    about: str
    everything: bool
    rows: list[Row]
    headers: list[Header]
    totals: dict[str, int]
    later: int
    present: list[str]

    @property
    def states(self) -> set[str]:
        return {row.state for row in self.rows}

    @property
    def path(self) -> str:
        """The address that shows the same again."""
        return self.link()

    def link(self, **changed: str) -> str:
        """The same board with other filters; an empty value drops one."""
        asked = {
            "show": "" if self.show == "all" else self.show,
            "by": "" if self.by == "time" else self.by,
            "about": self.about,
            "until": "all" if self.everything else "",
            **changed,
        }
        return _address(self.department.code, tuple(asked.items()))

    @property
    def slots(self) -> list[Slot]:
        return slots_of(self.rows, self.now)

    @property
    def columns(self) -> list[tuple[str, list[Row]]]:
        """Rows by phase, phases in the order of their first item's plan."""
        phases: dict[str, list[Row]] = {}
        for row in self.rows:
            phases.setdefault(row.item.phase, []).append(row)
        return [(phase_label(code), phases[code]) for code in sorted(phases, key=phase_order)]


def build(
    department: Department,
    viewer: User,
    *,
    show_only: str = "all",
    by: str = "time",
    about: str = "",
    everything: bool = False,
    now: datetime | None = None,
) -> Board:
    """Read the board: what is due until the end of tomorrow, or `everything`.

    `show_only` is one of `SHOWS`; `about` narrows to one subject, as `vip.visit:12`; `by` is time
    or phase.
    """
    now = now or clock.now()
    horizon = end_of_tomorrow(now)
    midnight = clock.at(clock.local(now).date(), datetime.min.time())
    until = datetime.max.replace(tzinfo=UTC) if everything else horizon
    items = selectors.open_items(department, until)
    ended = selectors.ended_items(department, midnight) if show_only == "done" else []
    subjects = {(item.subject_type, item.subject_id) for item in items + ended}
    cards = cards_of(subjects, viewer)
    blocked = selectors.waits_for(items)
    opened = [make_row(item, viewer, cards, blocked.get(item.pk, []), now) for item in items]
    _warn(opened, at_risk(items, now))
    rows = [make_row(item, viewer, cards, [], now) for item in ended] if ended else opened
    done, later = selectors.counts_beside(department, midnight, until)
    bars = selectors.department_readiness(department, set(cards), until, now)
    return Board(
        department=department,
        now=now,
        show=show_only,
        by=by,
        about=about,
        everything=everything,
        rows=[row for row in _shown(show_only, opened, rows) if _is_about(row, about)],
        headers=_headers(cards, bars, about),
        totals=_totals(opened, done),
        later=later,
        present=staff.names_on_duty(department.code, now),
    )


def _warn(rows: list[Row], begin_by: Mapping[int, datetime]) -> None:
    """Before a row is late it says so: it should have been begun by now."""
    for row in rows:
        if row.item.pk in begin_by and not row.waits_for:
            at = show.hm(begin_by[row.item.pk])
            row.note = _("At risk: should have begun by %(time)s") % {"time": at}
            row.tone = "t-orange strong"


def end_of_tomorrow(now: datetime) -> datetime:
    return clock.at(clock.local(now).date() + timedelta(days=2), datetime.min.time())


def _shown(show_only: str, opened: list[Row], rows: list[Row]) -> list[Row]:
    if show_only == "done":
        return [row for row in rows if not row.item.is_open]
    return [row for row in opened if _passes(show_only, row)]


def _passes(show_only: str, row: Row) -> bool:
    if show_only == "overdue":
        return row.state == "overdue"
    if show_only == "waiting":
        return row.item.status == Status.WAITING
    return row.mine if show_only == "mine" else True


def _is_about(row: Row, about: str) -> bool:
    return not about or row.item.subject == about


def _totals(opened: list[Row], done: int) -> dict[str, int]:
    totals = {name: sum(_passes(name, row) for row in opened) for name in SHOWS if name != "done"}
    return {**totals, "done": done}


def _headers(
    cards: dict[Subject, SubjectCard], bars: dict[Subject, str], about: str
) -> list[Header]:
    last = datetime.max.replace(tzinfo=clock.now().tzinfo)
    headers = [
        Header(subject, card, bars.get(subject, ""), about == f"{subject[0]}:{subject[1]}")
        for subject, card in cards.items()
    ]
    return sorted(headers, key=lambda header: (header.card.rank, header.card.when or last))
