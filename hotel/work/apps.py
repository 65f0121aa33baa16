from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "hotel.work"
    label = "work"
    verbose_name = _("Department work")

    def ready(self) -> None:
        from hotel.work import followers  # noqa: F401  (they register themselves)
