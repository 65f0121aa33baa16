"""What the counter offers to do with a stay."""

from django.utils.translation import gettext_lazy as _

from hotel.stays.buttons import Button, register

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
register(
    Button(
        key="bill",
        label=_("Bill"),
        route="cashier:of-stay",
        permission="cashier.view_folio",
        phases=frozenset({"in_house", "due_out", "departed"}),
        shortcut="b",
        sort=30,
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
