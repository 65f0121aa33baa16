"""The guest arrives (handbook A1.2–A1.17, B1.1 in_house)."""

from datetime import date, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hotel.house.selectors import rule_query, rules
from hotel.rooms.services import lock_rooms, turn
from hotel.staff.models import User
from hotel.stays import gates, states
from hotel.stays.acts import act, journal, locked_stay, room_topics
from hotel.stays.enums import StayStatus
from hotel.stays.models import BusinessDay, RoomAssignment, Stay
from hotel.stays.readiness import check_ready
from hotel.stays.rooming import check_free, living_assignment, move_in
from hotel.web import clock
from hotel.web.prepared import Prepared
from hotel.web.refusals import Refused


@act
def check_in(
    stay_id: int,
    *,
    by: User,
    at: datetime | None = None,
    override_reason: str = "",
    seen_version: int | None = None,
) -> Stay:
    """Let the guest into the assigned room, which must be vacant and clean, a VIP's inspected.

    `at` is when the guest came (aware, now when None; not in the future). Apps above may refuse
    through `hotel.stays.gates`. The news carries room, persons and yoghurts for the service centre
    (handbook A1.17). Raises `Refused`.
    """
    return let_in(locked_stay(stay_id, seen_version), by=by, at=at, override_reason=override_reason)


def let_in(
    stay: Stay,
    *,
    by: User,
    at: datetime | None = None,
    override_reason: str = "",
    held: RoomAssignment | None = None,
) -> Stay:
    """`check_in` of a stay that the act holds locked already; `held` is its room, where the act has
    just read or given it."""
    moment = _moment(at)
    if stay.status != StayStatus.CONFIRMED:
        raise states.illegal(stay, StayStatus.IN_HOUSE)
    today, yoghurts = _house_now()
    _check_day(stay, today)
    assignment = held or living_assignment(stay)
    if assignment is None:
        raise Refused(_("Assign a room first."), field="room", code="no_room")
    assignment.stay = stay
    (assignment.room,) = (room,) = lock_rooms([assignment.room_id])
    check_ready(stay, room, by=by, override_reason=override_reason)
    for obstacle in gates.arrival_obstacles(stay):
        raise Refused(obstacle, code="gate")
    turn(room, "occupied")
    _move_in(stay, assignment, moment)
    journal(
        "stay.checked_in",
        stay,
        by=by,
        reason=override_reason.strip(),
        data={"room_id": room.pk, "persons": stay.persons, "yoghurts": stay.persons * yoghurts},
        topics=room_topics(room.pk),
    )
    return stay


_standing = Prepared(
    lambda: (
        BusinessDay.objects.order_by("pk")
        .annotate(yoghurts=rule_query("yoghurts_a_person"))
        .values_list("current", "yoghurts")[:1]
    )
)


def _house_now() -> tuple[date, int]:
    """The business date, and how many yoghurts a person gets; in one question."""
    return _standing.one() or (clock.today(), rules().yoghurts_a_person)


def _moment(at: datetime | None) -> datetime:
    now = clock.now()
    if at is not None and at > now:
        raise Refused(_("The time lies in the future."), field="at")
    return at or now


def _check_day(stay: Stay, today: date) -> None:
    if stay.arrival > today:
        raise Refused(
            _("This stay begins on %(day)s. Change the arrival first.")
            % {"day": stay.arrival.isoformat()},
            field="arrival",
        )
    if stay.departure < today or (stay.departure == today and stay.nights):
        raise Refused(
            _("This stay should have ended on %(day)s. Change the departure first.")
            % {"day": stay.departure.isoformat()},
            field="departure",
        )


def _move_in(stay: Stay, assignment: RoomAssignment, moment: datetime) -> None:
    """From now on the room is held from the real arrival, if that is before 14:00."""
    period = DateTimeTZRange(min(stay.starts_at, moment), stay.ends_at)
    if period.upper <= moment:
        raise Refused(_("This stay's time is over. Change the departure first."), field="departure")
    held = DateTimeTZRange(min(assignment.period.lower, moment), assignment.period.upper)
    if held != assignment.period:  # what it holds already, the database keeps free for it
        check_free(assignment.room, held, but_stay=stay.pk)
    states.move(stay, StayStatus.IN_HOUSE, arrived_at=moment, period=period)
    move_in(assignment, held)
