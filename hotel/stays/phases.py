"""Where a stay stands on a business date: the status, and what the calendar adds (handbook B1.1)."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy as _c

from hotel.stays.enums import StayStatus


class Phase(TextChoices):
    TENTATIVE = "tentative", _c("stay", "Tentative")
    CONFIRMED = "confirmed", _c("stay", "Confirmed")
    DUE_IN = "due_in", _c("stay", "Due in")
    IN_HOUSE = "in_house", _c("stay", "In house")
    DUE_OUT = "due_out", _c("stay", "Due out")
    DEPARTED = "departed", _c("stay", "Departed")
    CANCELLED = "cancelled", _c("stay", "Cancelled")
    NO_SHOW = "no_show", _c("stay", "No-show")


def of(status: str, arrival: date, departure: date, business_date: date) -> Phase:
    """Due in from the arrival day on, due out from the departure day on."""
    if status == StayStatus.CONFIRMED and arrival <= business_date:
        return Phase.DUE_IN
    if status == StayStatus.IN_HOUSE and departure <= business_date:
        return Phase.DUE_OUT
    return Phase(status)
