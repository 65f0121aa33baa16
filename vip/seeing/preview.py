"""The plan a template would give for an invented visit, and its difference to another version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from hotel.staff import presence
from hotel.staff import selectors as staff
from hotel.web import clock, show
from hotel.web.bilingual import pick
from hotel.work import audience, ladder, paces
from hotel.work.ladder import Pace, Reach
from hotel.work.planned import PlannedItem
from vip import invented, templates
from vip.enums import Anchor, Evidence, Phase
from vip.invented import Invented
from vip.models import PlanTemplate
from vip.pacing import SUBJECT
from vip.plan import plan_for
from vip.planned import Facts
from vip.risks import OTHERWISE

ADDED, GONE, CHANGED = "added", "gone", "changed"


@dataclass(frozen=True)
class Escalation:
    """When somebody first hears of a task nobody takes on, and who in which order."""

    starts: datetime
    every: timedelta
    names: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A task of the plan as it is read."""

    item: PlannedItem
    minutes: int
    department: str
    role: str
    evidence: str
    escalation: Escalation | None
    mark: str = ""

    @property
    def title(self) -> str:
        return pick(self.item.title_zh, self.item.title_en)

    @property
    def detail(self) -> str:
        return pick(self.item.detail_zh, self.item.detail_en)


@dataclass(frozen=True)
class Change:
    """One task that the other version has otherwise: what was, what is now, by label."""

    kind: str
    code: str
    title: str
    due_at: datetime
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Names:
    """Departments and roles by code, in the reader's language; who leads which department."""

    departments: Mapping[str, str]
    roles: Mapping[str, str]
    people: Sequence[presence.Person]

    @classmethod
    def read(cls) -> "Names":
        return cls(
            {each.code: each.name for each in staff.departments()},
            {each.code: each.name for each in staff.roles()},
            presence.everybody(),
        )

    def department(self, code: str) -> str:
        return self.departments.get(code, code)

    def role(self, code: str | None) -> str:
        return self.roles.get(code or "", code or "")

    def chain(self, item: PlannedItem) -> tuple[str, ...]:
        """Who hears of it, step by step: on duty, the supervisor, the head, the duty manager."""
        first = self.role(item.role_code) or self.department(item.department_code)
        found = [first]
        for reach in (Reach.SUPERVISOR, Reach.HEAD):
            leading = audience.leading(self.people, item.department_code, reach)
            if called := " / ".join(sorted(self.role(code) for code in leading)):
                found.append(called)
        return tuple(dict.fromkeys((*found, self.role(audience.LAST[0]))))


class Preview:
    """One template version tried on one invented visit, beside `against`. Nothing is written."""

    def __init__(self, visit: Invented, version: PlanTemplate, against: PlanTemplate) -> None:
        self.visit, self.version, self.against = visit, version, against
        self.in_force = templates.in_force()
        self._names = Names.read()
        self._pace = paces.pace_of(SUBJECT, visit.level.code)

    @cached_property
    def _facts(self) -> Facts:
        return invented.facts_of(self.visit)

    @cached_property
    def _mine(self) -> "Planned":
        return Planned.of(self.version, self._facts, self.visit.told_at)

    @cached_property
    def changes(self) -> list[Change]:
        """What this version has otherwise than `against`, by time."""
        if self.version == self.against:
            return []
        theirs = Planned.of(self.against, self._facts, self.visit.told_at)
        found = _difference(self._mine, theirs, self._names)
        return sorted(found, key=lambda each: (each.due_at, each.code))

    @cached_property
    def rows(self) -> list[Row]:
        marks = {each.code: each.kind for each in self.changes}
        return [self._row(item, marks.get(item.key, "")) for item in self._mine.items]

    @property
    def phases(self) -> list[tuple[str, list[Row]]]:
        """The rows in the phases of a visit, by due time."""
        found: dict[str, list[Row]] = {}
        for row in sorted(self.rows, key=lambda each: (each.item.due_at, each.item.code)):
            found.setdefault(row.item.phase, []).append(row)
        return [(str(phase.label), found[phase]) for phase in Phase if phase in found]

    @property
    def sums(self) -> list[tuple[str, int, int]]:
        """Each department with its tasks and the minutes they take, the busiest first."""
        found: dict[str, list[int]] = {}
        for row in self.rows:
            found.setdefault(row.department, []).append(row.minutes)
        lines = [(name, len(minutes), sum(minutes)) for name, minutes in found.items()]
        return sorted(lines, key=lambda line: (-line[2], line[0]))

    def _row(self, item: PlannedItem, mark: str) -> Row:
        return Row(
            item=item,
            minutes=self._mine.minutes(item),
            department=self._names.department(item.department_code),
            role=self._names.role(item.role_code),
            evidence=str(Evidence(item.evidence).label),
            escalation=self._escalation(item, self._pace),
            mark=mark,
        )

    def _escalation(self, item: PlannedItem, pace: Pace | None) -> Escalation | None:
        if pace is None:
            return None
        facts = ladder.Facts(
            due_at=item.due_at,
            moment=self._moment(item),
            armed_at=self.visit.told_at,
            patience=clock.minutes(item.patience_min),
        )
        starts, every = ladder.start_of(facts, pace), ladder.gap_of(facts, pace)
        return Escalation(starts, every, self._names.chain(item))

    def _moment(self, item: PlannedItem) -> datetime:
        """What hangs on the notice or the arrival is known in time before the arrival."""
        if item.anchor in (Anchor.NOTICE, Anchor.ARRIVAL):
            return self.visit.arrival_at
        return item.due_at


@dataclass(frozen=True)
class Planned:
    """The items a version gives, and how long its tasks take (minutes, by code)."""

    items: Sequence[PlannedItem]
    takes: Mapping[str, int]

    @classmethod
    def of(cls, version: PlanTemplate, facts: Facts, at: datetime) -> "Planned":
        tasks = templates.tasks_of(version.pk)
        items = plan_for(facts, tasks, notice_at=at, now=at)
        return cls(items, {task.code: task.duration_min for task in tasks})

    def minutes(self, item: PlannedItem) -> int:
        return self.takes.get(item.code, OTHERWISE)

    def by_key(self) -> dict[str, PlannedItem]:
        return {item.key: item for item in self.items}


def _difference(mine: Planned, theirs: Planned, names: Names) -> Iterable[Change]:
    now, was = mine.by_key(), theirs.by_key()
    for key, item in now.items():
        if key not in was:
            yield _change(ADDED, item)
        elif parts := tuple(_parts(mine, theirs, was[key], item, names)):
            yield _change(CHANGED, item, parts)
    for key in was.keys() - now.keys():
        yield _change(GONE, was[key])


def _change(kind: str, item: PlannedItem, parts: tuple[tuple[str, str, str], ...] = ()) -> Change:
    return Change(kind, item.key, pick(item.title_zh, item.title_en), item.due_at, parts)


def _parts(
    mine: Planned, theirs: Planned, was: PlannedItem, now: PlannedItem, names: Names
) -> Iterable[tuple[str, str, str]]:
    """What is otherwise, as label, then and now."""
    faces = [_face(theirs, was, names), _face(mine, now, names)]
    for label, then in faces[0].items():
        if then != faces[1][label]:
            yield label, then, faces[1][label]
    if was.evidence_spec != now.evidence_spec and was.evidence == now.evidence:
        yield _("Proof"), _("form or checklist"), _("another one")


def _face(plan: Planned, item: PlannedItem, names: Names) -> dict[str, str]:
    return {
        _("Task"): pick(item.title_zh, item.title_en),
        _("Department"): names.department(item.department_code),
        _("Role"): names.role(item.role_code),
        _("Due"): show.mdhm(item.due_at),
        _("Takes"): show.span(clock.minutes(plan.minutes(item))),
        _("Proof"): str(Evidence(item.evidence).label),
        _("Mandatory"): _("yes") if item.mandatory else _("no"),
        _("Waits for"): ", ".join(item.requires) or "—",
        _("Escalates after"): show.span(clock.minutes(item.patience_min)),
        _("Instruction"): pick(item.detail_zh, item.detail_en) or "—",
    }
