"""The debrief: made when the guest has left, completed by people, turned into acts (handbook C4 X14)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests import services as guests
from hotel.guests.facts import free_text
from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import selectors as work
from hotel.work import services as tasks
from vip.debriefing import found_of
from vip.models import Debrief, MakeRight, Visit
from vip.services.acts import SUBJECT, allowed, journal, locked
from vip.services.replanning import PLANNED, align_plan, difference

if TYPE_CHECKING:
    from hotel.guests.models import Preference
    from hotel.work.models import Item

TASK = "X14"
LONGEST = 2000
PREFIX = "MR"


@transaction.atomic
def make_debrief(visit_id: int) -> Debrief | None:
    """What the house knows of the visit, once the guest has left. Harmless to repeat."""
    visit = locked(visit_id)
    if visit.departed_at is None or Debrief.objects.filter(visit=visit).exists():
        return None
    made = Debrief.objects.create(visit=visit, made_at=clock.now(), found=found_of(visit))
    journal("vip.debrief_made", visit, by=None)
    return made


@transaction.atomic
def complete_debrief(
    visit_id: int,
    *,
    by: User,
    highlights: str = "",
    faults: str = "",
    improvements: str = "",
    cost: Decimal | None = None,
) -> Debrief:
    """People's own words beside what the house found; finishes the plan's task with them."""
    debrief, visit = _debrief(visit_id, by)
    if debrief.completed_at:
        raise Refused(_("The debrief is completed already."))
    debrief.highlights = free_text(highlights, "highlights", LONGEST, lines=True)
    debrief.faults = free_text(faults, "faults", LONGEST, lines=True)
    debrief.improvements = free_text(improvements, "improvements", LONGEST, lines=True)
    said = "\n".join(filter(None, (debrief.highlights, debrief.faults, debrief.improvements)))
    if not said:
        raise Refused(_("Write what went well, what went wrong or what to improve."))
    debrief.cost, debrief.found = cost, found_of(visit)
    debrief.completed_at, debrief.completed_by = clock.now(), by
    debrief.save()
    task = _task(visit)
    if task is not None:
        tasks.finish(task.pk, by=by, evidence={"text": said[:LONGEST]})
    journal("vip.debrief_completed", visit, by=by)
    return debrief


@transaction.atomic
def remember_preference(visit_id: int, *, kind: str, text: str, by: User) -> "Preference":
    """Something the visit taught of the guest, kept on the profile."""
    _debrief_of, visit = _debrief(visit_id, by)
    return guests.set_preference(visit.guest_id, kind, text, by=by, source="staff")


@transaction.atomic
def owe(visit_id: int, *, text: str, department: str, by: User) -> MakeRight:
    """Something to make right the next time: shown at the guest's next booking and notice, and a
    task of the department (code) in the plan of the next visit, at once where one is announced."""
    _debrief_of, visit = _debrief(visit_id, by)
    kept = free_text(text, "text", 200)
    if not kept:
        raise Refused(_("Write what is to be made right."), field="text")
    found = next((each for each in staff.departments() if each.code == department), None)
    if found is None:
        raise Refused(_("Choose a department of the list."), field="department")
    made = MakeRight.objects.create(
        visit=visit,
        guest=visit.guest,
        text=kept,
        department=found,
        made_at=clock.now(),
        made_by=by,
    )
    journal("vip.make_right_noted", visit, by=by, data={"department": department})
    later = Visit.objects.filter(
        guest=visit.guest_id, status__in=PLANNED, departed_at=None
    ).exclude(pk=visit.pk)
    for pk in later.values_list("pk", flat=True):
        _replan(pk, by)
    return made


@transaction.atomic
def keep_right(item_id: int) -> None:
    """The task of the next visit was done: the guest has been made right. Harmless to repeat."""
    item = work.item(item_id)
    number = item.code.removeprefix(PREFIX)
    if item.subject_type != SUBJECT or item.code == number or not number.isdigit():
        return
    if item.status == "done":
        MakeRight.objects.filter(pk=int(number), kept_at=None).update(
            kept_at=item.done_at, kept_in=item.subject_id
        )


def _replan(visit_id: int, by: User) -> None:
    visit = locked(visit_id)
    departments = difference(align_plan(visit, by=by, at=clock.now()))
    if departments:
        journal(
            "vip.replanned",
            visit,
            by=by,
            data={"cause": "make_right", "departments": departments},
            departments=departments,
        )


def _debrief(visit_id: int, by: User) -> tuple[Debrief, Visit]:
    allowed(by.has_perm("vip.write_debrief"), _("You may not write the debrief of VIP visits."))
    visit = locked(visit_id)
    debrief = Debrief.objects.select_for_update().filter(visit=visit).first()
    if debrief is None:
        raise Refused(_("The debrief is made when the guest has left."))
    return debrief, visit


def _task(visit: Visit) -> "Item | None":
    found = (item for item in work.items_of(SUBJECT, visit.pk) if item.code == TASK)
    return next((item for item in found if item.is_open), None)
