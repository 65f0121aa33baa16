"""Approving a visit's level (handbook B5, C1, C2): only those whom the level's authority names."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.staff.selectors import roles as all_roles
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from vip import rules
from vip.enums import Status
from vip.models import Level, Visit
from vip.services.acts import journal, keep, locked
from vip.services.checking import check_level, level_of
from vip.services.replanning import align_plan, difference
from vip.states import move

WAITING = (Status.PENDING, Status.APPROVED, Status.ANNOUNCED)


@transaction.atomic
def approve(visit_id: int, *, by: User, level: str = "", seen_version: int | None = None) -> Visit:
    """Approve, at another `level` (code) if given; of an announced visit the plan follows.

    Source B's level is confirmed by this too. Raises `Forbidden` without the level's authority.
    """
    visit = locked(visit_id, seen_version)
    if visit.approved_at or visit.status not in WAITING:
        raise Refused(_("This visit does not wait for approval."))
    new = level_of(level) if level else visit.level
    check_level(visit, new)
    _authorised(visit, visit.level, by)
    _authorised(visit, new, by)
    before = (visit.status, visit.level.code)
    now = clock.now()
    visit.level, visit.approved_at, visit.approved_by = new, now, by
    if visit.status == Status.PENDING:
        move(visit, Status.APPROVED)
    keep(visit, at=now)
    _journal_decision(visit, before, by=by, at=now)
    return visit


def _authorised(visit: Visit, level: Level, by: User) -> None:
    if not visit.source.needs_approval and "gm_office" in by.role_codes:
        return
    if rules.is_substitute(by, visit) and level.rank >= visit.level.rank:
        return
    if not rules.holds_authority(by, level):
        raise Forbidden(
            _("%(level)s is approved by: %(roles)s.")
            % {"level": level.code, "roles": role_names(level.approval_roles)},
            field="level",
        )


def role_names(codes: list[str]) -> str:
    """The roles by name in the active language, in the level's own order."""
    names = {role.code: role.name for role in all_roles()}
    return _(", ").join(names.get(code, code) for code in codes)


def _journal_decision(visit: Visit, before: tuple[str, str], *, by: User, at: datetime) -> None:
    changes = {"status": (before[0], visit.status), "level": (before[1], visit.level.code)}
    departments = {}
    if visit.status == Status.ANNOUNCED:
        departments = difference(align_plan(visit, by=by, at=at))
    journal(
        "vip.approved",
        visit,
        by=by,
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
        data={"cause": "approval", "departments": departments, "writer": visit.made_by_id},
        departments=departments,
    )


@transaction.atomic
def reject(visit_id: int, *, reason: str, by: User, seen_version: int | None = None) -> Visit:
    """Refuse the notice with a reason; a walk-in already announced loses its open tasks."""
    visit = locked(visit_id, seen_version)
    if not visit.awaits_approval:
        raise Refused(_("This visit does not wait for approval."))
    _authorised(visit, visit.level, by)
    visit.ended_reason = given(reason)
    before, now = visit.status, clock.now()
    move(visit, Status.REJECTED)
    visit.approval_due_at = None
    keep(visit, at=now)
    departments = difference(align_plan(visit, by=by, at=now))
    journal(
        "vip.rejected",
        visit,
        by=by,
        changes={"status": (before, visit.status)},
        reason=visit.ended_reason,
        data={"cause": "rejected", "departments": departments, "writer": visit.made_by_id},
        departments=departments,
    )
    return visit


def given(reason: str) -> str:
    """The reason without blanks; raises `Refused` beside `reason` when there is none."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Give a reason."), field="reason")
    if len(reason) > 300:
        raise Refused(_("The reason is longer than 300 characters."), field="reason")
    return reason
