"""Reservations, stays, rooms held and nights sold for supervisors: found and read here, corrected
through the same services as at the desk, with the journal beside each."""

from hotel.stays.admin.counters import (
    BusinessDayAdmin,
    RoomAssignmentAdmin,
    SoldNightAdmin,
    TypeNightAdmin,
)
from hotel.stays.admin.reservations import ReservationAdmin
from hotel.stays.admin.stays import StayAdmin

__all__ = [
    "BusinessDayAdmin",
    "ReservationAdmin",
    "RoomAssignmentAdmin",
    "SoldNightAdmin",
    "StayAdmin",
    "TypeNightAdmin",
]
