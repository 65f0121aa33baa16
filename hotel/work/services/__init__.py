"""Everything people do to items of work. The plan's door is `align`, do-not-disturb's `hold_room`."""

from hotel.work.alignment import align
from hotel.work.dnd import hold_room, release_room
from hotel.work.escalating import look_again, watch
from hotel.work.paces import load_paces
from hotel.work.services.ending import fail, finish, not_applicable, reopen
from hotel.work.services.handling import accept, assign, hold, release, start

__all__ = [
    "accept",
    "align",
    "assign",
    "fail",
    "finish",
    "hold",
    "hold_room",
    "load_paces",
    "look_again",
    "not_applicable",
    "release",
    "release_room",
    "reopen",
    "start",
    "watch",
]
