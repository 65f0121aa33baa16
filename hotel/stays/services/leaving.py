"""The guest leaves (handbook A1.18–A1.25, B1.1 checked_out)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from hotel.rooms.services import lock_rooms, set_occupancy
from hotel.staff.models import User
from hotel.stays import gates, nights, periods, states
from hotel.stays.acts import act, journal, locked_stay, room_topics
from hotel.stays.enums import StayStatus
from hotel.stays.models import SoldNight, Stay
from hotel.stays.rooming import end, living_assignment
from hotel.stays.selectors import business_date
from hotel.web import clock
from hotel.web.refusals import Refused


@act
def check_out(
    stay_id: int, *, by: User, at: datetime | None = None, seen_version: int | None = None
) -> Stay:
    """Let the guest go: the room turns vacant and dirty, nights not slept are for sale again.

    Apps above refuse through `hotel.stays.gates`: the cashier while the folio is not at zero. `at`
    is when the guest left (aware, now when None). Raises `Refused`.
    """
    stay = locked_stay(stay_id, seen_version)
    if stay.status != StayStatus.IN_HOUSE:
        raise states.illegal(stay, StayStatus.DEPARTED)
    moment = _moment(stay, at)
    assignment = living_assignment(stay)
    if assignment is None:
        raise Refused(_("This stay has no room."), field="room")
    lock_rooms([assignment.room_id])
    for obstacle in gates.departure_obstacles(stay):
        raise Refused(obstacle, code="gate")
    planned = stay.departure
    day = min(planned, max(stay.arrival, business_date()))
    states.move(
        stay,
        StayStatus.DEPARTED,
        departed_at=moment,
        departure=day,
        period=periods.ended(stay.period, moment),
        guest_out_since=None,
    )
    end(assignment, moment)
    _unsell_rest(stay, day)
    set_occupancy(assignment.room_id, "vacant", by=by)
    gates.departed(stay, by)
    journal(
        "stay.checked_out",
        stay,
        by=by,
        changes={"departure": (planned, day)} if day != planned else {},
        data={"room_id": assignment.room_id},
        topics=room_topics(assignment.room_id),
    )
    return stay


def _moment(stay: Stay, at: datetime | None) -> datetime:
    now = clock.now()
    moment = at or now
    if moment > now:
        raise Refused(_("The time lies in the future."), field="at")
    if stay.arrived_at is not None and moment < stay.arrived_at:
        raise Refused(_("The guest cannot leave before having arrived."), field="at")
    return moment


def _unsell_rest(stay: Stay, day: date) -> None:
    rest = SoldNight.objects.filter(stay=stay, night__gte=day).values_list("night", flat=True)
    if rest:
        nights.give_back(stay, list(rest))
