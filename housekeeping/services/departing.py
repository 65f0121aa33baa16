"""查房: the desk asks, somebody goes and looks, the desk hears (handbook A1.20, B3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays.acts import locked_stay
from hotel.stays.enums import StayStatus
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused, Stale
from housekeeping.enums import (
    NOT_INSPECTED,
    FindingKind,
    InspectionResult,
    InspectionState,
)
from housekeeping.models import DepartureInspection, Finding

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay

MOST_FINDINGS = 40
DEAREST = Decimal("99999.99")


@dataclass(frozen=True)
class Found:
    """One thing found: `kind` of `FindingKind`, `price` CNY for one."""

    kind: str
    description: str
    price: Decimal
    quantity: int = 1


@transaction.atomic
def request_inspection(
    stay_id: int, *, by: User, again: bool = False, at: datetime | None = None
) -> DepartureInspection:
    """Have the room of a guest who leaves looked into. Asked twice, it is one inspection.

    `again` asks anew after a report or a waiver, and so does a move into another room. A V1 or V2
    is let go without: the inspection returned is waived. `at` is when it was asked (now when None).
    """
    _need(by, "housekeeping.request_inspection")
    stay = locked_stay(stay_id)
    room = _room_of(stay)
    before = _living(stay_id)
    if before is not None and before.room_id == room.pk and (before.is_open or not again):
        return before
    if before is not None:
        _retire(before)
    made = DepartureInspection(
        stay=stay, room=room, requested_at=at or clock.now(), requested_by=by
    )
    if stay.guest.vip_level in NOT_INSPECTED:
        made.state, made.waived_at = InspectionState.WAIVED, made.requested_at
        made.waived_because = _("VIP %(level)s") % {"level": stay.guest.vip_level}
    made.save()
    waived = made.state == InspectionState.WAIVED
    journal_inspection("inspection.waived" if waived else "inspection.requested", made, by=by)
    return made


@transaction.atomic
def start_inspection(
    inspection_id: int, *, by: User, at: datetime | None = None
) -> DepartureInspection:
    """Somebody goes. The first one has it; a second tap of the same person changes nothing."""
    _need(by, "housekeeping.report_inspection")
    found = _locked(inspection_id)
    if found.state == InspectionState.IN_PROGRESS and found.started_by_id == by.pk:
        return found
    if found.state != InspectionState.REQUESTED:
        raise _not_open(found)
    found.state = InspectionState.IN_PROGRESS
    found.started_at, found.started_by = at or clock.now(), by
    _save(found, "state", "started_at", "started_by")
    journal_inspection("inspection.started", found, by=by)
    return found


@transaction.atomic
def report_inspection(
    inspection_id: int,
    *,
    by: User,
    findings: Sequence[Found] = (),
    left_items: str = "",
    at: datetime | None = None,
    seen_version: int | None = None,
) -> DepartureInspection:
    """Tell the desk: all clear, or what there is to pay and what the guest left behind.

    Raises `Refused` beside `findings` or `left_items`; `Stale` when it has been reported or waived.
    """
    _need(by, "housekeeping.report_inspection")
    found = _locked(inspection_id)
    if not found.is_open:
        raise _not_open(found)
    if seen_version is not None and seen_version != found.version:
        raise Stale(_("Somebody changed this inspection meanwhile."), theirs=_as_it_stands(found))
    lines = _checked(findings)
    found.left_items = free_text(left_items, "left_items", 500, lines=True)
    moment = at or clock.now()
    found.state = InspectionState.REPORTED
    found.result = (
        InspectionResult.FINDINGS if lines or found.left_items else InspectionResult.CLEAR
    )
    found.reported_at, found.reported_by = moment, by
    # Who reports without having said so has gone as well.
    found.started_at, found.started_by = (
        found.started_at or moment,
        found.started_by or by,
    )
    _save(
        found,
        *("state", "result", "left_items", "reported_at", "reported_by"),
        *("started_at", "started_by"),
    )
    for line in lines:
        line.inspection = found
    Finding.objects.bulk_create(lines)
    journal_inspection("inspection.reported", found, by=by, data=_told(found, lines))
    return found


@transaction.atomic
def waive_inspection(
    stay_id: int, *, by: User, reason: str, at: datetime | None = None
) -> DepartureInspection:
    """Let a guest settle without the report, for a reason; a leading person of the desk decides."""
    _need(by, "housekeeping.waive_inspection")
    reason = free_text(reason, "reason", 200)
    if not reason:
        raise Refused(_("Say why the room need not be inspected."), field="reason")
    stay = locked_stay(stay_id)
    room = _room_of(stay)
    found = _living(stay_id)
    if found is not None and not found.is_open:
        raise _not_open(found)
    moment = at or clock.now()
    if found is None:
        found = DepartureInspection(stay=stay, room=room, requested_at=moment, requested_by=by)
    found.state = InspectionState.WAIVED
    found.waived_at, found.waived_by, found.waived_because = moment, by, reason
    found.version += 1
    found.save()
    journal_inspection("inspection.waived", found, by=by, reason=reason)
    return found


@transaction.atomic
def retire_inspection(stay_id: int, *, by: User | None) -> None:
    """The guest lives in another room now: the look into the one before counts no longer."""
    found = _living(stay_id)
    room = found.stay.room if found is not None else None
    if found is None or room is None or found.room_id == room.pk:
        return
    _retire(found)
    journal_inspection("inspection.retired", found, by=by)


def _need(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise Forbidden(_("Your role may not do this with departure inspections."))


def _room_of(stay: "Stay") -> "Room":
    if stay.status != StayStatus.IN_HOUSE:
        raise Refused(_("The guest is not in the house."), field="stay")
    if stay.room is None:
        raise Refused(_("This stay has no room."), field="room")
    return stay.room


def _living(stay_id: int) -> DepartureInspection | None:
    rows = DepartureInspection.objects.select_related("stay__guest", "stay__reservation", "room")
    return rows.select_for_update(of=("self",)).filter(stay=stay_id, living=True).first()


def _locked(inspection_id: int) -> DepartureInspection:
    rows = DepartureInspection.objects.select_related(
        "stay__guest", "stay__reservation", "room", "started_by", "reported_by", "waived_by"
    )
    return rows.select_for_update(of=("self",)).get(pk=inspection_id)


def _retire(found: DepartureInspection) -> None:
    found.living = False
    _save(found, "living")


def _save(found: DepartureInspection, *fields: str) -> None:
    found.version += 1
    found.save(update_fields=[*fields, "version"])


def _not_open(found: DepartureInspection) -> Refused:
    sentences = {
        InspectionState.IN_PROGRESS: _("%(who)s is in room %(room)s already."),
        InspectionState.REPORTED: _("%(who)s has reported room %(room)s already."),
        InspectionState.WAIVED: _("The inspection of room %(room)s has been waived."),
    }
    who = found.reported_by or found.started_by
    text = sentences[InspectionState(found.state)] % {"who": who or "", "room": found.room}
    return Stale(text, theirs=_as_it_stands(found))


def _as_it_stands(found: DepartureInspection) -> dict[str, Any]:
    return {
        _("state"): found.get_state_display(),
        _("result"): found.get_result_display() or "—",
        _("left items"): found.left_items or "—",
    }


def _checked(findings: Sequence[Found]) -> list[Finding]:
    if len(findings) > MOST_FINDINGS:
        raise Refused(
            _("At most %(most)d lines fit in one report.") % {"most": MOST_FINDINGS},
            field="findings",
        )
    return [_line(each) for each in findings]


def _line(given: Found) -> Finding:
    text = free_text(given.description, "findings", 120)
    if not text:
        raise Refused(_("Say what it is."), field="findings")
    if given.kind not in FindingKind.values:
        raise Refused(_("Choose one of the list."), field="findings")
    if not 0 <= given.price <= DEAREST:
        raise Refused(_("The price cannot be right."), field="findings")
    if not 1 <= given.quantity <= 99:
        raise Refused(_("The quantity cannot be right."), field="findings")
    return Finding(kind=given.kind, description=text, price=given.price, quantity=given.quantity)


def _told(found: DepartureInspection, lines: Sequence[Finding]) -> dict[str, Any]:
    return {
        "result": found.result,
        "lines": [f"{line.description} × {line.quantity}" for line in lines],
        "amount": str(sum((line.amount for line in lines), Decimal(0))),
        "left": bool(found.left_items),
    }


def journal_inspection(
    verb: str,
    found: DepartureInspection,
    *,
    by: User | None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """One entry in the histories of the inspection, the stay, its guest and the room."""
    stay = found.stay
    record(
        verb,
        found,
        by=by,
        about=[stay, stay.reservation, stay.guest, found.room],
        reason=reason,
        data={
            "inspection": found.pk,
            "stay": stay.pk,
            "room": found.room.number,
            "room_id": found.room_id,
            "requested_by": found.requested_by_id,
            **(data or {}),
        },
        topics=[
            "housekeeping",
            "dept:housekeeping",
            "stays",
            f"stays.stay:{stay.pk}",
            f"room:{found.room_id}",
            f"user:{found.requested_by_id}",
        ],
    )
