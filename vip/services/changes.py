"""Changing an announced visit: each act re-plans in its own transaction, and is one piece of news."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests.facts import free_text
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import selectors as work
from vip import rules
from vip.enums import OPEN, ArrivalSource, Confidence, Phase, Status
from vip.models import Visit
from vip.services import booking
from vip.services.acts import (
    SUBJECT,
    allowed,
    differences,
    in_state,
    journal,
    keep,
    locked,
    snapshot,
)
from vip.services.checking import check, check_level, level_of
from vip.services.decisions import given, role_names
from vip.services.notice import edit_notice
from vip.services.replanning import after_change, align_plan, difference
from vip.states import move

# What is owed when the guest has gone.
AFTERWARDS = (Phase.DEPARTURE,)
_NOT_NOW = "A visit that is “%(status)s” is not changed."


def change_arrival(
    visit_id: int,
    *,
    arrival_at: datetime,
    by: User,
    source: str = ArrivalSource.CONTACT,
    confidence: str = Confidence.LIKELY,
    note: str = "",
    seen_version: int | None = None,
) -> Visit:
    """A new expected arrival (aware), where it was heard and how sure it is (`ArrivalSource`,
    `Confidence`): undone tasks move with it (handbook C3, reschedule)."""
    return edit_notice(
        visit_id,
        by=by,
        seen_version=seen_version,
        cause="arrival",
        heard=free_text(note, "note", 200),
        arrival_at=arrival_at,
        arrival_source=source,
        arrival_confidence=confidence,
    )


def change_departure(
    visit_id: int, *, departure_at: datetime, by: User, seen_version: int | None = None
) -> Visit:
    """A new expected departure (aware)."""
    return edit_notice(
        visit_id, by=by, seen_version=seen_version, cause="departure", departure_at=departure_at
    )


@transaction.atomic
def change_level(
    visit_id: int, *, level: str, by: User, reason: str = "", seen_version: int | None = None
) -> Visit:
    """Another level (code): missing tasks are added, needless undone ones cancelled (handbook C3).

    Only those who may approve the new level may do it; that approves it as well.
    """
    allowed(by.has_perm("vip.change_visit_level"), _("You may not change a visit's level."))
    visit = locked(visit_id, seen_version)
    in_state(visit, OPEN, _(_NOT_NOW))
    new = level_of(level)
    if new == visit.level:
        raise Refused(_("The visit has this level already."), field="level")
    check_level(visit, new)
    _authority(visit, new.code, by)
    before = snapshot(visit, ["level"])
    now = clock.now()
    visit.level = new
    if visit.status != Status.DRAFT and not visit.awaits_approval:
        visit.approved_at, visit.approved_by = now, by
    keep(visit, at=now)
    changes = differences(before, visit)
    after_change(visit, cause="level", by=by, at=now, changes=changes, reason=reason)
    return visit


def _authority(visit: Visit, level: str, by: User) -> None:
    new = level_of(level)
    if rules.holds_authority(by, new):
        return
    if not visit.source.needs_approval and "gm_office" in by.role_codes:
        return
    raise Forbidden(
        _("%(level)s is approved by: %(roles)s.")
        % {"level": new.code, "roles": role_names(new.approval_roles)},
        field="level",
    )


@transaction.atomic
def change_room(
    visit_id: int, *, room_id: int, reason: str, by: User, seen_version: int | None = None
) -> Visit:
    """Another room for the guest, or the first; the tasks in the room go along.

    Raises `Refused` for a room that is taken or not of the booked type.
    """
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id, seen_version)
    in_state(visit, (Status.ANNOUNCED,), _(_NOT_NOW))
    stay = stays.stay(int(visit.stay_id or 0))
    was = stay.room
    if was is not None and was.pk == room_id:
        raise Refused(_("The guest has this room already."), field="room")
    if was is None:
        desk.assign_room(stay.pk, room_id, by=by)
    else:
        desk.move_room(stay.pk, room_id, reason=given(reason), by=by)
    now = clock.now()
    keep(visit, at=now)
    room = stays.stay(stay.pk).room
    changes = {"room": (str(was or ""), str(room or ""))}
    if visit.confidential:
        changes = {"room": ("…", "…")}
    after_change(visit, cause="room", by=by, at=now, changes=changes, reason=reason)
    return visit


@transaction.atomic
def cancel(
    visit_id: int,
    *,
    reason: str,
    by: User,
    with_booking: bool = False,
    seen_version: int | None = None,
) -> Visit:
    """The guest does not come, or is no VIP: undone tasks are cancelled, done ones stay."""
    allowed(by.has_perm("vip.cancel_visit"), _("You may not cancel VIP visits."))
    visit = locked(visit_id, seen_version)
    visit.ended_reason = given(reason)
    end(visit, Status.CANCELLED, "vip.cancelled", by=by)
    if with_booking and visit.stay_id and not visit.arrived_at:
        desk.cancel_stay(visit.stay_id, reason=visit.ended_reason, by=by)
    return visit


@transaction.atomic
def postpone(visit_id: int, *, reason: str, by: User, seen_version: int | None = None) -> Visit:
    """The visit is put off until new times are known; see `resume`. The booking stands."""
    allowed(by.has_perm("vip.cancel_visit"), _("You may not postpone VIP visits."))
    visit = locked(visit_id, seen_version)
    if visit.arrived_at:
        raise Refused(_("The guest has arrived already."))
    visit.ended_reason = given(reason)
    end(visit, Status.POSTPONED, "vip.postponed", by=by)
    return visit


def end(visit: Visit, status: Status, verb: str, *, by: User | None) -> None:
    before, now = visit.status, clock.now()
    move(visit, status)
    keep(visit, at=now)
    departments = difference(align_plan(visit, by=by, at=now))
    journal(
        verb,
        visit,
        by=by,
        changes={"status": (before, visit.status)},
        reason=visit.ended_reason,
        data={"cause": status.value, "departments": departments},
        departments=departments,
    )


@transaction.atomic
def resume(
    visit_id: int,
    *,
    arrival_at: datetime,
    departure_at: datetime,
    by: User,
    seen_version: int | None = None,
) -> Visit:
    """A postponed visit takes place after all, at new times (aware); its plan comes back with them."""
    allowed(by.has_perm("vip.cancel_visit"), _("You may not postpone VIP visits."))
    visit = locked(visit_id, seen_version)
    in_state(visit, (Status.POSTPONED,), _("A visit that is “%(status)s” is not resumed."))
    before = snapshot(visit, ["arrival_at", "departure_at", "status"])
    now = clock.now()
    visit.arrival_at, visit.departure_at, visit.ended_reason = arrival_at, departure_at, ""
    check(visit, now=now, before=before)
    move(visit, _stood_at(visit))
    keep(visit, at=now)
    changes = differences(before, visit)
    booking.follow(visit, changes, by=by)
    after_change(visit, cause="resumed", by=by, at=now, changes=changes)
    return visit


def _stood_at(visit: Visit) -> Status:
    if visit.announced_at:
        return Status.ANNOUNCED
    return Status.PENDING if visit.awaits_approval else Status.APPROVED


@transaction.atomic
def close(visit_id: int, *, by: User) -> Visit:
    """The reception is over and written up; nothing more is asked of anybody.

    Refused while a mandatory task of the departure is open: the history, the thanks, the debrief.
    """
    allowed(by.has_perm("vip.announce_visit"), _("You may not close VIP visits."))
    visit = locked(visit_id)
    owed = [
        each.title for each in work.open_mandatory(SUBJECT, visit.pk) if each.phase in AFTERWARDS
    ]
    if owed:
        raise Refused(_("Still to be done first: %(tasks)s."), params={"tasks": _(", ").join(owed)})
    end(visit, Status.CLOSED, "vip.closed", by=by)
    return visit
