from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each registers what it has to say when it is imported.
PARTS = ("words", "news", "alerts", "cards", "reasons", "home", "scheme")


class ComplaintsConfig(AppConfig):
    name = "complaints"
    label = "complaints"
    verbose_name = _("Complaints")

    def ready(self) -> None:
        from hotel.notifications import topics

        for part in PARTS:
            import_module(f"complaints.{part}")
        topics.allow("complaints", "complaints.see_complaints")
        topics.allow("complaints.*", "complaints.see_complaints")
