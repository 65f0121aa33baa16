from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CashierConfig(AppConfig):
    name = "hotel.cashier"
    label = "cashier"
    verbose_name = _("Cashier")

    def ready(self) -> None:
        from hotel.cashier import card, departure, history, words  # noqa: F401  they register themselves
