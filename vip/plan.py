"""A visit's plan as a pure function of its facts (handbook C3).

The same facts and the same template always give the same plan, so after any sequence of edits the
open tasks equal a fresh plan, and `hotel.work.services.align` only has to make them so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hotel.staff.models import User
from hotel.web import clock
from hotel.work.planned import PlannedItem
from vip.enums import Anchor, WalkIn

# Nobody is asked for anything sooner than this after the hotel was told (handbook C3, late_notice).
GRACE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task of the template as the plan reads it (handbook C4)."""

    code: str
    phase: str
    department_code: str
    role_code: str
    title_zh: str
    title_en: str
    anchor: str
    levels: tuple[str, ...]
    walk_in: str
    detail_zh: str = ""
    detail_en: str = ""
    offset_min: int | None = None
    daily_time: time | None = None
    mandatory: bool = True
    evidence: str = "tick"
    evidence_spec: Mapping[str, Any] = field(default_factory=dict)
    condition: str = ""
    requires: tuple[str, ...] = ()
    in_room: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and the moment the hotel learned it (aware)."""

    at: datetime
    value: Any


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of several moments of a kind: a meal, an outing. `name` goes into the items' keys."""

    name: str
    at: datetime
    told_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What the house itself already did of a task: by whom, and what shows it."""

    by: User
    evidence: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a plan hangs on. `levels`, `arrivals` and `departures` run from the first news to
    the present one; `conditions` maps each condition that holds to the moment it became known;
    `announced_at` is when the departments were told, None while nobody was.
    """

    source: str
    walk_in: bool
    levels: tuple[Told, ...]
    arrivals: tuple[Told, ...] = ()
    departures: tuple[Told, ...] = ()
    arrived_at: datetime | None = None
    departed_at: datetime | None = None
    conditions: Mapping[str, datetime] = field(default_factory=dict)
    meals: tuple[Occasion, ...] = ()
    wake_ups: tuple[Occasion, ...] = ()
    outings: tuple[Occasion, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    done: Mapping[str, Done] = field(default_factory=dict)
    announced_at: datetime | None = None
    stay_id: int | None = None
    room_id: int | None = None

    @property
    def level(self) -> str:
        return str(self.levels[-1].value)


@dataclass(frozen=True, slots=True)
class Due:
    """When an item is due, when it would have been but for late news, and whether it was late."""

    at: datetime
    original: datetime
    compressed: bool = False


def plan_for(
    facts: Facts, template_tasks: Iterable[Task], *, notice_at: datetime, now: datetime
) -> list[PlannedItem]:
    """The items every department owes for this visit, by original due time.

    `notice_at` is when the notice was recorded. `now` bounds only what cannot be known otherwise:
    daily tasks of a guest who stays on past the expected departure. All times aware.
    """
    wanted = [task for task in template_tasks if applies(task, facts)]
    items = [item for task in wanted for item in _items(task, facts, notice_at, now)]
    keys = {item.key for item in items}
    return sorted(
        (_waiting_only_for(item, keys) for item in items),
        key=lambda item: (item.original_due_at or item.due_at, item.code, item.key),
    )


def applies(task: Task, facts: Facts) -> bool:
    """Level, condition, and the rule for unannounced guests (handbook C3)."""
    if facts.level not in task.levels:
        return False
    if task.condition and task.condition not in facts.conditions:
        return False
    if facts.walk_in:
        return task.walk_in != WalkIn.SKIP
    return task.walk_in != WalkIn.ONLY


def _items(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Iterator[PlannedItem]:
    for suffix, due in _DUES[task.anchor](task, facts, notice_at, now):
        yield _item(task, facts, suffix, due)


def _waiting_only_for(item: PlannedItem, keys: set[str]) -> PlannedItem:
    """What the plan does not hold cannot be waited for (a V4 visit has no equipment check)."""
    return replace(item, requires=tuple(key for key in item.requires if key in keys))


def _item(task: Task, facts: Facts, suffix: str, due: Due) -> PlannedItem:
    key = task.code + suffix
    done = facts.done.get(key)
    return PlannedItem(
        key=key,
        code=task.code,
        phase=task.phase,
        title_zh=task.title_zh,
        title_en=task.title_en,
        detail_zh=task.detail_zh,
        detail_en=task.detail_en,
        department_code=task.department_code,
        role_code=facts.roles.get(task.role_code, task.role_code),
        due_at=due.at,
        original_due_at=due.original,
        compressed=due.compressed,
        anchor=task.anchor,
        mandatory=task.mandatory,
        evidence=task.evidence,
        evidence_spec=task.evidence_spec,
        requires=_required_keys(task, suffix),
        in_room=task.in_room,
        stay_id=facts.stay_id,
        room_id=facts.room_id,
        done_by=done.by if done else None,
        done_evidence=done.evidence if done else None,
    )


def _required_keys(task: Task, suffix: str) -> tuple[str, ...]:
    """An item of an occasion waits for its neighbours of that occasion, and for single items."""
    if not suffix:
        return tuple(task.requires)
    return tuple(key for code in task.requires for key in (code + suffix, code))


# When things are due


def known_since(task: Task, facts: Facts, notice_at: datetime) -> datetime:
    """When the house first knew of this task: the notice, or the change that brought it.

    Raising a level adds the missing tasks (handbook C3, level_change); they are new on that day.
    """
    since = notice_at
    for told in reversed(facts.levels):
        if told.value not in task.levels:
            break
        since = told.at
    if task.condition:
        since = max(since, facts.conditions[task.condition])
    return max(since, notice_at)


def told_at(task: Task, facts: Facts, notice_at: datetime) -> datetime:
    """When the department was told: a notice that waited for approval is news when announced."""
    since = known_since(task, facts, notice_at)
    return max(since, facts.announced_at) if facts.announced_at else since


def _single(task: Task, facts: Facts, notice_at: datetime, anchors: tuple[Told, ...]) -> Due:
    """Due at anchor + offset, but never sooner than ten minutes after the department was told.

    A later move of the anchor is news too: a task that was not yet late gets its ten minutes again.
    """
    offset = clock.minutes(task.offset_min or 0)
    since = told_at(task, facts, notice_at)
    original = anchors[-1].value + offset
    if facts.walk_in:
        return _walk_in_due(task, original, since)
    heard = since
    due = max(anchors[0].value + offset, heard + GRACE)
    for told in anchors[1:]:
        if told.at > since and due > told.at:
            heard = told.at
        due = max(told.value + offset, heard + GRACE)
    return Due(due, original, compressed=original < heard)


def _walk_in_due(task: Task, computed: datetime, since: datetime) -> Due:
    """Immediate: ten minutes after the notice. Kept: as it is, unless that has passed already."""
    late = computed < since
    if task.walk_in == WalkIn.IMMEDIATE or late:
        return Due(since + GRACE, computed, compressed=late)
    return Due(computed, computed)


Dues = Iterator[tuple[str, Due]]


def _after_notice(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Dues:
    since = known_since(task, facts, notice_at)
    yield "", _single(task, facts, notice_at, (Told(since, since),))


def _after_arrival(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Dues:
    anchors = _replaced_by_actual(facts.arrivals, facts.arrived_at)
    if anchors:
        yield "", _single(task, facts, notice_at, anchors)


def _after_departure(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Dues:
    anchors = _replaced_by_actual(facts.departures, facts.departed_at)
    if anchors:
        yield "", _single(task, facts, notice_at, anchors)


def _replaced_by_actual(told: tuple[Told, ...], actual: datetime | None) -> tuple[Told, ...]:
    """The actual time takes the place of the expected one; what it makes late is late indeed."""
    if actual is None:
        return told
    return (*told[:-1], Told(told[-1].at if told else actual, actual))


def _daily(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Dues:
    """Each date in house at the clock time, from the actual arrival to the departure."""
    if facts.arrived_at is None or task.daily_time is None:
        return
    end = facts.departed_at or _expected_end(facts, now)
    since = known_since(task, facts, notice_at)
    day = clock.local(facts.arrived_at).date()
    while (at := clock.at(day, task.daily_time)) < end:
        if at > facts.arrived_at and at >= since:
            yield f"@{day.isoformat()}", Due(at, at)
        day = _next(day)


def _expected_end(facts: Facts, now: datetime) -> datetime:
    return max(facts.departures[-1].value, now) if facts.departures else now


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _at_occasions(pick: Callable[[Facts], tuple[Occasion, ...]]) -> Callable[..., Dues]:
    def dues(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Dues:
        for occasion in pick(facts):
            anchors = (Told(occasion.told_at, occasion.at),)
            due = _single(task, facts, max(notice_at, occasion.told_at), anchors)
            yield f"@{occasion.name}", due

    return dues


def _at_outings(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Dues:
    """Two minutes after the door closes is two minutes: an outing gives no ten minutes' grace."""
    since = known_since(task, facts, notice_at)
    for outing in facts.outings:
        due = outing.at + clock.minutes(task.offset_min or 0)
        if outing.at >= since:
            yield f"@{outing.name}", Due(due, due)


_DUES: Mapping[str, Callable[[Task, Facts, datetime, datetime], Dues]] = {
    Anchor.NOTICE: _after_notice,
    Anchor.ARRIVAL: _after_arrival,
    Anchor.DEPARTURE: _after_departure,
    Anchor.DAILY: _daily,
    Anchor.GUEST_OUT: _at_outings,
    Anchor.MEAL: _at_occasions(lambda facts: facts.meals),
    Anchor.WAKE_UP: _at_occasions(lambda facts: facts.wake_ups),
}
