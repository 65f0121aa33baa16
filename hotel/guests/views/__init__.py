"""The pages of guests: finding them, a profile, what is added to it, numbers shown in full."""

from hotel.guests.views.additions import (
    add_document,
    add_plate,
    drop_preference,
    remove_plate,
    set_preference,
    set_watch,
)
from hotel.guests.views.profile import change, edit, guest, guests, new, register
from hotel.guests.views.reveal import reveal_document, reveal_phone

__all__ = [
    "add_document",
    "add_plate",
    "change",
    "drop_preference",
    "edit",
    "guest",
    "guests",
    "new",
    "register",
    "remove_plate",
    "reveal_document",
    "reveal_phone",
    "set_preference",
    "set_watch",
]
