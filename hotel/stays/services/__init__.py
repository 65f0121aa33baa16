"""Everything that changes a reservation or a stay.

Each act takes the person as `by`, runs in one transaction, writes one journal entry, and raises
`Refused` (or `Stale`, `Forbidden`) with the form field it belongs to, having changed nothing.
"""

from hotel.stays.services.arriving import check_in, let_in
from hotel.stays.services.booking import book
from hotel.stays.services.cancelling import (
    cancel_reservation,
    cancel_stay,
    mark_no_show,
    reinstate,
)
from hotel.stays.services.caring import (
    guest_back,
    guest_out,
    note_baggage,
    set_dnd,
    set_extra_beds,
    set_make_up,
)
from hotel.stays.services.changing import change_stay
from hotel.stays.services.day import (
    advance_business_date,
    hold_business_date,
    hold_in_house,
    open_business_date,
)
from hotel.stays.services.groups import book_group, open_group
from hotel.stays.services.leaving import check_out
from hotel.stays.services.newcomers import book_group_of_newcomer, book_newcomer
from hotel.stays.services.party import add_newcomer, add_person, name_main_guest, remove_person
from hotel.stays.services.reservations import change_reservation, confirm
from hotel.stays.services.returning import take_back_departure
from hotel.stays.services.rooming import assign_room, give_room, move_room, unassign_room
from hotel.stays.services.staying import extend, set_eta, shorten

__all__ = [
    "add_newcomer",
    "add_person",
    "advance_business_date",
    "assign_room",
    "book",
    "book_group",
    "book_group_of_newcomer",
    "book_newcomer",
    "cancel_reservation",
    "cancel_stay",
    "change_reservation",
    "change_stay",
    "check_in",
    "check_out",
    "confirm",
    "extend",
    "give_room",
    "guest_back",
    "guest_out",
    "hold_business_date",
    "hold_in_house",
    "let_in",
    "mark_no_show",
    "move_room",
    "name_main_guest",
    "note_baggage",
    "open_business_date",
    "open_group",
    "reinstate",
    "remove_person",
    "set_dnd",
    "set_eta",
    "set_extra_beds",
    "set_make_up",
    "shorten",
    "take_back_departure",
    "unassign_room",
]
