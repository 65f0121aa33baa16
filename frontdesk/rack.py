"""The rack stands first in the rail."""

from django.utils.translation import gettext_lazy as _

from hotel.web import shell

shell.add_nav(
    shell.NavItem(
        key="rack",
        label=_("Rack"),
        icon="grid-3x2-gap",
        route="frontdesk:rack",
        permission="frontdesk.see_rack",
        sort=10,
    )
)
