"""The guest comes, goes out, comes back, leaves: by the visit page, or by news of the stay."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.enums import ArrivalSource, Confidence, Status
from vip.models import Outing, Visit
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
def record_guest_out(
    visit_id: int, *, by: User, expected_back_at: datetime | None = None
) -> Outing:
    """The guest goes out: the room is renewed before they are back (handbook A7.191)."""
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id)
    in_state(visit, (Status.ANNOUNCED,), _(_NOT_NOW))
    if not visit.arrived_at:
        raise Refused(_("The guest has not arrived yet."))
    if visit.outings.filter(back_at=None).exists():
        raise Refused(_("The guest is out already."))
    moment = _out_at_desk(visit, by)
    return _went_out(visit, moment, by=by, expected_back_at=expected_back_at)


def _out_at_desk(visit: Visit, by: User) -> datetime:
    """Tell the stay, when the guest is in house there; the desk's own time counts."""
    stay = stays.stay(visit.stay_id) if visit.stay_id else None
    if stay is None or stay.status != "in_house" or stay.guest_out_since:
        return stay.guest_out_since if stay and stay.guest_out_since else clock.now()
    desk.guest_out(stay.pk, by=by)
    return stays.stay(stay.pk).guest_out_since or clock.now()


def _went_out(
    visit: Visit, moment: datetime, *, by: User | None, expected_back_at: datetime | None = None
) -> Outing:
    number = visit.outings.count() + 1
    outing = Outing.objects.create(
        visit=visit, number=number, out_at=moment, expected_back_at=expected_back_at
    )
    now = clock.now()
    keep(visit, at=now)
    changes = {"out_at": (None, moment.isoformat())}
    after_change(visit, cause="guest_out", by=by, at=now, changes=changes)
    return outing


@transaction.atomic
def record_guest_back(visit_id: int, *, by: User) -> Outing:
    """The guest is back."""
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id)
    outing = visit.outings.filter(back_at=None).first()
    if outing is None:
        raise Refused(_("The guest is not out."))
    stay = stays.stay(visit.stay_id) if visit.stay_id else None
    if stay is not None and stay.guest_out_since:
        desk.guest_back(stay.pk, by=by)
    _came_back(visit, outing, clock.now(), by=by)
    return outing


def _came_back(visit: Visit, outing: Outing, moment: datetime, *, by: User | None) -> None:
    outing.back_at = moment
    outing.save(update_fields=["back_at"])
    now = clock.now()
    keep(visit, at=now)
    changes = {"back_at": (None, moment.isoformat())}
    after_change(visit, cause="guest_back", by=by, at=now, changes=changes)


@transaction.atomic
def follow_outing(visit_id: int, *, out: bool, at: datetime, by: User | None) -> None:
    """News from the desk that the guest went out or came back at `at`. Harmless to repeat."""
    visit = locked(visit_id)
    if visit.status != Status.ANNOUNCED:
        return
    if out and visit.arrived_at and not visit.outings.filter(out_at__gte=at).exists():
        standing = visit.outings.filter(back_at=None).first()
        if standing is None:
            _went_out(visit, at, by=by)
    elif not out and (outing := visit.outings.filter(back_at=None, out_at__lte=at).first()):
        _came_back(visit, outing, at, by=by)


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
