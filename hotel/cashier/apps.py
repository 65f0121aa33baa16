from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CashierConfig(AppConfig):
    name = "hotel.cashier"
    label = "cashier"
    verbose_name = _("Cashier")

    def ready(self) -> None:
        from hotel.cashier import card, departure, history, home, words  # noqa: F401  they register themselves

        _stand_in_the_shell()


def _stand_in_the_shell() -> None:
    from hotel.web.shell import NavItem, add_nav

    add_nav(
        NavItem(
            key="cashier",
            label=pgettext_lazy("area", "Cashier"),
            icon="cash-coin",
            route="cashier:folios",
            permission="cashier.view_folio",
            sort=45,
        )
    )
