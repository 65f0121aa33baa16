"""Making the open tasks of a visit equal its plan, and saying what that changed."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web import clock
from hotel.work.planned import Alignment, PlannedItem
from hotel.work.services import align
from vip.enums import Status
from vip.facts import facts_of
from vip.models import Visit
from vip.plan import plan_for
from vip.services.acts import SUBJECT, journal, keep, locked
from vip.templates import in_force, tasks_of

# The visit's departments have its plan.
PLANNED = (Status.ANNOUNCED, Status.DEPARTED)


def fresh_plan(visit: Visit, *, by: User, at: datetime) -> list[PlannedItem]:
    """The plan this visit should have now: by its own template version, or the one in force."""
    template_id = visit.template_id or in_force(at).pk
    facts = facts_of(visit, by=by, room_id=room_id_of(visit))
    return plan_for(facts, tasks_of(template_id), notice_at=visit.received_at, now=at)


def room_id_of(visit: Visit) -> int | None:
    room = stays.stay(visit.stay_id).room if visit.stay_id else None
    return room.pk if room else None


def align_plan(visit: Visit, *, by: User | None, at: datetime) -> Alignment:
    """Make the open tasks equal the plan; of a visit that ended or waits, there are none."""
    planned: list[PlannedItem] = []
    if visit.status in PLANNED:
        planned = fresh_plan(visit, by=by or visit.announced_by or visit.made_by, at=at)
    return align(SUBJECT, visit.pk, planned, by=by, at=at)


def difference(alignment: Alignment) -> dict[str, dict[str, list[dict[str, str]]]]:
    """What each department has to be told: its added, moved and cancelled tasks, by code."""
    return {
        code: {
            "added": [_told(item) for item in part.added if item.is_open],
            "moved": [
                {**_told(item), "was": part.before[item.pk].due_at.isoformat()}
                for item in part.moved
            ],
            "cancelled": [_told(item) for item in part.cancelled],
        }
        for code, part in alignment.by_department().items()
    }


def _told(item: Any) -> dict[str, str]:
    return {
        "key": item.key,
        "zh": item.title_zh,
        "en": item.title_en,
        "due": item.due_at.isoformat(),
    }


def after_change(
    visit: Visit,
    *,
    cause: str,
    by: User | None,
    at: datetime,
    changes: Mapping[str, tuple[Any, Any]],
    reason: str = "",
    about: Iterable[Any] = (),
) -> Alignment | None:
    """Re-plan an announced visit after an act that was just kept, and journal both as one act.

    Before the announcement there is no plan: only the change is journaled, as `vip.changed`.
    """
    if visit.status not in PLANNED:
        journal("vip.changed", visit, by=by, changes=changes, reason=reason, data={"cause": cause})
        return None
    alignment = align_plan(visit, by=by, at=at)
    departments = difference(alignment)
    journal(
        "vip.replanned",
        visit,
        by=by,
        about=about,
        changes=changes,
        reason=reason,
        data={"cause": cause, "departments": departments},
        departments=departments,
    )
    return alignment


@transaction.atomic
def replan(visit_id: int, *, by: User | None, cause: str = "check") -> Alignment:
    """Make the plan fit again; journaled only when that changed something. Harmless to repeat."""
    visit = locked(visit_id)
    now = clock.now()
    alignment = align_plan(visit, by=by, at=now)
    if not alignment.is_empty:
        keep(visit, at=now)
        departments = difference(alignment)
        journal(
            "vip.replanned",
            visit,
            by=by,
            data={"cause": cause, "departments": departments},
            departments=departments,
        )
    return alignment
