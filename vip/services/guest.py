"""The guest comes and leaves: by the visit page, or by news of the stay."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.enums import ArrivalSource, Confidence, Status
from vip.models import Visit
from vip.services.acts import allowed, differences, in_state, keep, locked, snapshot
from vip.services.arrivals import hear
from vip.services.booking import nights, same_clock
from vip.services.changes import end
from vip.services.replanning import PLANNED, after_change, replan
from vip.states import move

_NOT_NOW = "A visit that is “%(status)s” is not changed."
_ENDED = ("cancelled", "no_show")


@transaction.atomic
def record_arrival(visit_id: int, *, by: User, at: datetime | None = None) -> Visit:
    """The guest is here: from now on the plan hangs on the actual arrival (handbook C3)."""
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id)
    in_state(visit, (Status.ANNOUNCED,), _(_NOT_NOW))
    if visit.arrived_at:
        raise Refused(_("The guest has arrived already."))
    _arrived(visit, at or clock.now(), by=by)
    return visit


def _arrived(visit: Visit, moment: datetime, *, by: User | None) -> None:
    now = clock.now()
    visit.arrived_at = moment
    keep(visit, at=now)
    changes = {"arrived_at": (None, moment.isoformat())}
    after_change(visit, cause="arrived", by=by, at=now, changes=changes)


@transaction.atomic
def follow_stay(visit_id: int, *, by: User | None) -> None:
    """Bring the visit in step with its stay, whatever happened there. Harmless to repeat."""
    visit = locked(visit_id)
    if visit.status not in PLANNED or visit.stay_id is None:
        return
    stay = stays.stay(visit.stay_id)
    if stay.status in _ENDED:
        if visit.status == Status.ANNOUNCED:
            visit.ended_reason = stay.cancelled_reason[:300] or stay.get_status_display()
            end(visit, Status.CANCELLED, "vip.cancelled", by=by)
        return
    changes = _times_of(visit, stay)
    if "departed_at" in changes:
        move(visit, Status.DEPARTED)
    now = clock.now()
    if changes:
        _heard_at_desk(visit, changes)
        keep(visit, at=now)
        if "arrival_at" in changes:
            hear(visit, by=by, at=now)
        after_change(visit, cause=_cause(changes), by=by, at=now, changes=changes)
    else:
        replan(visit.pk, by=by, cause="room")


def _heard_at_desk(visit: Visit, changes: dict[str, tuple[Any, Any]]) -> None:
    if "arrival_at" in changes:
        visit.arrival_source = ArrivalSource.DESK
        visit.arrival_confidence = Confidence.LIKELY


def _times_of(visit: Visit, stay: Any) -> dict[str, tuple[Any, Any]]:
    """Take over (unsaved) the times the desk knows better. Returns what changed."""
    before = snapshot(visit, ["arrival_at", "departure_at", "arrived_at", "departed_at"])
    if not visit.arrived_at:
        visit.arrival_at = _expected_arrival(visit, stay)
        visit.arrived_at = stay.arrived_at
    if not visit.departed_at:
        visit.departure_at = _expected_departure(visit, stay)
        visit.departed_at = stay.departed_at
    return differences(before, visit)


def _expected_arrival(visit: Visit, stay: Any) -> datetime | None:
    if stay.eta is not None:
        eta: datetime = stay.eta
        return eta
    if visit.arrival_at and visit.departure_at and nights(visit)[0] != stay.arrival:
        return same_clock(stay.arrival, visit.arrival_at)
    return visit.arrival_at


def _expected_departure(visit: Visit, stay: Any) -> datetime | None:
    if visit.arrival_at is None or visit.departure_at is None:
        return visit.departure_at
    departure = visit.departure_at
    if nights(visit)[1] != stay.departure:
        departure = same_clock(stay.departure, departure)
    # A guest leaves after arriving, whatever hour was agreed before the arrival moved.
    return max(departure, visit.arrival_at + clock.minutes(1))


def _cause(changes: dict[str, tuple[Any, Any]]) -> str:
    for field, cause in (
        ("departed_at", "departed"),
        ("arrived_at", "arrived"),
        ("arrival_at", "arrival"),
        ("departure_at", "departure"),
    ):
        if field in changes:
            return cause
    return "stay"
