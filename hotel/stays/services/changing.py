"""Other dates, another type, other people (handbook B1.1, A1.28 续住)."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hotel.rooms.services import lock_rooms
from hotel.staff.models import User
from hotel.stays import holding, nights, parties, periods, reasons
from hotel.stays.acts import act, journal, locked_reservation_of, locked_stay
from hotel.stays.enums import EXPECTED, StayKind, StayStatus
from hotel.stays.models import RoomAssignment, Stay, StayGuest
from hotel.stays.rooming import check_free, forget_room, let_go, living_assignment
from hotel.stays.selectors import business_date
from hotel.stays.services.booking import clean_plates, type_or_refuse
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    from hotel.rooms.models import RoomType


@act
def change_stay(
    stay_id: int,
    *,
    by: User,
    seen_version: int | None = None,
    arrival: date | None = None,
    departure: date | None = None,
    hours: periods.Hours | None = None,
    room_type_id: int | None = None,
    adults: int | None = None,
    children: int | None = None,
    rate: Decimal | None = None,
    guest_id: int | None = None,
    plates: list[str] | None = None,
    overbook: bool = False,
    reason: str = "",
) -> Stay:
    """Change what was sold; None leaves a fact as it is. In the house arrival and type stand.

    Nights are sold and given back as needed; the room held follows the dates, or is given up when
    the type changes. Raises `Refused` beside the field (sold out, room taken), `Stale`.
    """
    reason = reasons.check(reason, needed=False)
    if arrival is not None:
        locked_reservation_of(stay_id)
    stay = locked_stay(stay_id, seen_version)
    if stay.status not in (*EXPECTED, StayStatus.IN_HOUSE):
        raise Refused(
            _("Stay %(stay)s is %(now)s.") % {"stay": stay, "now": stay.get_status_display()}
        )
    before, led_by = _facts(stay), stay.guest_id
    wanted = _wanted(stay, arrival, departure, hours, room_type_id)
    _check(stay, wanted)
    parties.check(
        wanted.room_type,
        stay.adults if adults is None else adults,
        stay.children if children is None else children,
    )
    _put_party(stay, adults=adults, children=children, rate=rate, guest_id=guest_id, plates=plates)
    dropped = wanted.put(stay, overbook_by=by if overbook else None)
    changes = {name: (was, now) for name, was, now in _compared(before, _facts(stay))}
    if not changes and not dropped and stay.guest_id == led_by:
        return stay
    if "arrival" in changes:
        changes |= holding.follow(stay, *changes["arrival"])
    stay.version += 1
    stay.save()
    journal(
        "stay.changed",
        stay,
        by=by,
        changes=changes,
        reason=reason,
        data={"room_given_up": dropped},
        topics=["rooms"] if dropped or "departure" in changes or "arrival" in changes else (),
    )
    return stay


class Wanted:
    """The dates and the type a stay shall have."""

    def __init__(
        self,
        arrival: date,
        departure: date,
        period: DateTimeTZRange,
        hours: periods.Hours | None,
        room_type: "RoomType",
    ) -> None:
        self.arrival = arrival
        self.departure = departure
        self.period = period
        self.hours = hours
        self.room_type = room_type

    def put(self, stay: Stay, *, overbook_by: User | None) -> str:
        """Move the stay there: its room first, then its nights. Returns the room given up, if any."""
        same_type = self.room_type.pk == stay.room_type_id
        if same_type and self.period == stay.period:
            return ""
        dropped = self._put_room(stay, same_type=same_type)
        # A guest who stayed past the departure has slept those nights too: they are sold with the rest.
        first = min(business_date(), stay.departure) if stay.status == StayStatus.IN_HOUSE else None
        stay.arrival, stay.departure, stay.period = self.arrival, self.departure, self.period
        stay.room_type = self.room_type
        sold = periods.nights(stay.kind, self.arrival, self.departure, self.period)
        nights.resell(
            stay,
            self.room_type,
            [night for night in sold if first is None or night >= first],
            from_night=first,
            overbook_by=overbook_by,
        )
        return dropped

    def _put_room(self, stay: Stay, *, same_type: bool) -> str:
        assignment = living_assignment(stay)
        if assignment is None:
            return ""
        room = lock_rooms([assignment.room_id])[0]
        if not same_type:
            let_go(assignment)
            return room.number
        in_house = stay.status == StayStatus.IN_HOUSE
        lower = assignment.period.lower if in_house else self.period.lower
        period = DateTimeTZRange(lower, self.period.upper)
        _check_room_follows(room.pk, assignment, period)
        RoomAssignment.objects.filter(pk=assignment.pk).update(period=period)
        forget_room(stay)
        return ""


def _check_room_follows(room_id: int, assignment: RoomAssignment, period: DateTimeTZRange) -> None:
    try:
        check_free(assignment.room, period, but_stay=assignment.stay_id)
    except Refused as refusal:
        raise Refused(refusal.text, field="departure", code="taken") from refusal


def _wanted(
    stay: Stay,
    arrival: date | None,
    departure: date | None,
    hours: periods.Hours | None,
    room_type_id: int | None,
) -> Wanted:
    arrival = arrival or stay.arrival
    if stay.kind == StayKind.DAY_USE:
        departure = departure or arrival
        hours = hours or periods.hours_of(stay.period)
    departure = departure or stay.departure
    room_type = stay.room_type if room_type_id is None else type_or_refuse(room_type_id)
    period = stay.period
    if (arrival, departure) != (stay.arrival, stay.departure) or hours is not None:
        # Impossible dates have no period; the check refuses them.
        if arrival < departure <= arrival + periods.LONGEST or stay.kind == StayKind.DAY_USE:
            period = periods.of(stay.kind, arrival, departure, hours)
        if stay.status == StayStatus.IN_HOUSE:
            # The guest has been in the house since the real arrival, not since 14:00.
            period = DateTimeTZRange(stay.period.lower, max(period.upper, stay.period.lower))
    return Wanted(arrival, departure, period, hours, room_type)


def _check(stay: Stay, wanted: Wanted) -> None:
    today = business_date()
    dates_change = (wanted.arrival, wanted.departure) != (stay.arrival, stay.departure)
    if stay.status == StayStatus.IN_HOUSE:
        _check_in_house(stay, wanted, today)
    elif dates_change or wanted.hours is not None:
        floor = min(today, stay.arrival)  # one already late may keep its arrival
        periods.check(stay.kind, wanted.arrival, wanted.departure, wanted.hours, floor)
        if wanted.departure <= today and stay.kind != StayKind.DAY_USE:
            raise Refused(_("The departure lies in the past."), field="departure")


def _check_in_house(stay: Stay, wanted: Wanted, today: date) -> None:
    if wanted.arrival != stay.arrival:
        raise Refused(_("The guest has arrived already."), field="arrival")
    if wanted.room_type.pk != stay.room_type_id:
        raise Refused(_("The guest is in the house: move the room instead."), field="room_type")
    if wanted.departure == stay.departure:
        return
    if stay.kind != StayKind.DAY_USE:
        periods.check_departure(wanted.arrival, wanted.departure)
    if wanted.departure < today:
        raise Refused(_("The departure lies in the past."), field="departure")


def _put_party(
    stay: Stay,
    *,
    adults: int | None,
    children: int | None,
    rate: Decimal | None,
    guest_id: int | None,
    plates: list[str] | None,
) -> None:
    stay.adults = stay.adults if adults is None else adults
    stay.children = stay.children if children is None else children
    if rate is not None:
        if not 0 <= rate <= Decimal("999999.99"):
            raise Refused(_("The rate lies between 0 and 999,999.99."), field="rate")
        stay.rate = rate
    if plates is not None:
        stay.plates = clean_plates(plates)
    if guest_id is not None and guest_id != stay.guest_id:
        _put_main_guest(stay, guest_id)


def _put_main_guest(stay: Stay, guest_id: int) -> None:
    """Another person leads the party; the one before leaves it."""
    if stay.status == StayStatus.IN_HOUSE:
        raise Refused(_("The guest has arrived already."), field="guest")
    StayGuest.objects.filter(stay=stay, guest=stay.guest_id).delete()
    StayGuest.objects.update_or_create(stay=stay, guest_id=guest_id, defaults={"main": True})
    stay.guest_id = guest_id


def _facts(stay: Stay) -> dict[str, Any]:
    return {
        "arrival": stay.arrival,
        "departure": stay.departure,
        "period": [stay.starts_at, stay.ends_at] if stay.kind == StayKind.DAY_USE else None,
        "room_type": {"zh": stay.room_type.name_zh, "en": stay.room_type.name_en},
        "adults": stay.adults,
        "children": stay.children,
        "rate": stay.rate,
        "guest": stay.guest.name,
        "plates": list(stay.plates),
    }


def _compared(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(name, was, after[name]) for name, was in before.items() if after[name] != was]
