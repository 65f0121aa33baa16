"""On a guest's page: what they have booked and where they slept, latest first."""

from hotel.guests.panels import Panel, register
from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays.selectors import business_date, stays

SHOWN = 12


def _stays_of(guest_id: int, viewer: User) -> Panel | None:
    if not viewer.has_perm("stays.view_stay"):
        return None
    found = list(stays().filter(party__guest=guest_id).order_by("-arrival", "-id")[:SHOWN])
    # Who knows the guest under another name is not told here where the guest lives.
    hidden = discretion.aliases({stay.pk for stay in found}, viewer)
    found = [stay for stay in found if stay.pk not in hidden]
    return Panel("stays/_guest_panel.html", {"stays": found, "today": business_date()})


register("stays", _stays_of)
