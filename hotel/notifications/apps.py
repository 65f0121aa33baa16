from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "hotel.notifications"
    label = "notifications"
    verbose_name = _("Notices")

    def ready(self) -> None:
        from hotel.notifications.selectors import unread_query
        from hotel.staff import along
        from hotel.web.settings_site import Link, add_link
        from hotel.web.shell import NavItem, add_nav

        # The followers, words and topics of this app are registered by being imported.
        for module in (
            "followers",
            "ladder",
            "news",
            "told",
            "today",
            "topics",
            "topbar",
            "banner",
        ):
            import_module(f"hotel.notifications.{module}")
        import_module("hotel.notifications.outside.words")
        along.carry("unread", unread_query)
        add_link(
            "work",
            Link(
                _("Messages leaving the house"),
                "notifications:channels",
                "notifications.see_channels",
            ),
        )
        # In the rail the bell says it; a phone has it at the bottom.
        add_nav(
            NavItem(
                key="notices",
                label=_("Notices"),
                icon="bell",
                route="notifications:inbox",
                permission="notifications.read_inbox",
                sort=55,
                rail=False,
            )
        )
