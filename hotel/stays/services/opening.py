"""The row under a confirmation number, and what may stand in it."""

from typing import Any

from hotel.guests import phones
from hotel.guests.facts import free_text
from hotel.staff.models import User
from hotel.stays import confirmations
from hotel.stays.models import Reservation
from hotel.stays.once import Once
from hotel.web.written import put


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
    return put(
        Reservation(
            confirmation_no=confirmations.draw()[0],
            made_by=by,
            requests=check_text(requests, "requests"),
            contact_name=check_text(contact_name, "contact_name"),
            form_token=once.token if once else None,
            form_hash=once.content if once else "",
            **contact_of(contact_phone),
            **facts,
        )
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
