from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Everybody without a lead's page lands on the own department's board.
FLOOR = (
    "fo_supervisor", "receptionist", "cashier", "operator", "hk_supervisor", "room_attendant",
    "pa_cleaner", "fnb_supervisor", "greeter_lead", "etiquette", "security_officer", "engineer",
    "recreation_supervisor", "business_clerk", "night_auditor",
)  # fmt: skip


class StaffConfig(AppConfig):
    name = "hotel.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from hotel.staff import rules
        from hotel.staff.selectors import shift_at
        from hotel.web import clock, landing, shell

        landing.register(rules.MANAGERS, "vip:overview", rank=10)
        landing.register(FLOOR, "work:board", lambda user: (user.department.code,), rank=50)
        landing.register(("admin",), "admin:index", rank=60)
        landing.register((), "work:board", lambda user: (user.department.code,), rank=90)
        shell.add_nav(
            shell.NavItem(
                key="roster",
                label=_("Roster"),
                icon="calendar-week",
                route="staff:roster",
                permission="staff.view_roster",
                sort=90,
                phone=False,
            )
        )
        shell.add_fact("shift", lambda _request: shift_at(clock.now()))
