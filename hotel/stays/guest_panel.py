"""On a guest's page: what they have booked and where they slept, latest first."""

from hotel.guests.panels import Panel, register
from hotel.staff.models import User
from hotel.stays.selectors import business_date, stays

SHOWN = 12


def _stays_of(guest_id: int, viewer: User) -> Panel | None:
    if not viewer.has_perm("stays.view_stay"):
        return None
    found = list(stays().filter(party__guest=guest_id).order_by("-arrival", "-id")[:SHOWN])
    return Panel("stays/_guest_panel.html", {"stays": found, "today": business_date()})


register("stays", _stays_of)
