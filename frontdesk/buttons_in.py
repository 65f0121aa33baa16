"""The counter's acts on a stay that is due in, and its place in the rail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.selectors.arriving import count_late
from hotel.notifications.topics import allow
from hotel.stays.buttons import Button, register
from hotel.web.shell import NavItem, add_nav

register(
    Button(
        key="check-in",
        label=_("Check in"),
        route="frontdesk:check-in",
        permission="frontdesk.check_in",
        phases=frozenset({"due_in"}),
        shortcut="Enter",
        primary=True,
        sort=10,
    )
)
register(
    Button(
        key="register-person",
        label=_("Register a person"),
        route="frontdesk:register-person",
        permission="frontdesk.register_guest",
        phases=frozenset({"in_house", "due_out"}),
        shortcut="p",
        sort=32,
    )
)


def late(_request: HttpRequest) -> int | None:
    return count_late() or None


add_nav(
    NavItem(
        key="arrivals",
        label=pgettext_lazy("rail", "Arrivals"),
        icon="box-arrow-in-right",
        route="frontdesk:arrivals",
        permission="frontdesk.see_lists",
        badge=late,
        sort=12,
    )
)

allow("registrations", "frontdesk.register_guest")
