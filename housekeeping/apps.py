from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each registers what it has to say when it is imported.
PARTS = ("words", "gate", "followers", "news", "home", "shell")


class HousekeepingConfig(AppConfig):
    name = "housekeeping"
    label = "housekeeping"
    verbose_name = _("Housekeeping")

    def ready(self) -> None:
        for part in PARTS:
            import_module(f"housekeeping.{part}")
