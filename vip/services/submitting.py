"""Handing a notice in: who decides on it, and until when (handbook C1)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.web import clock
from vip import rules
from vip.enums import Status
from vip.models import Visit
from vip.services.acts import allowed, journal, keep, locked
from vip.states import move


@transaction.atomic
def submit(visit_id: int, *, by: User, seen_version: int | None = None) -> Visit:
    """Hand the notice in (handbook C1): A counts as approved, B waits only for the office to confirm
    the level, C and D go to the level's authority with its time limit.
    """
    allowed(by.has_perm("vip.write_notice"), _("You may not write VIP notices."))
    visit = locked(visit_id, seen_version)
    before = visit.status
    now = clock.now()
    visit.submitted_at = now
    visit.approval_reminded_at = visit.approval_passed_at = visit.approval_substitute = None
    if visit.source.needs_approval:
        move(visit, Status.PENDING)
        visit.approval_due_at = now + time_limit(visit)
    else:
        move(visit, Status.APPROVED)
        # A leader's notice counts as approved; whoever typed it decided nothing.
        decides = rules.may_decide(by, visit)
        if visit.source.code == "A" or decides:
            visit.approved_at, visit.approved_by = now, by if decides else None
    keep(visit, at=now)
    journal(
        "vip.submitted",
        visit,
        by=by,
        changes={"status": (before, visit.status)},
        data={
            "due": visit.approval_due_at.isoformat() if visit.approval_due_at else "",
            "roles": _told_roles(visit),
            "approved": visit.approved_at is not None,
        },
    )
    return visit


def _told_roles(visit: Visit) -> list[str]:
    """Who decides; and for a guest already in the lobby, who receives before the decision."""
    if not visit.source.needs_approval:
        return ["gm_office"]
    first = ["assistant_manager"] if visit.source.walk_in else []
    return [*first, *visit.level.approval_roles]


def time_limit(visit: Visit) -> timedelta:
    """The level's limit; an unannounced guest's is thirty minutes at most (handbook C1, D)."""
    minutes = visit.level.approval_within_min
    return clock.minutes(min(minutes, 30) if visit.source.walk_in else minutes)
