"""Where a stay stands on a business date: the status, and what the calendar adds (handbook B1.1)."""

from datetime import date

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from hotel.stays.enums import StayStatus


class Phase(TextChoices):
    TENTATIVE = "tentative", pgettext_lazy("stay", "Tentative")
    CONFIRMED = "confirmed", pgettext_lazy("stay", "Confirmed")
    DUE_IN = "due_in", pgettext_lazy("stay", "Due in")
    IN_HOUSE = "in_house", pgettext_lazy("stay", "In house")
    DUE_OUT = "due_out", pgettext_lazy("stay", "Due out")
    DEPARTED = "departed", pgettext_lazy("stay", "Departed")
    CANCELLED = "cancelled", pgettext_lazy("stay", "Cancelled")
    NO_SHOW = "no_show", pgettext_lazy("stay", "No-show")


def of(status: str, arrival: date, departure: date, business_date: date) -> Phase:
    """Due in from the arrival day on, due out from the departure day on."""
    if status == StayStatus.CONFIRMED and arrival <= business_date:
        return Phase.DUE_IN
    if status == StayStatus.IN_HOUSE and departure <= business_date:
        return Phase.DUE_OUT
    return Phase(status)
