"""What the ladder finds and did: items still as it met them, its steps, whom it called."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from hotel.staff.models import User
from hotel.work.ladder import Reach
from hotel.work.models import EscalationStep, HeldFor, Item, Status
from hotel.work.selectors.asking import HEAVY


def still_waiting(ids: Iterable[int], *, undone: bool) -> list[Item]:
    """Which of these items still are as their escalation found them: unaccepted, or undone."""
    wanted = (Status.ACCEPTED, Status.IN_PROGRESS) if undone else (Status.WAITING,)
    rows = Item.objects.filter(pk__in=list(ids), status__in=wanted, held_for=HeldFor.NOTHING)
    return list(rows.select_related("department", "assignee", "accepted_by").defer(*HEAVY))


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of the ladder as the panel tells it."""

    at: datetime
    reach: str
    undone: bool
    silent: bool
    names: list[str]


def steps_taken(item: Item) -> list[StepTaken]:
    """What the ladder did about an item, latest first. Two queries, one where nothing happened."""
    steps = list(EscalationStep.objects.filter(item=item).order_by("-id")[:20])
    names = _names({pk for step in steps for pk in step.people}) if steps else {}
    return [
        StepTaken(
            at=step.taken_at,
            reach=str(Reach(step.reach).label),
            undone=step.undone,
            silent=step.silent,
            names=[names[pk] for pk in step.people if pk in names],
        )
        for step in steps
    ]


def names_of(people: Iterable[int]) -> list[str]:
    return list(_names(set(people)).values())


def _names(ids: Collection[int]) -> dict[int, str]:
    rows = User.objects.filter(pk__in=ids).order_by("username")
    return {person.pk: person.name for person in rows}
