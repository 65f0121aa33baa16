"""Plan templates: the version in force, and new versions. A change touches future visits only."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.models import PlanTemplate, TemplateTask
from vip.planned import Task


def in_force(at: datetime | None = None) -> PlanTemplate:
    """The newest version used from this moment or before. Raises `Refused` when there is none."""
    moment = at or clock.now()
    found = PlanTemplate.objects.filter(active_from__lte=moment).order_by("-version").first()
    if found is None:
        raise Refused(_("No plan template is in use. Load the defaults first."))
    return found


def before(template: PlanTemplate) -> PlanTemplate | None:
    """The version that was used before this one."""
    earlier = PlanTemplate.objects.filter(version__lt=template.version, active_from__isnull=False)
    return earlier.order_by("-version").first()


def tasks_of(template_id: int) -> list[Task]:
    """The tasks of a version as the plan reads them; one query."""
    rows = TemplateTask.objects.filter(template_id=template_id)
    return [as_task(row) for row in rows.select_related("department", "owner_role")]


def as_task(row: TemplateTask) -> Task:
    return Task(
        code=row.code,
        phase=row.phase,
        department_code=row.department.code,
        role_code=row.owner_role.code,
        title_zh=row.title_zh,
        title_en=row.title_en,
        detail_zh=row.detail_zh,
        detail_en=row.detail_en,
        anchor=row.anchor,
        offset_min=row.offset_min,
        daily_time=row.daily_time,
        levels=tuple(row.levels),
        walk_in=row.walk_in,
        mandatory=row.mandatory,
        evidence=row.evidence,
        evidence_spec=row.evidence_spec,
        condition=row.condition,
        requires=tuple(row.requires),
        in_room=row.in_room,
        escalate_after_min=row.escalate_after_min,
        duration_min=row.duration_min,
        brings=frozenset(row.brings),
        per_room=row.per_room,
    )


@transaction.atomic
def copy_version(template_id: int, *, by: User, note: str = "") -> PlanTemplate:
    """A new version, not yet in use, with the tasks of this one (handbook C4)."""
    source = PlanTemplate.objects.select_for_update().get(pk=template_id)
    newest = PlanTemplate.objects.order_by("-version").values_list("version", flat=True)[0]
    made = PlanTemplate.objects.create(version=newest + 1, note=note, made_by=by)
    rows = list(source.tasks.all())
    for row in rows:
        row.pk, row.template = None, made
    TemplateTask.objects.bulk_create(rows)
    record("vip.template_copied", made, by=by, changes={"version": (source.version, made.version)})
    return made


@transaction.atomic
def put_in_use(template_id: int, *, by: User) -> PlanTemplate:
    """Use this version for visits announced from now on. Visits announced before keep theirs."""
    template = PlanTemplate.objects.select_for_update().get(pk=template_id)
    if template.active_from:
        raise Refused(_("This version is in use already. Copy it to make a new one."))
    template.active_from = clock.now()
    template.save(update_fields=["active_from"])
    record(
        "vip.template_used",
        template,
        by=by,
        changes={"active_from": (None, template.active_from)},
    )
    return template


EDITABLE = [
    "sort",
    "phase",
    "department",
    "owner_role",
    "title_zh",
    "title_en",
    "detail_zh",
    "detail_en",
    "anchor",
    "offset_min",
    "daily_time",
    "levels",
    "mandatory",
    "evidence",
    "evidence_spec",
    "condition",
    "walk_in",
    "requires",
    "in_room",
    "duration_min",
    "brings",
    "per_room",
    "escalate_after_min",
]


@transaction.atomic
def change_task(task_id: int, *, by: User, **fields: Any) -> TemplateTask:
    """Change a task (handbook C4). Of a version in use that makes a new one and puts it in use, so
    that visits announced before keep their plan. An empty `levels` retires the task.

    Raises `Refused` beside the field: no time, an unknown task to wait for, a circle.
    """
    task = TemplateTask.objects.select_related("template").get(pk=task_id)
    if not any(_differs(task, name, value) for name, value in fields.items()):
        return task
    with _editable(task.template, by=by) as version:
        row = TemplateTask.objects.select_for_update().get(template=version, code=task.code)
        changes = {}
        for name, value in fields.items():
            if _differs(row, name, value):
                changes[name] = (_said(getattr(row, name)), _said(value))
                setattr(row, name, value)
        _check(row)
        row.save()
        record("vip.template_changed", row, by=by, about=[version], changes=changes)
    return row


@transaction.atomic
def add_task(template_id: int, *, code: str, by: User, **fields: Any) -> TemplateTask:
    """A task of the hotel's own. Into a version in use it comes with a new version."""
    template = PlanTemplate.objects.get(pk=template_id)
    code = code.strip().upper()
    if template.tasks.filter(code=code).exists():
        raise Refused(
            _("This plan has a task %(code)s already."), field="code", params={"code": code}
        )
    with _editable(template, by=by) as version:
        row = TemplateTask(template=version, code=code, **fields)
        _check(row)
        row.save()
        record("vip.template_changed", row, by=by, about=[version], changes={"code": (None, code)})
    return row


@contextmanager
def _editable(template: PlanTemplate, *, by: User) -> Iterator[PlanTemplate]:
    """The version itself while nobody uses it; of one in use a copy, which is used from then on.

    Locked first: of two people who change the same version at once, the later one is refused and
    sees the newest, rather than making a version without the other's change.
    """
    template = PlanTemplate.objects.select_for_update().get(pk=template.pk)
    if template.active_from is None:
        yield template
        return
    if template != in_force():
        raise Refused(_("This version is no longer in use. Change the newest one."))
    copy = copy_version(template.pk, by=by, note=template.note)
    yield copy
    put_in_use(copy.pk, by=by)


def _differs(row: TemplateTask, name: str, value: Any) -> bool:
    if name not in EDITABLE:
        raise TypeError(f"not a field of a template task: {name}")
    return bool(getattr(row, name) != value)


def _said(value: Any) -> Any:
    return (
        value if isinstance(value, bool | int | str | list | dict) or value is None else str(value)
    )


def _check(row: TemplateTask) -> None:
    """What the database would refuse, and a circle of tasks that wait for one another."""
    try:
        row.full_clean()
    except ValidationError as problem:
        field, errors = next(iter(problem.message_dict.items()))
        raise Refused(errors[0], field=field) from problem
    others = row.template.tasks.exclude(code=row.code).values_list("code", "requires")
    waits = {code: list(requires) for code, requires in others} | {row.code: list(row.requires)}
    unknown = sorted(set(row.requires) - set(waits))
    if unknown:
        raise Refused(
            _("There is no task %(codes)s in this plan."),
            field="requires",
            params={"codes": ", ".join(unknown)},
        )
    if circle := _circle(waits):
        raise Refused(
            _("These tasks would wait for one another: %(codes)s."),
            field="requires",
            params={"codes": ", ".join(circle)},
        )


def _circle(waits: Mapping[str, Iterable[str]]) -> list[str]:
    """The tasks that can never begin, in order; empty when there is no circle."""
    left = {code: set(others) & set(waits) for code, others in waits.items()}
    while free := {code for code, others in left.items() if not others}:
        left = {code: others - free for code, others in left.items() if code not in free}
    return sorted(left)
