"""A visit's plan as its page shows it: by phase, and what the last act changed for each department."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hotel.staff import selectors as staff
from hotel.web.bilingual import pick
from hotel.work import selectors as work
from hotel.work.phases import phase_label, phase_order
from vip import risks, selectors, words
from vip.models import Visit
from vip.timing import Timing

if TYPE_CHECKING:
    from hotel.work.models import Item


@dataclass(frozen=True)
class Task:
    """One line of the plan."""

    item: Any
    state: str
    waits_for: list[str]
    timing: Timing | None = None

    @property
    def room(self) -> str:
        """The number of the further room this is done for, or ""."""
        further = "@r" in self.item.key and self.item.room
        return str(self.item.room) if further else ""


@dataclass(frozen=True)
class PhasePart:
    code: str
    label: str
    tasks: list[Task]

    @property
    def done(self) -> int:
        return sum(task.state == "done" for task in self.tasks)


@dataclass(frozen=True)
class Difference:
    """What the last re-plan changed for one department."""

    department: str
    added: list[str]
    moved: list[str]
    cancelled: list[str]


def phases_of(visit: Visit, items: "list[Item]", now: datetime) -> list[PhasePart]:
    """The plan in the order of its phases."""
    waits = work.waits_for([item for item in items if item.is_open])
    timing = risks.of_visit(items, visit.template_id, now)
    parts: dict[str, list[Task]] = {}
    for item in items:
        names = [other.title for other in waits.get(item.pk, [])]
        task = Task(item, _state(item, now), names, timing.get(item.pk))
        parts.setdefault(item.phase, []).append(task)
    ordered = sorted(parts, key=phase_order)
    return [PhasePart(code, phase_label(code), parts[code]) for code in ordered]


def _state(item: "Item", now: datetime) -> str:
    if item.is_overdue(now):
        return "overdue"
    return "held" if item.is_open and item.is_held else str(item.status)


def last_difference(visit_id: int) -> tuple[str, datetime, list[Difference]] | None:
    """Cause, time and difference of the last act that changed the plan."""
    entry = selectors.last_replanning(visit_id)
    if entry is None:
        return None
    names = {each.code: each.name for each in staff.departments()}
    rows = [
        Difference(
            names.get(code, code),
            [_named(row) for row in part["added"]],
            [_moved(row) for row in part["moved"]],
            [_named(row) for row in part["cancelled"]],
        )
        for code, part in entry.data.get("departments", {}).items()
    ]
    return words.cause_of(entry.data), entry.at, rows


def _named(row: dict[str, str]) -> str:
    return pick(row["zh"], row["en"])


def _moved(row: dict[str, str]) -> str:
    return f"{_named(row)} {words.when(row['was'])} → {words.when(row['due'])}"
