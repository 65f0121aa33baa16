"""When each task of a plan is due, by its anchor (handbook C3)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hotel.web import clock
from vip.daily import times_of
from vip.enums import Anchor, WalkIn
from vip.planned import Due, Facts, Occasion, Task, Told

# Nobody is asked for anything sooner than this after the hotel was told (handbook C3, late_notice).
GRACE = timedelta(minutes=10)


def dues_of(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> "Dues":
    """The suffix of each item's key with when it is due; a task may come several times."""
    return _DUES[task.anchor](task, facts, notice_at, now)


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
    since = max(known_since(task, facts, notice_at), facts.arrived_at)
    day = clock.local(facts.arrived_at).date()
    while clock.at(day, time.min) < end:
        for suffix, at in times_of(task, facts, day):
            if facts.arrived_at < at < end and at >= since:
                yield suffix, Due(at, at)
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
            yield _of(occasion, due)

    return dues


def _of(occasion: Occasion, due: Due) -> tuple[str, Due]:
    said = replace(due, said_zh=occasion.said_zh, said_en=occasion.said_en)
    return f"@{occasion.name}", said


def _of_companions(task: Task, facts: Facts, notice_at: datetime, now: datetime) -> Dues:
    """Once for each companion of whom something must be known, by the visit's arrival."""
    anchors = _replaced_by_actual(facts.arrivals, facts.arrived_at)
    for companion in facts.companions if anchors else ():
        since = max(notice_at, companion.told_at)
        yield _of(companion, _single(task, facts, since, anchors))


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
    Anchor.RECREATION: _at_occasions(lambda facts: facts.recreations),
    Anchor.MEETING: _at_occasions(lambda facts: facts.meetings),
    Anchor.CAR: _at_occasions(lambda facts: facts.cars),
    Anchor.FLIGHT: _at_occasions(lambda facts: facts.flights),
    Anchor.COMPANION: _of_companions,
    Anchor.WAKE_UP: _at_occasions(lambda facts: facts.wake_ups),
}
