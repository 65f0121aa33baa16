"""The list of arrivals: who is expected, in groups of time, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from frontdesk.reasons import Expected, Reason, reasons_for
from frontdesk.selectors import arriving
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays.phases import Phase
from hotel.web.show import hm

SOON = timedelta(minutes=90)
SEGMENTS = {
    "expected": (gettext_lazy("Expected"), ""),
    "ready": (pgettext_lazy("arrivals", "Ready"), "ok"),
    "blocked": (pgettext_lazy("arrivals", "Blocked"), "bad"),
    "vip": (gettext_lazy("VIP"), ""),
    "in": (gettext_lazy("Checked in"), ""),
    "gone": (gettext_lazy("Cancelled / no-show"), ""),
}


@dataclass(frozen=True)
class Segment:
    """One filter of the page with its count; `mood` is ok, bad or nothing."""

    key: str
    label: Any
    mood: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One stay of the list, with what stands in its way."""

    stay: Expected
    reasons: Sequence[Reason]
    late: bool = False
    due: bool = False

    @property
    def ready(self) -> bool:
        return not any(reason.blocks for reason in self.reasons)


@dataclass
class Group:
    """Rows that stand under one heading."""

    title: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Arrivals:
    """The page: filters, and the chosen rows in groups."""

    segments: list[Segment]
    groups: list[Group]
    show: str
    expected: list[Row]

    @property
    def shown(self) -> list[Expected]:
        return [row.stay for group in self.groups for row in group.rows]


def arrivals(show: str, viewer: User, day: date, now: datetime) -> Arrivals:
    """The arrivals of the business date as this viewer sees them. A constant number of queries."""
    show = show if show in SEGMENTS else "expected"
    expected = _expected(viewer, day, now)
    parts = {
        "expected": expected,
        "ready": [row for row in expected if row.ready],
        "blocked": [row for row in expected if not row.ready],
        "vip": [row for row in expected if row.stay.guest.vip_level],
    }
    here, gone = arriving.count_settled(day)
    counts = {key: len(rows) for key, rows in parts.items()} | {"in": here, "gone": gone}
    segments = [
        Segment(key, label, mood, counts[key], key == show)
        for key, (label, mood) in SEGMENTS.items()
    ]
    groups = _by_time(parts[show], now) if show in parts else _settled(show, day)
    return Arrivals(segments, groups, show, expected)


def _settled(show: str, day: date) -> list[Group]:
    """Who has come, or who will not, under one heading."""
    found = arriving.arrived_on(day) if show == "in" else arriving.not_coming(day)
    rows = [Row(stay, ()) for stay in found]
    return [Group(str(SEGMENTS[show][0]), rows)] if rows else []


def _expected(viewer: User, day: date, now: datetime) -> list[Row]:
    coming = stays.listed_arrivals(day)
    why = reasons_for(coming, viewer)
    return [
        Row(stay, why.get(stay.pk, ()), _is_late(stay, day, now), stay.phase(day) == Phase.DUE_IN)
        for stay in coming
    ]


def _is_late(stay: Expected, day: date, now: datetime) -> bool:
    return stay.arrival < day or (stay.eta is not None and stay.eta < now)


def _by_time(rows: list[Row], now: datetime) -> list[Group]:
    until = now + SOON
    soon = _("%(start)s – %(end)s") % {"start": hm(now), "end": hm(until)}
    groups = {
        "late": Group(_("Past the expected time")),
        "soon": Group(soon),
        "later": Group(_("After %(time)s") % {"time": hm(until)}),
        "open": Group(_("No time given")),
    }
    for row in rows:
        groups[_when(row, until)].rows.append(row)
    return [group for group in groups.values() if group.rows]


def _when(row: Row, until: datetime) -> str:
    if row.late:
        return "late"
    if row.stay.eta is None:
        return "open"
    return "soon" if row.stay.eta < until else "later"
