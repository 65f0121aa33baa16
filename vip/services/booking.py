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
from vip.models import PartyRoom, Visit

# Before this clock time an arrival belongs to the night that began the day before.
NIGHT_ENDS = time(6, 0)
# The booking's word for a field, and the notice form's.
_BESIDE = {"arrival": "arrival_at", "departure": "departure_at", "room_type": "room_type"}


def make(visit: Visit, *, by: User, room_id: int | None = None) -> list[PartyRoom]:
    """Book the rooms of a visit that has no stay yet; the first is the guest's own (unsaved).
    Returns the further ones, unsaved.

    Raises `Refused` beside the notice's own field when there is no room or no date.
    """
    if visit.departure_at is None or visit.arrival_at is None:
        raise Refused(_("Give the departure: the room is booked until then."), field="departure_at")
    if visit.room_type_id is None:
        raise Refused(_("Choose a room type: the room is booked with it."), field="room_type")
    group = _group(visit, by=by) if visit.rooms_needed > 1 else None
    per_room = _persons_of_rooms(visit.party_size, visit.rooms_needed)
    guests = _guests_of_rooms(visit)
    made = [
        _book(
            visit,
            adults,
            by=by,
            group=group,
            guest_id=guests.get(number, visit.guest_id),
            room_id=room_id if number == 1 else None,
        )
        for number, adults in enumerate(per_room, start=1)
    ]
    visit.stay = made[0]
    return [
        PartyRoom(visit=visit, number=number, stay=stay, told_at=visit.received_at)
        for number, stay in enumerate(made[1:], start=2)
    ]


def _guests_of_rooms(visit: Visit) -> dict[int, int]:
    """Who on file sleeps in a further room, by its number: the first named for it."""
    found: dict[int, int] = {}
    for each in visit.members.all():
        if each.guest_id and (each.room_number or 1) > 1:
            found.setdefault(int(each.room_number or 0), each.guest_id)
    return found


def one_more(visit: Visit, number: int, *, room_type_id: int, by: User) -> Any:
    """Book a further room of a visit that has its stay: in its group, if the group takes it."""
    own = stays.stay(int(visit.stay_id or 0)).reservation
    group = own if own.kind == "group" and own.status != "cancelled" else None
    guest_id = _guests_of_rooms(visit).get(number, visit.guest_id)
    return _book(visit, 1, by=by, group=group, guest_id=guest_id, room_type_id=room_type_id)


def _book(
    visit: Visit,
    adults: int,
    *,
    by: User,
    group: Any,
    guest_id: int,
    room_id: int | None = None,
    room_type_id: int | None = None,
) -> Any:
    arrival, departure = nights(visit)
    try:
        return desk.book(
            guest_id=guest_id,
            room_type_id=room_type_id or int(visit.room_type_id or 0),
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
    own = stays.stay(int(visit.stay_id or 0))
    before = (own.arrival, own.departure)
    moved = bool({"arrival_at", "departure_at"} & set(changes))
    new = _new_dates(visit, own) if moved else {}
    if "plates" in changes:
        new["plates"] = tuple(visit.plates)
    if new:
        desk.change_stay(own.pk, by=by, **new)
    if "arrival_at" in changes and not visit.arrived_at and visit.arrival_at != own.eta:
        desk.set_eta(own.pk, visit.arrival_at, by=by)
    for stay in _further(visit) if moved else ():
        _move_along(visit, stay, before, by=by)


def _further(visit: Visit) -> list[Any]:
    """The stays of the further rooms whose guests have not left."""
    told = visit.party_rooms.values("stay")
    found = stays.stays().filter(pk__in=told, departed_at=None)
    return list(found.exclude(status__in=("cancelled", "no_show")).order_by("pk"))


def _move_along(visit: Visit, stay: Any, before: tuple[date, date], *, by: User) -> None:
    """A further room keeps the guest's days; one with days of its own keeps those."""
    own = {"arrival": before[0], "departure": before[1]}
    new = {
        name: day
        for name, day in _new_dates(visit, stay).items()
        if getattr(stay, name) == own[name]
    }
    if new:
        desk.change_stay(stay.pk, by=by, **new)
    if "arrival" in new and visit.arrival_at and visit.arrival_at != stay.eta:
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
