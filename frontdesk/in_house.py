"""The house's guests stand in the rail."""

from django.utils.translation import gettext_lazy as _

from hotel.web import shell

shell.add_nav(
    shell.NavItem(
        key="in-house",
        label=_("In house"),
        icon="people",
        route="frontdesk:in-house",
        permission="frontdesk.see_lists",
        sort=14,
    )
)
