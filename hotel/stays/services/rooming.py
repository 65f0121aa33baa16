"""Which room a stay gets: assigned before arrival, moved while in the house."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hotel.rooms.services import lock_rooms, set_occupancy
from hotel.staff.models import User
from hotel.stays import nights, periods, reasons
from hotel.stays.acts import Changes, act, journal, locked_stay, room_topics
from hotel.stays.enums import EXPECTED, AssignmentStatus, StayStatus
from hotel.stays.models import RoomAssignment, Stay
from hotel.stays.readiness import check_ready
from hotel.stays.rooming import check_free, check_type, end, hold, let_go, living_assignment
from hotel.stays.selectors import business_date
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused

if TYPE_CHECKING:
    from hotel.rooms.models import Room


@act
def assign_room(
    stay_id: int, room_id: int, *, by: User, seen_version: int | None = None
) -> RoomAssignment:
    """Hold a room of the booked type for an expected stay, in place of the one held before
    (handbook A1.26). Raises `Refused` beside `room`: of another type, taken, blocked.
    """
    return give_room(_expected(stay_id, seen_version), room_id, by=by)


def give_room(stay: Stay, room_id: int, *, by: User) -> RoomAssignment:
    """`assign_room` of an expected stay that the act holds locked already."""
    before = living_assignment(stay)
    if before is not None and before.room_id == room_id:
        return before
    before, room = _both_rooms(stay, room_id)
    check_type(room, stay.room_type)
    check_free(room, stay.period, but_stay=stay.pk)
    if before is not None:
        let_go(before)
    assignment = hold(stay, room)
    _record_rooms("stay.room_assigned", stay, before.room if before else None, room, by=by)
    return assignment


@act
def unassign_room(stay_id: int, *, by: User, reason: str = "") -> Stay:
    """Give up the room held for an expected stay; its type stays sold."""
    reason = reasons.check(reason, needed=False)
    stay = _expected(stay_id)
    before = living_assignment(stay)
    if before is None:
        raise Refused(_("This stay has no room."), field="room")
    lock_rooms([before.room_id])
    let_go(before)
    _record_rooms("stay.room_unassigned", stay, before.room, None, by=by, reason=reason)
    return stay


@act
def move_room(
    stay_id: int,
    room_id: int,
    reason: str,
    *,
    by: User,
    seen_version: int | None = None,
    override_reason: str = "",
    rate: Decimal | None = None,
) -> RoomAssignment:
    """Move a guest to another room, for a reason (handbook A1.28, B1.1 换房).

    In the house: the room left turns vacant and dirty at once, the new one must be ready. Another
    type needs the permission `stays.move_to_other_type`, and so does another `rate` (CNY a night,
    None leaves it); the nights to come are sold as that type. Before arrival only the assignment changes. Both rooms are locked in the order
    of their ids, so two crossing moves cannot deadlock.
    """
    reason = reasons.check(reason)
    override_reason = reasons.check(override_reason, needed=False, field="override_reason")
    stay = locked_stay(stay_id, seen_version)
    if stay.status not in (*EXPECTED, StayStatus.IN_HOUSE):
        raise Refused(_("Stay %(stay)s has no room to move from.") % {"stay": stay})
    before, room = _both_rooms(stay, room_id)
    if before is None:
        raise Refused(_("This stay has no room yet: assign one."), field="room")
    if before.room_id == room.pk:
        raise Refused(_("The guest has room %(room)s already.") % {"room": room}, field="room")
    _check_other_type(stay, room, by, rate)
    moment = clock.now()
    if stay.status == StayStatus.IN_HOUSE:
        assignment = _move_in_house(
            stay, before, room, moment, by=by, override_reason=override_reason
        )
    else:
        check_free(room, stay.period, but_stay=stay.pk)
        let_go(before)
        assignment = hold(stay, room)
    _follow_type(stay, room)
    charged = _follow_price(stay, rate)
    stay.version += 1
    stay.save(update_fields=["room_type", "rate", "version"])
    _record_rooms("stay.room_moved", stay, before.room, room, by=by, reason=reason, changes=charged)
    return assignment


def _move_in_house(
    stay: Stay,
    before: RoomAssignment,
    room: "Room",
    moment: datetime,
    *,
    by: User,
    override_reason: str,
) -> RoomAssignment:
    if before.period.upper <= moment:
        raise Refused(
            _("The stay should have ended on %(day)s. Extend it first.")
            % {"day": stay.departure.isoformat()},
            field="room",
        )
    period = DateTimeTZRange(max(moment, before.period.lower), before.period.upper)
    check_free(room, period, but_stay=stay.pk)
    check_ready(stay, room, by=by, override_reason=override_reason)
    end(before, moment)
    assignment = hold(stay, room, period=period, status=AssignmentStatus.IN_HOUSE)
    for room_id, occupancy in sorted([(before.room_id, "vacant"), (room.pk, "occupied")]):
        set_occupancy(room_id, occupancy, by=by)
    return assignment


def _check_other_type(stay: Stay, room: "Room", by: User, rate: Decimal | None) -> None:
    if by.has_perm("stays.move_to_other_type"):
        return
    if rate is not None and rate != stay.rate:
        raise Forbidden(_("Another price is for a supervisor to decide."), field="rate")
    if room.room_type_id == stay.room_type_id:
        return
    raise Forbidden(
        _("Room %(room)s is a %(its)s: another type is for a supervisor to decide.")
        % {"room": room.number, "its": room.room_type},
        field="room",
    )


def _follow_price(stay: Stay, rate: Decimal | None) -> Changes:
    """From tonight on the stay costs the new rate."""
    if rate is None or rate == stay.rate:
        return {}
    if not 0 <= rate <= Decimal("999999.99"):
        raise Refused(_("The rate lies between 0 and 999,999.99."), field="rate")
    before, stay.rate = stay.rate, rate
    return {"rate": (before, rate)}


def _follow_type(stay: Stay, room: "Room") -> None:
    """From tonight on the stay sells the type of its new room."""
    if room.room_type_id == stay.room_type_id:
        return
    first = max(business_date(), stay.arrival)
    to_come = [
        night
        for night in periods.nights(stay.kind, stay.arrival, stay.departure, stay.period)
        if night >= first
    ]
    nights.resell(stay, room.room_type, to_come, from_night=first)
    stay.room_type = room.room_type


def _expected(stay_id: int, seen_version: int | None = None) -> Stay:
    stay = locked_stay(stay_id, seen_version)
    if stay.status in EXPECTED:
        return stay
    if stay.status == StayStatus.IN_HOUSE:
        raise Refused(_("The guest is in the house: move the room instead."), field="room")
    raise Refused(
        _("Stay %(stay)s is %(now)s.") % {"stay": stay, "now": stay.get_status_display()},
        field="room",
    )


def _both_rooms(stay: Stay, room_id: int) -> tuple[RoomAssignment | None, "Room"]:
    """The assignment held and the room wanted, both rooms locked in the order of their ids."""
    before = living_assignment(stay)
    rooms = lock_rooms([room_id, *([before.room_id] if before else [])])
    wanted = next((room for room in rooms if room.pk == room_id), None)
    if wanted is None:
        raise Refused(_("There is no such room."), field="room")
    return before, wanted


def _record_rooms(
    verb: str,
    stay: Stay,
    before: "Room | None",
    after: "Room | None",
    *,
    by: User,
    reason: str = "",
    changes: Changes | None = None,
) -> None:
    rooms = [room for room in (before, after) if room is not None]
    journal(
        verb,
        stay,
        by=by,
        about=rooms,
        changes={"room": (before and before.number, after and after.number), **(changes or {})},
        reason=reason,
        data={
            "from_room": before.number if before else "",
            "to_room": after.number if after else "",
        },
        topics=room_topics(*(room.pk for room in rooms)),
    )
