"""Holding a room for a stay: every way in goes through the room's row lock and the exclusion."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from hotel.rooms.services import lock_rooms
from hotel.stays import periods
from hotel.stays.enums import LIVING, AssignmentStatus
from hotel.stays.models import RoomAssignment, Stay
from hotel.stays.selectors import what_is_in_the_way
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Refused
from hotel.web.written import PreparedUpdate, put

if TYPE_CHECKING:
    from hotel.rooms.models import Room, RoomType


def lock_free_room(
    room_id: int, room_type: "RoomType", period: DateTimeTZRange, *, but_stay: int | None = None
) -> "Room":
    """The room, locked, of the right type and free in the period; else `Refused` beside `room`."""
    room = locked(room_id)
    check_type(room, room_type)
    check_free(room, period, but_stay=but_stay)
    return room


def locked(room_id: int) -> "Room":
    rooms = lock_rooms([room_id])
    if not rooms:
        raise Refused(_("There is no such room."), field="room")
    return rooms[0]


def check_type(room: "Room", room_type: "RoomType") -> None:
    if room.room_type_id != room_type.pk:
        raise Refused(
            _("Room %(room)s is a %(its)s; this stay is booked as %(booked)s.")
            % {"room": room.number, "its": room.room_type, "booked": room_type},
            field="room",
            code="other_type",
        )


def check_free(room: "Room", period: DateTimeTZRange, *, but_stay: int | None = None) -> None:
    reason = what_is_in_the_way(room.pk, period, but_stay=but_stay)
    if reason is not None:
        raise Refused(reason, field="room", code="taken")


def hold(
    stay: Stay,
    room: "Room",
    *,
    period: DateTimeTZRange | None = None,
    status: str = AssignmentStatus.BOOKED,
) -> RoomAssignment:
    """Write the assignment. The database refuses what the checks before could not see."""
    assignment = RoomAssignment(stay=stay, room=room, period=period or stay.period, status=status)
    put(assignment)
    forget_room(stay)
    stay.assignment = assignment
    return assignment


_living = Prepared(
    lambda: (
        RoomAssignment.objects.filter(stay=Param("stay", BigIntegerField()), status__in=LIVING)
        .select_related("room__room_type")
        .order_by("pk")
    ),
)


def living_assignment(stay: Stay) -> RoomAssignment | None:
    found = _living.one(stay=stay.pk)
    if found is not None:
        found.stay = stay
    return found


def let_go(assignment: RoomAssignment) -> None:
    """Give up a room that nobody has slept in."""
    RoomAssignment.objects.filter(pk=assignment.pk).update(status=AssignmentStatus.CANCELLED)
    forget_room(assignment.stay)


_moving_in = PreparedUpdate(
    lambda: (
        RoomAssignment.objects.filter(pk=Param("pk", BigIntegerField())),
        {
            "status": AssignmentStatus.IN_HOUSE,
            "period": Param("period", RoomAssignment._meta.get_field("period")),
        },
    )
)


def move_in(assignment: RoomAssignment, period: DateTimeTZRange) -> None:
    """The guest lives in this room."""
    _moving_in(pk=assignment.pk, period=period)
    assignment.status, assignment.period = AssignmentStatus.IN_HOUSE, period
    forget_room(assignment.stay)
    assignment.stay.assignment = assignment


def end(assignment: RoomAssignment, left_at: datetime) -> None:
    """The guest has left this room: it keeps the time it was lived in, not the time it was held.

    Who leaves at 15:00 and who comes into the same room at 16:00 were both due at 14:00.
    """
    held = assignment.period
    came_at = max(held.lower, assignment.stay.arrived_at or held.lower)
    RoomAssignment.objects.filter(pk=assignment.pk).update(
        status=AssignmentStatus.ENDED,
        period=periods.ended(DateTimeTZRange(came_at, held.upper), left_at),
    )
    forget_room(assignment.stay)


def forget_room(stay: Stay) -> None:
    """What the stay remembers of its room is read anew."""
    stay.__dict__.pop("assignment", None)
    stay.__dict__.pop("told_rooms", None)
