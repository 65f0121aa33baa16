"""Booking for somebody who is not on file yet: the profile and the sale stand or fall together."""

from collections.abc import Mapping
from typing import Any

from hotel.guests import services as guests
from hotel.staff.models import User
from hotel.stays.acts import act
from hotel.stays.models import Reservation, Stay
from hotel.stays.once import Once, earlier
from hotel.stays.services.booking import book
from hotel.stays.services.groups import book_group


@act
def book_newcomer(
    person: Mapping[str, Any], *, by: User, once: Once | None = None, **facts: Any
) -> Stay:
    """Register the person and sell the room. `facts` are those of `book`."""
    return book(newcomer=person, by=by, once=once, **facts)


@act
def book_group_of_newcomer(
    person: Mapping[str, Any], *, by: User, name: str, once: Once | None = None, **facts: Any
) -> Reservation:
    """Register the leader and sell the group's rooms. `facts` are those of `book_group`."""
    made = earlier(once)
    if made is not None:
        return made
    guest = guests.register_guest(by=by, **person)
    return book_group(name, guest_id=guest.pk, by=by, once=once, **facts)
