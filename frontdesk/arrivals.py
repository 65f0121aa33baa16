"""The list of arrivals: who is expected, in groups of time, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from frontdesk.reasons import Reason, reasons_for
from frontdesk.selectors import arriving
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web.show import hm

if TYPE_CHECKING:
    from hotel.stays.models import Stay

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


@dataclass(frozen=True)
class Row:
    """One stay of the list, with what stands in its way."""

    stay: "Stay"
    reasons: Sequence[Reason]
    late: bool = False

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
    def shown(self) -> "list[Stay]":
        return [row.stay for group in self.groups for row in group.rows]


def arrivals(show: str, viewer: User, day: date, now: datetime) -> Arrivals:
    """The arrivals of the business date as this viewer sees them. A constant number of queries."""
    show = show if show in SEGMENTS else "expected"
    expected = _expected(viewer, day, now)
    here, gone = arriving.arrived_on(day), arriving.not_coming(day)
    chosen = {
        "expected": expected,
        "ready": [row for row in expected if row.ready],
        "blocked": [row for row in expected if not row.ready],
        "vip": [row for row in expected if row.stay.guest.vip_level],
        "in": [Row(stay, ()) for stay in here],
        "gone": [Row(stay, ()) for stay in gone],
    }
    segments = [
        Segment(key, label, mood, len(chosen[key]), key == show)
        for key, (label, mood) in SEGMENTS.items()
    ]
    if show in ("in", "gone"):
        groups = [Group(str(SEGMENTS[show][0]), chosen[show])] if chosen[show] else []
    else:
        groups = _by_time(chosen[show], now)
    return Arrivals(segments, groups, show, expected)


def _expected(viewer: User, day: date, now: datetime) -> list[Row]:
    coming = stays.arrivals(day)
    why = reasons_for(coming, viewer)
    return [Row(stay, why.get(stay.pk, ()), late=_is_late(stay, day, now)) for stay in coming]


def _is_late(stay: "Stay", day: date, now: datetime) -> bool:
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
