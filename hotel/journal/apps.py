from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "hotel.journal"
    label = "journal"
    verbose_name = _("Journal")

    def ready(self) -> None:
        from hotel.journal import staff_words  # noqa: F401  # says them by being imported
        from hotel.journal.services import record
        from hotel.staff import hooks

        hooks.use(record)
