"""Selling: one room, or a group's rooms under one confirmation number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hotel.guests import phones
from hotel.guests.facts import free_text
from hotel.guests.plates import check as check_plate
from hotel.journal.services import record
from hotel.rooms import selectors as house
from hotel.staff.models import User
from hotel.stays import confirmations, nights, parties, periods
from hotel.stays.acts import act, journal, room_topics
from hotel.stays.enums import (
    Guarantee,
    ReservationKind,
    ReservationStatus,
    Source,
    StayKind,
    StayStatus,
)
from hotel.stays.models import Reservation, Stay, StayGuest
from hotel.stays.once import Once, earlier
from hotel.stays.rooming import hold, lock_free_room
from hotel.stays.selectors import business_date, pick_free_room
from hotel.web import clock
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    from hotel.rooms.models import Room, RoomType

MOST_ROOMS_AT_ONCE = 60


@act
def book(
    *,
    guest_id: int,
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
    `stay.reservation.confirmation_no`.

    `rate` is CNY a night, the type's rack rate when None. `hours` are local clock times of a day
    use, which gets a room at once. `eta` and `hold_until` are aware; the room is held until 18:00
    of the arrival day when None. `group` adds the stay to an open group. `once` makes a double
    click harmless. Raises `Refused` naming the nights sold out, or the room taken, having sold
    nothing.
    """
    made = earlier(once)
    if made is not None:
        return made.stays.select_related("reservation", "guest", "room_type").earliest("id")
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
        stay = Stay.objects.create(
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
        StayGuest.objects.create(stay=stay, guest_id=guest_id, main=True)
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
    room_type = house.types().filter(pk=room_type_id).first()
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


@act
def open_group(
    name: str,
    *,
    by: User,
    booker_id: int | None = None,
    status: str = ReservationStatus.CONFIRMED,
    company_id: int | None = None,
    source: str = Source.PHONE,
    guarantee: str = Guarantee.NONE,
    requests: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    hold_until: datetime | None = None,
) -> Reservation:
    """A group's header, to which `book(group=…)` adds the rooms (handbook B1.1 group)."""
    reservation = open_reservation(
        by=by,
        kind=ReservationKind.GROUP,
        group_name=_group_name(name),
        booker_id=booker_id,
        status=status,
        company_id=company_id,
        source=source,
        guarantee=guarantee,
        requests=requests,
        contact_name=contact_name,
        contact_phone=contact_phone,
        hold_until=hold_until,
    )
    record("reservation.opened", reservation, by=by, topics=["stays"])
    return reservation


@act
def book_group(
    name: str,
    *,
    guest_id: int,
    rooms: Sequence[tuple[int, int]],
    arrival: date,
    departure: date,
    by: User,
    adults: int = 1,
    rate: Decimal | None = None,
    status: str = StayStatus.CONFIRMED,
    overbook: bool = False,
    once: Once | None = None,
    **header: Any,
) -> Reservation:
    """A group with all its rooms in one act. `rooms` are pairs of room type id and number of rooms.

    Every stay stands under the leader `guest_id` until the rooming list names its guests. `header`
    is what `open_group` takes. Raises `Refused`, having sold nothing, when one night is short.
    """
    made = earlier(once)
    if made is not None:
        return made
    wanted = sorted((type_id, count) for type_id, count in rooms if count > 0)
    if not 0 < sum(count for _type_id, count in wanted) <= MOST_ROOMS_AT_ONCE:
        raise Refused(
            _("A group has 1 to %(most)s rooms.") % {"most": MOST_ROOMS_AT_ONCE}, field="rooms"
        )
    sales = [
        (
            Sale(
                type_or_refuse(type_id),
                arrival,
                departure,
                StayKind.OVERNIGHT,
                None,
                adults,
                0,
                rate,
            ),
            count,
        )
        for type_id, count in wanted
    ]
    for sale, _count in sales:
        sale.check(business_date())
    group = open_reservation(
        by=by,
        kind=ReservationKind.GROUP,
        group_name=_group_name(name),
        booker_id=guest_id,
        status=status,
        hold_until=header.pop("hold_until", None) or periods.hold_until(arrival),
        once=once,
        **header,
    )
    stays = [
        sale.sell(group, guest_id, status=status, overbook_by=by if overbook else None)
        for sale, count in sales
        for _nth in range(count)
    ]
    record(
        "reservation.booked",
        group,
        by=by,
        about=[*stays, stays[0].guest],
        data={"stays": [stay.pk for stay in stays], "arrival": arrival.isoformat()},
        topics=["stays"],
    )
    return group


def _group_name(name: str) -> str:
    name = check_text(name, "group_name")
    if not name:
        raise Refused(_("Give the group's name."), field="group_name")
    return name


def open_reservation(
    *,
    by: User,
    requests: str = "",
    contact_name: str = "",
    contact_phone: str = "",
    once: Once | None = None,
    **facts: Any,
) -> Reservation:
    """A row under a fresh confirmation number; acts journal it themselves."""
    return Reservation.objects.create(
        confirmation_no=confirmations.draw()[0],
        made_by=by,
        requests=check_text(requests, "requests"),
        contact_name=check_text(contact_name, "contact_name"),
        form_token=once.token if once else None,
        form_hash=once.content if once else "",
        **contact_of(contact_phone),
        **facts,
    )


def check_text(text: str, field: str) -> str:
    """Free text as it is kept: it fits its field and holds no bank card number."""
    most: int | None = getattr(Reservation._meta.get_field(field), "max_length", None)
    return free_text(text, field, most, lines=field == "requests")


def contact_of(typed: str) -> dict[str, str]:
    """The contact's phone as the reservation keeps it."""
    if not typed.strip():
        return {"contact_phone": "", "contact_phone_hash": "", "contact_phone_masked": ""}
    phone = phones.check(typed, field="contact_phone")
    return {
        "contact_phone": phone.stored,
        "contact_phone_hash": phone.hash,
        "contact_phone_masked": phone.masked,
    }
