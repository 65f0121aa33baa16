"""The check-out in the rail and on each stay; the bill beside it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.departures import overdue
from frontdesk.selectors.dues import House
from hotel.notifications import topics
from hotel.stays import buttons
from hotel.web.shell import NavItem, add_nav


def _late(_request: Any) -> int | None:
    return len(overdue(House.at())) or None


add_nav(
    NavItem(
        key="departures",
        label=pgettext_lazy("area", "Departures"),
        icon="box-arrow-right",
        route="frontdesk:departures",
        permission="frontdesk.see_lists",
        badge=_late,
        sort=16,
    )
)
buttons.register(
    buttons.Button(
        key="check-out",
        label=_("Check out"),
        route="frontdesk:check-out",
        permission="frontdesk.check_out",
        phases=frozenset({"in_house", "due_out"}),
        shortcut="Enter",
        primary=True,
        sort=10,
    )
)
buttons.register(
    buttons.Button(
        key="bill",
        label=_("Bill"),
        route="cashier:of-stay",
        permission="cashier.view_folio",
        phases=frozenset({"in_house", "due_out", "departed"}),
        shortcut="b",
        sort=30,
    )
)
# The lists of the till look again when money moves.
topics.allow("cashier", "cashier.view_folio")
