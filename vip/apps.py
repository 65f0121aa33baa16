from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VipConfig(AppConfig):
    name = "vip"
    label = "vip"
    verbose_name = _("VIP reception")

    def ready(self) -> None:
        from hotel.web.shell import NavItem, add_nav
        from hotel.work import subjects
        from vip import followers, news, shipped, today, words  # noqa: F401  they register themselves
        from vip.alerts import register as register_alerts
        from vip.cards import cards
        from vip.discretion import register as register_discretion
        from vip.reasons import register as register_reasons

        subjects.register("vip.visit", cards)
        register_alerts()
        register_discretion()
        register_reasons()
        add_nav(
            NavItem(
                key="vip",
                label=_("VIP"),
                icon="gem",
                route="vip:overview",
                permission="vip.see_overview",
                sort=20,
            )
        )
