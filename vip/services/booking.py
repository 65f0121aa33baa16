"""A visit and its booking: made when the visit is announced, kept in step afterwards."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.models import Visit

# Before this clock time an arrival belongs to the night that began the day before.
NIGHT_ENDS = time(6, 0)
# The booking's word for a field, and the notice form's.
_BESIDE = {"arrival": "arrival_at", "departure": "departure_at", "room_type": "room_type"}


def make(visit: Visit, *, by: User, room_id: int | None = None) -> None:
    """Book the rooms of a visit that has no stay yet; the first is the guest's own (unsaved).

    Raises `Refused` beside the notice's own field when there is no room or no date.
    """
    if visit.departure_at is None or visit.arrival_at is None:
        raise Refused(_("Give the departure: the room is booked until then."), field="departure_at")
    if visit.room_type_id is None:
        raise Refused(_("Choose a room type: the room is booked with it."), field="room_type")
    group = _group(visit, by=by) if visit.rooms_needed > 1 else None
    per_room = _persons_of_rooms(visit.party_size, visit.rooms_needed)
    made = [
        _book(visit, adults, by=by, group=group, room_id=room_id if number == 0 else None)
        for number, adults in enumerate(per_room)
    ]
    visit.stay = made[0]


def _book(visit: Visit, adults: int, *, by: User, group: Any, room_id: int | None) -> Any:
    arrival, departure = nights(visit)
    try:
        return desk.book(
            guest_id=visit.guest_id,
            room_type_id=int(visit.room_type_id or 0),
            arrival=arrival,
            departure=departure,
            adults=adults,
            eta=None if visit.source.walk_in else visit.arrival_at,
            by=by,
            room_id=room_id,
            plates=tuple(visit.plates),
            source="walk_in" if visit.source.walk_in else "phone",
            requests="",
            contact_name=visit.notifier_name,
            group=group,
        )
    except Refused as refusal:
        raise beside(refusal) from refusal


def _group(visit: Visit, *, by: User) -> Any:
    return desk.open_group(visit.public_name, by=by, contact_name=visit.notifier_name)


def _persons_of_rooms(persons: int, rooms: int) -> list[int]:
    """Everybody over the rooms, as evenly as it goes; an empty room still counts one."""
    share, rest = divmod(persons, rooms)
    return [max(1, share + (number < rest)) for number in range(rooms)]


def nights(visit: Visit) -> tuple[date, date]:
    """Arrival and departure day of the booking; whoever comes before six sleeps in the night before."""
    if visit.arrival_at is None or visit.departure_at is None:
        raise Refused(_("Give arrival and departure."), field="arrival_at")
    today = stays.business_date()
    arrival = clock.local(visit.arrival_at).date()
    if clock.local(visit.arrival_at).time() < NIGHT_ENDS and arrival > today:
        arrival -= timedelta(days=1)
    if visit.source.walk_in:
        arrival = min(arrival, today)
    departure = clock.local(visit.departure_at).date()
    return arrival, max(departure, arrival + timedelta(days=1))


def follow(visit: Visit, changes: Mapping[str, Any], *, by: User) -> None:
    """Carry new times, persons and plates into the booking of a guest who has not left."""
    if not visit.stay_id or visit.departed_at:
        return
    try:
        _follow(visit, changes, by=by)
    except Refused as refusal:
        raise beside(refusal) from refusal


def _follow(visit: Visit, changes: Mapping[str, Any], *, by: User) -> None:
    stay = stays.stay(int(visit.stay_id or 0))
    new = _new_dates(visit, stay) if {"arrival_at", "departure_at"} & set(changes) else {}
    if "plates" in changes:
        new["plates"] = tuple(visit.plates)
    if new:
        desk.change_stay(stay.pk, by=by, **new)
    if "arrival_at" in changes and not visit.arrived_at and visit.arrival_at != stay.eta:
        desk.set_eta(stay.pk, visit.arrival_at, by=by)


def _new_dates(visit: Visit, stay: Any) -> dict[str, Any]:
    arrival, departure = nights(visit)
    dates: dict[str, Any] = {}
    if stay.arrived_at is None and arrival != stay.arrival:
        dates["arrival"] = arrival
    if departure != stay.departure:
        dates["departure"] = departure
    return dates


def beside(refusal: Refused) -> Refused:
    """The booking's refusal beside the notice's own field."""
    refusal.field = _BESIDE.get(refusal.field or "", refusal.field)
    return refusal


def same_clock(day: date, moment: datetime) -> datetime:
    """The same clock time on another day, aware."""
    return clock.at(day, clock.local(moment).time())
