"""What a plan is made from: the template's tasks, and the facts of a visit (handbook C3, C4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from hotel.staff.models import User
from vip.amenities import Selection


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
    per_room: bool = False
    escalate_after_min: int = 15
    duration_min: int = 0
    brings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and the moment the hotel learned it (aware)."""

    at: datetime
    value: Any


@dataclass(frozen=True, slots=True)
class Occasion:
    """One of several moments of a kind: a meal, an outing. `name` goes into the items' keys; what
    is said of it stands before the task's own instruction.
    """

    name: str
    at: datetime
    told_at: datetime
    said_zh: str = ""
    said_en: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A further room of the visit, with what is its own: who sleeps there comes and leaves by
    themselves. The guest's own room is in `Facts`.
    """

    number: int
    told_at: datetime
    stay_id: int
    room_id: int | None = None
    arrived_at: datetime | None = None
    departed_at: datetime | None = None
    outings: tuple[Occasion, ...] = ()

    @property
    def suffix(self) -> str:
        return f"@r{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A guest's preference: a task of its own, or words in the tasks `into` (codes) that are planned."""

    task: Task
    into: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Extra:
    """A task this visit alone has: a wish of the guest, something to make right. `at` is when it is
    due where that is known; otherwise the task's own anchor says it, from `told_at` on."""

    task: Task
    told_at: datetime
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What the house itself already did of a task: by whom, and what shows it."""

    by: User
    evidence: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything a plan hangs on. `levels`, `arrivals` and `departures` run from the first news to
    the present one; `conditions` maps each condition that holds to the moment it became known;
    `announced_at` is when the departments were told, None while nobody was. `per_day` is how often
    a daily task is done at this level, where it is not once; `quiet` the guest's own quiet hours;
    `moved` the keys of items that were put off, with the new time.
    `avoid` names in both
    languages what the party must not have; `amenities_cleared` is the cost up to which amenities
    above the budget are approved.
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
    recreations: tuple[Occasion, ...] = ()
    meetings: tuple[Occasion, ...] = ()
    cars: tuple[Occasion, ...] = ()
    flights: tuple[Occasion, ...] = ()
    companions: tuple[Occasion, ...] = ()
    rooms: tuple[Room, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    done: Mapping[str, Done] = field(default_factory=dict)
    per_day: Mapping[str, int] = field(default_factory=dict)
    quiet: tuple[tuple[time, time], ...] = ()
    moved: Mapping[str, datetime] = field(default_factory=dict)
    extras: tuple[Extra, ...] = ()
    announced_at: datetime | None = None
    wishes: tuple[Wish, ...] = ()
    amenities: Selection = Selection()  # noqa: RUF009  a frozen value
    avoid: tuple[tuple[str, str], ...] = ()
    amenities_cleared: Decimal = Decimal(0)
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
    said_zh: str = ""
    said_en: str = ""
