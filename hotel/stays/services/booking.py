"""Selling one room for one party (handbook A1.1, A1.4, B1.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hotel.guests import services as guests
from hotel.guests.plates import check as check_plate
from hotel.rooms import selectors as house
from hotel.staff.models import User
from hotel.stays import nights, parties, periods
from hotel.stays.acts import act, journal, room_topics
from hotel.stays.enums import (
    Guarantee,
    ReservationStatus,
    Source,
    StayKind,
    StayStatus,
)
from hotel.stays.models import Reservation, Stay, StayGuest
from hotel.stays.once import Once, earlier
from hotel.stays.rooming import hold, lock_free_room
from hotel.stays.selectors import business_date, pick_free_room
from hotel.stays.services.opening import open_reservation
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.web.written import put

if TYPE_CHECKING:
    from hotel.rooms.models import Room, RoomType


@act
def book(
    *,
    guest_id: int | None = None,
    newcomer: Mapping[str, Any] | None = None,
    room_type_id: int,
    arrival: date,
    departure: date,
    by: User,
    adults: int = 1,
    children: int = 0,
    rate: Decimal | None = None,
    eta: datetime | None = None,
    status: str = StayStatus.CONFIRMED,
    kind: str = StayKind.OVERNIGHT,
    room_id: int | None = None,
    overbook: bool = False,
    hours: periods.Hours | None = None,
    plates: Iterable[str] = (),
    company_id: int | None = None,
    source: str = Source.PHONE,
    guarantee: str = Guarantee.NONE,
    requests: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    hold_until: datetime | None = None,
    group: Reservation | None = None,
    once: Once | None = None,
) -> Stay:
    """Sell one room (handbook A1.1, B1.1). Returns the stay; its confirmation number is
    `stay.reservation.confirmation_no`. It is sold to the guest of `guest_id`, or to a `newcomer`
    by the facts of `register_guest`: the profile and the sale stand or fall together.

    `rate` is CNY a night, the type's rack rate when None. `hours` are local clock times of a day
    use, which gets a room at once. `eta` and `hold_until` are aware; the room is held until 18:00
    of the arrival day when None. `group` adds the stay to an open group. `once` makes a double
    click harmless. Raises `Refused` naming the nights sold out, or the room taken, having sold
    nothing.
    """
    made = earlier(once)
    if made is not None:
        return made.stays.select_related("reservation", "guest", "room_type").earliest("id")
    if newcomer is not None:
        guest_id = guests.register_guest(by=by, **newcomer).pk
    if guest_id is None:
        raise Refused(_("Find the guest, or give the new guest's name."))
    if group is not None:
        status = _status_in(group)
    room_type = type_or_refuse(room_type_id)
    sale = Sale(room_type, arrival, departure, kind, hours, adults, children, rate)
    sale.check(business_date())
    room = _room_for(sale, room_id)
    reservation = group or open_reservation(
        by=by,
        status=status,
        booker_id=guest_id,
        company_id=company_id,
        source=source,
        guarantee=guarantee,
        requests=requests,
        contact_name=contact_name,
        contact_phone=contact_phone,
        hold_until=hold_until or periods.hold_until(arrival),
        once=once,
    )
    stay = sale.sell(
        reservation,
        guest_id,
        status=status,
        eta=eta,
        plates=plates,
        overbook_by=by if overbook else None,
    )
    if room is not None:
        hold(stay, room)
    journal(
        "stay.booked",
        stay,
        by=by,
        data={
            "arrival": arrival.isoformat(),
            "departure": departure.isoformat(),
            "room_type": room_type.pk,
            "overbooked": overbook,
        },
        topics=room_topics(room.pk) if room is not None else (),
    )
    return stay


def _status_in(group: Reservation) -> str:
    """A room added to a group is as firm as the group."""
    if group.status == ReservationStatus.CANCELLED:
        raise Refused(_("The group %(group)s is cancelled.") % {"group": group.group_name})
    return group.status


@dataclass(frozen=True)
class Sale:
    """What is sold in one room: the facts, checked once, for one stay or for many alike."""

    room_type: "RoomType"
    arrival: date
    departure: date
    kind: str
    hours: periods.Hours | None
    adults: int
    children: int
    rate: Decimal | None

    def check(self, today: date) -> None:
        periods.check(self.kind, self.arrival, self.departure, self.hours, today)
        parties.check(self.room_type, self.adults, self.children)
        if self.rate is not None and not 0 <= self.rate <= Decimal("999999.99"):
            raise Refused(_("The rate lies between 0 and 999,999.99."), field="rate")

    @property
    def period(self) -> Any:
        return periods.of(self.kind, self.arrival, self.departure, self.hours)

    def sell(
        self,
        reservation: Reservation,
        guest_id: int,
        *,
        status: str,
        eta: datetime | None = None,
        plates: Iterable[str] = (),
        overbook_by: User | None = None,
    ) -> Stay:
        check_eta(self.arrival, eta)
        stay = Stay(
            reservation=reservation,
            guest_id=guest_id,
            room_type=self.room_type,
            kind=self.kind,
            status=status,
            arrival=self.arrival,
            departure=self.departure,
            period=self.period,
            eta=eta,
            adults=self.adults,
            children=self.children,
            rate=self.room_type.rack_rate if self.rate is None else self.rate,
            plates=clean_plates(plates),
        )
        put(stay)
        stay.assignment = None  # nothing is held for a stay just made
        put(StayGuest(stay=stay, guest_id=guest_id, main=True))
        sold = periods.nights(self.kind, self.arrival, self.departure, stay.period)
        nights.sell(stay, self.room_type, sold, overbook_by=overbook_by)
        return stay


def check_eta(arrival: date, eta: datetime | None) -> None:
    """A guest is expected on the arrival day or in the small hours after it."""
    if eta is None:
        return
    if (
        not clock.at(arrival, time(0))
        <= eta
        < clock.at(arrival + timedelta(days=1), periods.SMALL_HOURS)
    ):
        raise Refused(_("The expected time lies outside the arrival day."), field="eta")


def clean_plates(typed: Iterable[str]) -> list[str]:
    """Normalised, each once. A plate is never in a guest's way (handbook B1.3)."""
    checked = (check_plate(text, confirmed=True, field="plates").number for text in typed if text)
    return list(dict.fromkeys(checked))


def type_or_refuse(room_type_id: int) -> "RoomType":
    room_type = house.room_type(room_type_id)
    if room_type is None:
        raise Refused(_("There is no such room type."), field="room_type")
    return room_type


def _room_for(sale: Sale, room_id: int | None) -> "Room | None":
    """The room asked for, locked; for a day use without one, any that is free."""
    if room_id is not None:
        return lock_free_room(room_id, sale.room_type, sale.period)
    if sale.kind != StayKind.DAY_USE:
        return None
    room = pick_free_room(sale.room_type.pk, sale.period)
    if room is None:
        raise Refused(
            _("No %(type)s is free for these hours.") % {"type": sale.room_type},
            field="room_type",
            code="sold_out",
        )
    return room
