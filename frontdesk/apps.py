from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each registers what it has to say when it is imported: words, buttons, nav, reasons, home lines.
PARTS: tuple[str, ...] = (
    "areas",
    "buttons",
    "cards",
    "followers",
    "home",
    "news",
    "not_ready",
    "words",
)


class FrontdeskConfig(AppConfig):
    name = "frontdesk"
    label = "frontdesk"
    verbose_name = _("Front desk")

    def ready(self) -> None:
        for part in PARTS:
            import_module(f"frontdesk.{part}")
