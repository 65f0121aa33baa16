from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What each role reaches with the thumb (keys of areas); of several roles the first match counts.
THUMBS = (
    (("general_manager", "deputy_gm"), ("home", "vip", "complaints", "board")),
    (
        ("duty_manager", "assistant_manager"),
        ("home", "complaints", "in-house", "arrivals"),
    ),
    (
        ("fo_manager", "fo_supervisor", "receptionist", "operator"),
        ("arrivals", "in-house", "departures", "board"),
    ),
    (("night_auditor",), ("home", "departures", "cashier", "day")),
    (("cashier",), ("home", "departures", "cashier", "in-house")),
    (("hk_manager", "hk_supervisor"), ("home", "my-rooms", "housekeeping", "notices")),
    (("room_attendant",), ("my-rooms", "board", "notices", "housekeeping")),
    ((), ("home", "board", "notices")),
)


class StaffConfig(AppConfig):
    name = "hotel.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from hotel.staff.selectors import shift_at
        from hotel.web import clock, landing, shell

        # Everybody else reads what is late, next and promised on the home page itself.
        landing.register(("room_attendant",), "housekeeping:my-rooms", rank=50)
        landing.register(("admin",), "admin:index", rank=60)
        for roles, areas in THUMBS:
            shell.put_first_on_phone(roles, areas)
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
        shell.add_nav(
            shell.NavItem(
                key="home",
                label=pgettext_lazy("page", "Today"),
                icon="house",
                route="home",
                permission="staff.view_roster",
                sort=5,
                rail=False,
            )
        )
        shell.add_fact("shift", lambda _request: shift_at(clock.now()))
