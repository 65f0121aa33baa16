"""Housekeeping's places in the frame: the rail, the phone's bar, where an attendant lands, the stay page."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.house.selectors import rules
from hotel.stays import cards
from hotel.web import clock
from hotel.web.shell import NavItem, add_nav
from housekeeping import selectors

if TYPE_CHECKING:
    from hotel.staff.models import User
    from hotel.stays.models import Stay


def late_inspections(_request: HttpRequest) -> int:
    """Guests who have waited at the desk longer than the house allows."""
    due = clock.now() - timedelta(minutes=rules().inspection_minutes)
    return selectors.open_inspections().filter(requested_at__lte=due).count()


def stay_card(stay: "Stay", viewer: "User") -> Mapping[str, Any] | None:
    """What the floors do for a stay; nothing before it has a room."""
    room = stay.room
    if room is None or stay.status in ("cancelled", "no_show"):
        return None
    return {
        "room": room,
        "task": selectors.task_of_room(room.pk) if stay.status != "departed" else None,
        "inspection": selectors.inspection_of(stay.pk),
    }


add_nav(
    NavItem(
        key="my-rooms",
        label=_("My rooms"),
        icon="door-open",
        route="housekeeping:my-rooms",
        permission="housekeeping.see_my_rooms",
        badge=late_inspections,
        sort=5,
    )
)
add_nav(
    NavItem(
        key="housekeeping",
        label=pgettext_lazy("navigation", "Floors"),
        icon="stars",
        route="housekeeping:board",
        permission="housekeeping.see_board",
        badge=late_inspections,
        sort=34,
    )
)
cards.register(
    cards.Card(
        key="housekeeping",
        template="housekeeping/card.html",
        permission="housekeeping.see_room_work",
        provide=stay_card,
        sort=40,
    )
)
