from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "hotel.notifications"
    label = "notifications"
    verbose_name = _("Notices")

    def ready(self) -> None:
        # The followers, words and topics of this app are registered by being imported.
        for module in ("followers", "news", "told", "topics", "topbar", "banner"):
            import_module(f"hotel.notifications.{module}")
