"""Which open tasks of visits cannot be finished in time any more unless begun at once (handbook C4)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from vip.models import TemplateTask, Visit
from vip.timing import Step, Timing, timings

if TYPE_CHECKING:
    from hotel.work.models import Item


class Task(Protocol):
    """What is asked of an item, whether read in full or in brief."""

    pk: int
    key: str
    due_at: datetime
    started_at: datetime | None
    requires: list[str]

    @property
    def is_open(self) -> bool: ...
    @property
    def is_held(self) -> bool: ...


# What is not of the template: a guest's wish, amenities nobody else brings.
OTHERWISE = 10


@lru_cache(maxsize=64)
def minutes_of(template_id: int) -> Mapping[str, int]:
    """How long each task takes, by code. A version in use never changes, so it is read once."""
    rows = TemplateTask.objects.filter(template=template_id)
    return dict(rows.values_list("code", "duration_min"))


def of_visit(items: Iterable[Task], template_id: int | None, now: datetime) -> dict[int, Timing]:
    """The timing of one visit's open tasks, by item id."""
    opened = [item for item in items if item.is_open]
    minutes = minutes_of(template_id) if template_id and opened else {}
    found = timings((_step(item, minutes) for item in opened), now)
    return {item.pk: found[item.key] for item in opened if _takes(item, minutes)}


def on_boards(items: "Iterable[Item]", now: datetime) -> dict[int, datetime]:
    """Of a board's items those at risk, with when they should have been begun; one query."""
    by_visit: dict[int, list[Item]] = {}
    for item in items:
        by_visit.setdefault(item.subject_id, []).append(item)
    templates = Visit.objects.filter(pk__in=by_visit).values_list("pk", "template")
    found: dict[int, Timing] = {}
    for visit_id, template_id in templates:
        found |= of_visit(by_visit[visit_id], template_id, now)
    return {pk: timing.start_by for pk, timing in found.items() if timing.at_risk}


def _takes(item: Task, minutes: Mapping[str, int]) -> int:
    """A key is the task's code, with the day or the department behind it where there are several."""
    return minutes.get(item.key.partition("@")[0].partition("+")[0], OTHERWISE)


def _step(item: Task, minutes: Mapping[str, int]) -> Step:
    return Step(
        key=item.key,
        due_at=item.due_at,
        minutes=_takes(item, minutes),
        requires=tuple(item.requires),
        started_at=item.started_at,
        held=item.is_held,
    )
