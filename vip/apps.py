from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VipConfig(AppConfig):
    name = "vip"
    label = "vip"
    verbose_name = _("VIP reception")

    def ready(self) -> None:
        from hotel.web.shell import NavItem, add_nav
        from hotel.work import ladder, subjects
        from hotel.work.risks import register as register_risks
        from vip import (  # noqa: F401  they register themselves
            followers,
            gift_followers,
            money,
            news,
            shift,
            shipped,
            today,
            words,
        )
        from vip.alerts import register as register_alerts
        from vip.briefing import TASKS, beside_item
        from vip.cards import cards
        from vip.discretion import register as register_discretion
        from vip.gate import register as register_gate
        from vip.pacing import SUBJECT, cases, shipped_paces
        from vip.reasons import register as register_reasons
        from vip.risks import on_boards

        subjects.register_beside("vip.visit", TASKS, beside_item)
        subjects.register(SUBJECT, cards)
        register_risks(SUBJECT, on_boards)
        ladder.register(SUBJECT, cases, paces=shipped_paces)
        register_alerts()
        register_discretion()
        register_reasons()
        register_gate()
        add_nav(
            NavItem(
                key="vip-gate",
                label=_("Gate"),
                icon="car-front",
                route="vip:gate",
                permission="vip.stand_at_gate",
                sort=21,
            )
        )
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
