"""Confirming a visit: from here every department knows, has its plan, and must acknowledge."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests.services import set_vip_level
from hotel.notifications import selectors as notifications
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from vip.enums import Status
from vip.models import Visit
from vip.services import booking
from vip.services.acts import SUBJECT, allowed, journal, keep, locked
from vip.services.notice import write_notice
from vip.services.replanning import align_plan, difference
from vip.services.submitting import submit
from vip.states import move
from vip.templates import in_force

# An unannounced guest is received at once up to this level; above it approval comes first (C1, D).
AT_ONCE_RANK = 3
# Who receives an unannounced guest before the approval.
RECEIVERS = frozenset({"assistant_manager", "duty_manager", "deputy_gm", "general_manager"})


@transaction.atomic
def take_notice(*, by: User, form_token: UUID | None = None, **given: Any) -> Visit:
    """The telephone call in one step: written and handed in. A second press changes nothing.

    A guest who stands in the lobby is received in the same step, by those who may before approval.
    """
    visit = write_notice(by=by, form_token=form_token, **given)
    if visit.status != Status.DRAFT:
        return visit
    visit = submit(visit.pk, by=by)
    at_once = visit.source.walk_in and visit.level.rank >= AT_ONCE_RANK
    if at_once and by.role_codes & RECEIVERS and visit.room_type_id and visit.departure_at:
        return announce(visit.pk, by=by)
    return visit


@transaction.atomic
def announce(
    visit_id: int, *, by: User, room_id: int | None = None, seen_version: int | None = None
) -> Visit:
    """Confirm (handbook A7.179, B5): in one transaction the booking, the plan, and the news.

    Needs level, arrival and room need. `room_id` assigns a room with the booking. Raises `Refused`
    beside the field that is missing, and whatever the booking refuses.
    """
    visit = locked(visit_id, seen_version)
    allowed(by.has_perm("vip.announce_visit"), _("You may not announce VIP visits."))
    _ready_to_announce(visit, by)
    now = clock.now()
    before = visit.status
    rooms = booking.make(visit, by=by, room_id=room_id) if visit.stay_id is None else []
    visit.template = in_force(now)
    visit.announced_at, visit.announced_by = now, by
    move(visit, Status.ANNOUNCED)
    keep(visit, at=now)
    for room in rooms:
        room.save()
    if not visit.confidential:
        set_vip_level(visit.guest_id, visit.level.code, by=by)
    departments = difference(align_plan(visit, by=by, at=now))
    journal(
        "vip.announced",
        visit,
        by=by,
        changes={"status": (before, visit.status)},
        data={"departments": departments},
        departments=departments,
    )
    return visit


def _ready_to_announce(visit: Visit, by: User) -> None:
    if visit.arrival_at is None:
        raise Refused(_("Give the expected arrival first."), field="arrival_at")
    if visit.stay_id is None and visit.room_type_id is None:
        raise Refused(_("Say which rooms are needed first."), field="room_type")
    if visit.status != Status.PENDING:
        return
    if not visit.source.walk_in:
        raise Refused(_("The level is not approved yet."), field="level")
    if visit.level.rank < AT_ONCE_RANK:
        raise Refused(
            _("An unannounced guest is received at V3 at once; a higher level is approved first."),
            field="level",
        )
    if not by.role_codes & RECEIVERS:
        raise Forbidden(_("Before approval only the assistant manager or above announces a visit."))


@transaction.atomic
def remind(visit_id: int, *, by: User) -> list[str]:
    """Remind the departments that have not acknowledged. Returns their codes; refuses if none."""
    allowed(by.has_perm("vip.remind_departments"), _("You may not remind departments."))
    visit = locked(visit_id)
    owed = notifications.receipts(f"{SUBJECT}:{visit.pk}").filter(acknowledged_at=None)
    codes = sorted({receipt.department.code for receipt in owed})
    if not codes:
        raise Refused(_("Every department has acknowledged."))
    journal("vip.reminded", visit, by=by, data={"open": codes}, departments=codes)
    return codes


@transaction.atomic
def all_acknowledged(visit_id: int, *, by: User | None) -> bool:
    """When the last department has acknowledged, task N05 is done. True when that was so just now."""
    visit = locked(visit_id)
    owed = notifications.receipts(f"{SUBJECT}:{visit.pk}")
    if visit.acknowledged_at or not owed.exists() or owed.filter(acknowledged_at=None).exists():
        return False
    now = clock.now()
    visit.acknowledged_at = now
    keep(visit, at=now)
    align_plan(visit, by=by, at=now)
    tell = [visit.announced_by_id] if visit.announced_by_id else []
    journal("vip.acknowledged", visit, by=by, data={"tell": tell}, departments=["front_office"])
    return True
