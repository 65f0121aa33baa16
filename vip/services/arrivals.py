"""What is heard of an arrival, from the notice to the car at the gate (handbook A7.180, A7.209)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import selectors as work
from vip.enums import ArrivalSource, Confidence, Phase, Status
from vip.models import ArrivalNews, GateCall, Visit
from vip.services import booking
from vip.services.acts import SUBJECT, allowed, in_state, journal, keep, locked
from vip.services.replanning import align_plan

# From the gate to the door.
DRIVE = timedelta(minutes=2)
# A second tap within this time is the same car.
SAME_CAR = timedelta(minutes=10)
UNDO_WITHIN = timedelta(seconds=60)
# Besides the level's greeters and whoever has a task of the arrival: the etiquette team, the floor.
GREETERS = ("greeter_lead", "etiquette")
FLOOR = ("hk_supervisor", "room_attendant")
BOARDS = ("front_office", "etiquette", "housekeeping", "management", "security")
HEARD = ("arrival_at", "arrival_source", "arrival_confidence")


def hear(visit: Visit, *, by: User | None, at: datetime, note: str = "") -> None:
    """Put what the visit now says of its arrival among the news of it. Part of an act."""
    if visit.arrival_at is None:
        return
    ArrivalNews.objects.create(
        visit=visit,
        arrival_at=visit.arrival_at,
        source=visit.arrival_source,
        confidence=visit.arrival_confidence,
        note=note,
        at=at,
        by=by,
    )


@transaction.atomic
def ring_gate(visit_id: int, *, by: User, plate: str = "") -> GateCall:
    """The car is at the gate: greeters, lift holder and floor are rung, the plan follows the car.

    A second tap is the same car and rings nobody again. Nothing keeps the bell from ringing: where
    the plan cannot follow, it stays as it is. Raises `Refused` when nobody is expected.
    """
    allowed(by.has_perm("vip.ring_gate"), _("You may not announce cars at the gate."))
    visit = locked(visit_id)
    in_state(visit, (Status.ANNOUNCED,), _("Nobody is expected on a visit that is “%(status)s”."))
    if visit.arrived_at:
        raise Refused(_("The guest has arrived already."))
    now = clock.now()
    known = visit.gate_calls.filter(undone_at=None, at__gt=now - SAME_CAR).first()
    if known is not None:
        return known
    before, after = visit.arrival_at, now + DRIVE
    moved = _expect(visit_id, after, ArrivalSource.GATE, Confidence.SURE, by=by, at=now)
    call = GateCall.objects.create(
        visit_id=visit_id,
        plate=plate if plate in visit.plates else "",
        at=now,
        by=by,
        before=before if moved else None,
        after=after if moved else None,
    )
    journal(
        "vip.car_at_gate",
        locked(visit_id),
        by=by,
        data=_rung(visit, call.plate),
        departments=BOARDS,
    )
    return call


@transaction.atomic
def undo_gate(call_id: int, *, by: User) -> GateCall:
    """A wrong tap, taken back within a minute: those who were rung hear it, the plan goes back."""
    allowed(by.has_perm("vip.ring_gate"), _("You may not announce cars at the gate."))
    call = GateCall.objects.select_for_update(no_key=True).get(pk=call_id)
    now = clock.now()
    if call.undone_at:
        return call
    if now - call.at > UNDO_WITHIN:
        raise Refused(_("After a minute a call from the gate is not taken back."))
    call.undone_at, call.undone_by = now, by
    call.save(update_fields=["undone_at", "undone_by"])
    visit = locked(call.visit_id)
    if call.before and visit.arrival_at == call.after and not visit.arrived_at:
        source, confidence = _heard_before(visit)
        _expect(visit.pk, call.before, source, confidence, by=by, at=now)
    journal(
        "vip.gate_undone",
        locked(visit.pk),
        by=by,
        data=_rung(visit, call.plate),
        departments=BOARDS,
    )
    return call


def _expect(
    visit_id: int, arrival: datetime, source: str, confidence: str, *, by: User, at: datetime
) -> bool:
    """Booking and plan follow the new arrival; False, with nothing changed, where they cannot."""
    try:
        with transaction.atomic():
            visit = locked(visit_id)
            if visit.departure_at is not None and visit.departure_at <= arrival:
                return False
            was = visit.arrival_at
            visit.arrival_at, visit.arrival_source = arrival, source
            visit.arrival_confidence = confidence
            keep(visit, at=at)
            booking.follow(visit, {"arrival_at": (was, arrival)}, by=by)
            hear(visit, by=by, at=at)
            align_plan(visit, by=by, at=at)
    except Refused:
        return False
    return True


def _heard_before(visit: Visit) -> tuple[str, str]:
    """What was known of the arrival before the car was seen."""
    earlier = visit.arrival_news.exclude(source=ArrivalSource.GATE).first()
    if earlier is None:
        return ArrivalSource.NOTICE, Confidence.LIKELY
    return earlier.source, earlier.confidence


def _rung(visit: Visit, plate: str) -> dict[str, Any]:
    """Whom the bell rings: the level's greeters, who has a task of the arrival, and the floor."""
    tasks = [
        item
        for item in work.items_of(SUBJECT, visit.pk)
        if item.is_open and item.phase == Phase.ARRIVAL
    ]
    owners = {item.owner_role.code for item in tasks if item.owner_role}
    room = next((item.room.number for item in tasks if item.room), "")
    return {
        "roles": sorted({*visit.level.greeter_roles, *GREETERS, *owners, *FLOOR}),
        "people": sorted({item.assignee_id for item in tasks if item.assignee_id}),
        "plate": "" if visit.confidential else plate,
        "room": "" if visit.confidential else room,
    }
