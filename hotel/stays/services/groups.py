"""A group's rooms under one confirmation number (handbook B1.1, A1.32)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays import periods
from hotel.stays.acts import act
from hotel.stays.enums import (
    Guarantee,
    ReservationKind,
    ReservationStatus,
    Source,
    StayKind,
    StayStatus,
)
from hotel.stays.models import Reservation
from hotel.stays.once import Once, earlier
from hotel.stays.selectors import business_date
from hotel.stays.services.booking import Sale, type_or_refuse
from hotel.stays.services.opening import check_text, open_reservation
from hotel.web.refusals import Refused

MOST_ROOMS_AT_ONCE = 60


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
