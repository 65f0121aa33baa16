from hotel.stays.views.acts import (
    assign,
    check_in,
    check_out,
    confirm,
    guest_back,
    guest_out,
    no_show,
    unassign,
)
from hotel.stays.views.booking import guest_hits, left, new, new_group
from hotel.stays.views.changing import (
    cancel,
    cancel_reservation,
    change,
    change_reservation,
    eta,
    move,
    rooms,
)
from hotel.stays.views.finding import find, find_hints
from hotel.stays.views.reading import reservation, stay, stay_list

__all__ = [
    "assign",
    "cancel",
    "cancel_reservation",
    "change",
    "change_reservation",
    "check_in",
    "check_out",
    "confirm",
    "eta",
    "find",
    "find_hints",
    "guest_back",
    "guest_hits",
    "guest_out",
    "left",
    "move",
    "new",
    "new_group",
    "no_show",
    "reservation",
    "rooms",
    "stay",
    "stay_list",
    "unassign",
]
