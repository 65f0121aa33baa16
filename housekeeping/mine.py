"""One attendant's day on a phone: late, now, next; and what an inspector has to look at."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hotel.house.selectors import rules
from hotel.staff.models import User
from housekeeping.enums import AT_THE_DOOR, TO_DO, TaskState
from housekeeping.facts import RoomFacts, read_day
from housekeeping.models import CleaningTask, DepartureInspection


@dataclass(frozen=True)
class Asked:
    """A departure inspection the desk waits for; `due` is when it should be told."""

    inspection: DepartureInspection
    due: datetime


@dataclass(frozen=True)
class Mine:
    now: datetime
    inspections: list[Asked]
    working: list[RoomFacts]
    late: list[RoomFacts]
    coming: list[RoomFacts]
    held: list[RoomFacts]
    done: list[RoomFacts]
    free: list[RoomFacts]
    to_inspect: list[RoomFacts]

    @property
    def states(self) -> str:
        """One letter a room, for the bar: done, in progress, late, held, waiting."""
        groups = ((self.done, "d"), (self.working, "p"), (self.late, "o"), (self.coming, "w"))
        letters = "".join(letter * len(rows) for rows, letter in groups)
        return letters + "h" * len(self.held)

    @property
    def nothing(self) -> bool:
        return not (self.states or self.inspections or self.to_inspect)


def my_rooms(user: User) -> Mine:
    """The rooms of an attendant, most urgent first; for an inspector all that wait for one."""
    day = read_day()
    every = [task for tasks in day.tasks.values() for task in tasks]
    mine = [task for task in every if task.attendant_id == user.pk]

    def seen(tasks: Iterable[CleaningTask]) -> list[RoomFacts]:
        found = [_with(day.facts(task.room), task) for task in tasks]
        return sorted(found, key=lambda each: each.urgency)

    to_do = seen(task for task in mine if task.state in TO_DO)
    return Mine(
        now=day.now,
        inspections=asked(day.inspections),
        working=seen(task for task in mine if task.state == TaskState.IN_PROGRESS),
        late=[each for each in to_do if _late(each)],
        coming=[each for each in to_do if not _late(each)],
        held=seen(
            task
            for task in mine
            if task.state == TaskState.SKIPPED and task.skip_reason in AT_THE_DOOR
        ),
        done=seen(task for task in mine if task.state in (TaskState.DONE, TaskState.INSPECTED)),
        free=seen(task for task in every if task.state == TaskState.WAITING),
        to_inspect=_to_inspect(seen(every)) if user.has_perm("housekeeping.inspect") else [],
    )


def _with(facts: RoomFacts, task: CleaningTask) -> RoomFacts:
    return replace(facts, task=task)


def _late(facts: RoomFacts) -> bool:
    again = facts.task is not None and facts.task.state == TaskState.REWORK
    return again or facts.late


def _to_inspect(rows: Iterable[RoomFacts]) -> list[RoomFacts]:
    """Each room once, however often it was cleaned today."""
    latest = {each.room.pk: each for each in sorted(rows, key=_number)}
    return sorted(
        (each for each in latest.values() if each.to_inspect), key=lambda each: each.urgency
    )


def _number(facts: RoomFacts) -> int:
    return facts.task.pk if facts.task else 0


def asked(inspections: Iterable[DepartureInspection]) -> list[Asked]:
    limit = timedelta(minutes=rules().inspection_minutes)
    return [Asked(each, each.requested_at + limit) for each in inspections]
