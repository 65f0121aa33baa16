"""Reservations, stays and the rooms they hold; what is left to sell; the business date."""

from hotel.stays.models.day import BusinessDay
from hotel.stays.models.reservation import Reservation
from hotel.stays.models.rooming import RoomAssignment
from hotel.stays.models.selling import SoldNight, TypeNight
from hotel.stays.models.stay import Stay, StayGuest

__all__ = [
    "BusinessDay",
    "Reservation",
    "RoomAssignment",
    "SoldNight",
    "Stay",
    "StayGuest",
    "TypeNight",
]
