"""The counter's places in the rail, each with the count of what is late there."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.selectors.arriving import count_late
from frontdesk.selectors.dues import House, count_overdue
from hotel.notifications.topics import allow
from hotel.web.shell import NavItem, add_nav


def late_arrivals(_request: HttpRequest) -> int:
    return count_late()


def late_departures(_request: HttpRequest) -> int:
    return count_overdue(House.at())


add_nav(
    NavItem(
        key="rack",
        label=_("Rack"),
        icon="grid-3x2-gap",
        route="frontdesk:rack",
        permission="frontdesk.see_rack",
        sort=10,
    )
)
add_nav(
    NavItem(
        key="arrivals",
        label=pgettext_lazy("rail", "Arrivals"),
        icon="box-arrow-in-right",
        route="frontdesk:arrivals",
        permission="frontdesk.see_lists",
        badge=late_arrivals,
        sort=12,
    )
)
add_nav(
    NavItem(
        key="in-house",
        label=_("In house"),
        icon="people",
        route="frontdesk:in-house",
        permission="frontdesk.see_lists",
        sort=14,
    )
)
add_nav(
    NavItem(
        key="departures",
        label=pgettext_lazy("area", "Departures"),
        icon="box-arrow-right",
        route="frontdesk:departures",
        permission="frontdesk.see_lists",
        badge=late_departures,
        sort=16,
    )
)
add_nav(
    NavItem(
        key="day",
        label=pgettext_lazy("navigation", "Audit"),
        icon="moon-stars",
        route="frontdesk:day",
        permission="frontdesk.close_day",
        sort=70,
    )
)
# These lists look again when a registration is made, when money moves.
allow("registrations", "frontdesk.register_guest")
allow("cashier", "cashier.view_folio")
