"""The escalation ladder: when work that nobody takes on, or that stays undone, is told to whom.

**Nobody has accepted it.** The clock starts a `target` after the item came up, at the latest a `lead`
before the arrival (for work that does not hang on an arrival: before its own due time) and never
after it is due; but nobody is reminded within one `gap` of being told. An item comes up when it is
made, at the earliest `ahead` before it is due: work of the day after tomorrow rings nobody today.
From the start a step every `gap`: the person it is assigned to, whoever is on duty in its role, the
supervisor, the head of the department, the duty manager.

**Accepted and not done.** Its own `patience` after it was due, or after it was last touched if that
was later: the person who took it on; one `gap` later the supervisor. Nobody above is troubled.

`gap` is the level's, or the item's patience where that is shorter. Every act on an item (accept,
start, hand over, release, open again, a later due time) stops the ladder and winds the clock anew;
on hold and after the end there are no steps. A step with nobody on duty goes to the next at once;
with nobody left, to the catch-all, and again each `gap` until somebody is there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import IntegerChoices
from django.utils.translation import pgettext_lazy


class Reach(IntegerChoices):
    """Whom a step of the ladder reaches, in the order of the steps."""

    NOBODY = 0, pgettext_lazy("escalation", "nobody")
    PERSON = 1, pgettext_lazy("escalation", "the person")
    ROLE = 2, pgettext_lazy("escalation", "on duty")
    SUPERVISOR = 3, pgettext_lazy("escalation", "supervisor")
    HEAD = 4, pgettext_lazy("escalation", "head of department")
    MANAGER = 5, pgettext_lazy("escalation", "duty manager")
    CATCH_ALL = 6, pgettext_lazy("escalation", "catch-all")


STEPS = (Reach.PERSON, Reach.ROLE, Reach.SUPERVISOR, Reach.HEAD, Reach.MANAGER)
# Of work that somebody has taken on, only that person and the supervisor hear.
STEPS_UNDONE = (Reach.PERSON, Reach.SUPERVISOR)
SHORTEST_GAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast one level's ladder runs. Without `ahead` an item comes up when it is made."""

    target: timedelta
    lead: timedelta
    gap: timedelta
    ahead: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an item's ladder hangs on. `moment` is the arrival, or the due time of work that hangs
    on none. `reached` and `reached_at` tell the last step taken since the clock was wound."""

    due_at: datetime
    moment: datetime
    armed_at: datetime
    patience: timedelta
    accepted: bool = False
    resting: bool = False
    reached: Reach = Reach.NOBODY
    reached_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    at: datetime
    audience: Reach


def steps_of(facts: Facts, pace: Pace) -> list[Step]:
    """The steps still to come if nobody does anything, soonest first; none for work that rests."""
    if facts.resting:
        return []
    order = STEPS_UNDONE if facts.accepted else STEPS
    again = facts.reached == Reach.CATCH_ALL  # nobody was there: everybody is asked once more
    left = [reach for reach in order if again or reach > facts.reached]
    gap = gap_of(facts, pace)
    at = facts.reached_at + gap if facts.reached_at else start_of(facts, pace)
    return [Step(reach.value, at + gap * number, reach) for number, reach in enumerate(left)]


def start_of(facts: Facts, pace: Pace) -> datetime:
    """When the clock of this item's ladder starts; the first step is taken then."""
    if facts.accepted:
        return max(facts.due_at, facts.armed_at) + facts.patience
    came_up = facts.armed_at
    if pace.ahead is not None:
        came_up = max(came_up, facts.due_at - pace.ahead)
    start = min(came_up + pace.target, facts.moment - pace.lead, facts.due_at)
    return max(start, facts.armed_at + gap_of(facts, pace))


def gap_of(facts: Facts, pace: Pace) -> timedelta:
    return max(min(pace.gap, facts.patience), SHORTEST_GAP)


# What apps above tell of the subjects that work belongs to


@dataclass(frozen=True, slots=True)
class Case:
    """A subject as the ladder sees it: `code` names its pace, `mark` is what notices show of it
    ("V1"), `moments` are the arrivals that items of an anchor hang on."""

    code: str
    mark: str = ""
    moments: Mapping[str, datetime] = field(default_factory=dict)


Provider = Callable[[set[int]], Mapping[int, Case]]
# Rows of `hotel.work.models.EscalationPace`: a code, and minutes.
Paces = Callable[[], Iterable[Mapping[str, Any]]]

_providers: dict[str, Provider] = {}
_shipped: dict[str, Paces] = {}


def register(subject_type: str, provider: Provider, *, paces: Paces = list) -> None:
    """Have work about these subjects escalate: `provider(ids)` is asked once for many.

    A subject it leaves out does not escalate. `paces` are shipped for each code; they are kept in
    the admin site from then on.
    """
    _providers[subject_type], _shipped[subject_type] = provider, paces


def shipped_paces() -> dict[str, list[Mapping[str, Any]]]:
    """The paces apps above ship, by subject."""
    return {subject_type: list(paces()) for subject_type, paces in _shipped.items()}


def cases_of(subject_type: str, ids: Iterable[int]) -> Mapping[int, Case]:
    provider = _providers.get(subject_type)
    return provider(set(ids)) if provider else {}
