"""The clock times of a daily task on one day: as often as the level says, when the guest may be met."""

from collections.abc import Iterator
from datetime import date, datetime

from hotel.web import clock
from vip.hours import hours_of
from vip.planned import Facts, Task

# Minutes from a task's clock time to its further times of the day. Of the small tidies (16:30) the
# second comes before turndown, the third between the noon rest and the first.
FURTHER = (0, 120, -105, 60, 180, -45)


def times_of(task: Task, facts: Facts, day: date) -> Iterator[tuple[str, datetime]]:
    """Suffix of the item's key, and its time, for each time this day: `@2026-11-22`, `…#2`."""
    if task.daily_time is None:
        return
    for number, offset in enumerate(FURTHER[: facts.per_day.get(task.code, 1)], start=1):
        at = clock.at(day, task.daily_time) + clock.minutes(offset)
        if quiet := task.evidence_spec.get("quiet"):
            at = hours_of(quiet, facts.quiet).nearest(at)
        yield f"@{day.isoformat()}" + (f"#{number}" if number > 1 else ""), at
