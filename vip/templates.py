"""Plan templates: the version in force, and new versions. A change touches future visits only."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.models import PlanTemplate, TemplateTask
from vip.plan import Task


def in_force(at: datetime | None = None) -> PlanTemplate:
    """The newest version used from this moment or before. Raises `Refused` when there is none."""
    moment = at or clock.now()
    found = PlanTemplate.objects.filter(active_from__lte=moment).order_by("-version").first()
    if found is None:
        raise Refused(_("No plan template is in use. Load the defaults first."))
    return found


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
