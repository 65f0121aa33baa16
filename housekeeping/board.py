"""The state of the whole house for whoever leads the floors: a constant number of queries."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.rooms import selectors as house
from housekeeping.enums import TaskState
from housekeeping.facts import Day, RoomFacts, read_day
from housekeeping.mine import Asked, asked

CODES = ("VI", "VC", "VD", "OC", "OD", "OOO", "OOS")
# What a leader looks for, and how it is told from the facts of a room.
WORK: dict[str, tuple[Any, Callable[[RoomFacts], bool]]] = {
    "late": (pgettext_lazy("rooms", "Guest waits"), lambda each: each.late),
    "arriving": (_("Arriving"), lambda each: each.arrival is not None),
    "leaving": (
        _("Being inspected"),
        lambda each: each.inspection is not None,
    ),
    "waiting": (
        pgettext_lazy("cleaning", "Nobody yet"),
        lambda each: each.state == TaskState.WAITING,
    ),
    "assigned": (
        pgettext_lazy("cleaning", "Assigned"),
        lambda each: each.state == TaskState.ASSIGNED,
    ),
    "in_progress": (
        pgettext_lazy("cleaning", "In progress"),
        lambda each: each.state == TaskState.IN_PROGRESS,
    ),
    "to_inspect": (_("To inspect"), lambda each: each.to_inspect),
    "rework": (
        pgettext_lazy("cleaning", "To do again"),
        lambda each: each.state == TaskState.REWORK,
    ),
    "dnd": (_("Do not disturb"), lambda each: each.room.dnd),
    "make_up": (_("Please make up"), lambda each: each.room.make_up),
}


@dataclass(frozen=True)
class Filter:
    """One button of the legend: what it shows, how many there are, where it leads."""

    key: str
    label: Any
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class Board:
    floors: list[tuple[int, list[RoomFacts]]]
    codes: list[Filter]
    work: list[Filter]
    inspections: list[Asked]
    loads: Mapping[int, str]
    total: int
    shown: int
    now: datetime
    query: str


def board(given: QueryDict) -> Board:
    day = read_day()
    every = [day.facts(room) for room in house.rooms()]
    show, floor = _chosen(given)
    here = [each for each in every if floor in (None, each.room.floor)]
    rooms = [each for each in here if _fits(each, show)]
    counted = Counter(each.room.code for each in here)
    return Board(
        floors=[
            (number, list(group)) for number, group in groupby(rooms, lambda each: each.room.floor)
        ],
        codes=[_filter(code, code, counted[code], (show, floor)) for code in CODES],
        work=[
            _filter(key, label, sum(1 for each in here if fits(each)), (show, floor))
            for key, (label, fits) in WORK.items()
        ],
        inspections=asked(day.inspections),
        loads=_loads(day),
        total=len(here),
        shown=len(rooms),
        now=day.now,
        query=_query(show, floor),
    )


def _chosen(given: QueryDict) -> tuple[str, int | None]:
    """What is asked for; anything odd in the address shows all."""
    show = given.get("show", "")
    floor = given.get("floor", "")
    return (
        show if show in CODES or show in WORK else "",
        int(floor) if floor.isdecimal() and len(floor) < 4 else None,
    )


def _fits(each: RoomFacts, show: str) -> bool:
    if show in WORK:
        return WORK[show][1](each)
    return show in ("", each.room.code)


def _filter(key: str, label: Any, count: int, chosen: tuple[str, int | None]) -> Filter:
    show, floor = chosen
    return Filter(key, label, count, _query("" if key == show else key, floor), key == show)


def _query(show: str, floor: int | None) -> str:
    chosen = {"show": show, "floor": floor}
    return urlencode({name: value for name, value in chosen.items() if value not in ("", None)})


def _loads(day: Day) -> dict[int, str]:
    """How far each attendant has come: `3/9`."""
    given: Counter[int] = Counter()
    done: Counter[int] = Counter()
    for task in (task for tasks in day.tasks.values() for task in tasks):
        if task.attendant_id is None or task.state == TaskState.SKIPPED:
            continue
        given[task.attendant_id] += 1
        done[task.attendant_id] += task.state in (TaskState.DONE, TaskState.INSPECTED)
    return {pk: f"{done[pk]}/{count}" for pk, count in given.items()}
