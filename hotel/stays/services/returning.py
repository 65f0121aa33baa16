"""A departure that was none: the guest is back in the room 恢复入住 (handbook B1.1)."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hotel.rooms.services import lock_rooms, set_occupancy
from hotel.staff.models import User
from hotel.stays import gates, nights, periods, reasons, states
from hotel.stays.acts import act, journal, locked_stay, room_topics
from hotel.stays.enums import AssignmentStatus, StayKind, StayStatus
from hotel.stays.models import BusinessDay, RoomAssignment, Stay
from hotel.stays.rooming import check_free, forget_room
from hotel.stays.selectors import business_date
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused


@act
def take_back_departure(
    stay_id: int, departure: date, reason: str, *, by: User, seen_version: int | None = None
) -> Stay:
    """Undo a check-out of this business date, until `departure`: the guest has the old room again,
    which must be vacant still, and the nights to come are sold again. Apps above reopen their own
    through `gates.after_return`. Raises `Refused`, `Forbidden`.
    """
    if not by.has_perm("stays.take_back"):
        raise Forbidden(_("Only a supervisor takes a departure back."))
    reason = reasons.check(reason)
    stay = locked_stay(stay_id, seen_version)
    if stay.status != StayStatus.DEPARTED:
        raise states.illegal(stay, StayStatus.IN_HOUSE)
    _check_same_day(stay)
    _check_departure(stay, departure)
    before = stay.departure
    assignment = _last_room(stay)
    lock_rooms([assignment.room_id])
    set_occupancy(assignment.room_id, "occupied", by=by, reinstate=True)
    _hold_again(stay, assignment, departure)
    _sell_again(stay)
    gates.returned(stay, by)
    journal(
        "stay.taken_back",
        stay,
        by=by,
        changes={"departure": (before, departure)} if departure != before else {},
        reason=reason,
        data={"room_id": assignment.room_id},
        topics=room_topics(assignment.room_id),
    )
    return stay


def left_today(stay: Stay) -> bool:
    """Did the guest leave on this business date? It began when somebody moved it there."""
    began = BusinessDay.objects.values_list("advanced_at", flat=True).first()
    return stay.departed_at is not None and (began is None or stay.departed_at >= began)


def _check_same_day(stay: Stay) -> None:
    if not left_today(stay):
        raise Refused(_("A departure is taken back on the same business date only."))


def _check_departure(stay: Stay, departure: date) -> None:
    if departure < business_date():
        raise Refused(_("The departure lies in the past."), field="departure")
    if stay.kind != StayKind.DAY_USE:
        periods.check_departure(stay.arrival, departure)


def _last_room(stay: Stay) -> RoomAssignment:
    ended = stay.assignments.filter(status=AssignmentStatus.ENDED)
    last = ended.select_related("room").order_by("-pk").first()
    if last is None:
        raise Refused(_("This stay has no room."), field="room")
    return last


def _hold_again(stay: Stay, assignment: RoomAssignment, departure: date) -> None:
    ends = max(clock.at(departure, periods.CHECK_OUT), assignment.period.upper)
    if stay.kind == StayKind.DAY_USE:
        ends = assignment.period.upper
    period = DateTimeTZRange(assignment.period.lower, ends)
    check_free(assignment.room, period, but_stay=stay.pk)
    states.move(
        stay,
        StayStatus.IN_HOUSE,
        departed_at=None,
        departure=departure,
        period=DateTimeTZRange(stay.starts_at, ends),
    )
    RoomAssignment.objects.filter(pk=assignment.pk).update(
        status=AssignmentStatus.IN_HOUSE, period=period
    )
    forget_room(stay)


def _sell_again(stay: Stay) -> None:
    today = business_date()
    sold = periods.nights(stay.kind, stay.arrival, stay.departure, stay.period)
    to_come = [night for night in sold if night >= today]
    nights.resell(stay, stay.room_type, to_come, from_night=today)
