from datetime import date

from django.apps import AppConfig
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class StaysConfig(AppConfig):
    name = "hotel.stays"
    label = "stays"
    verbose_name = _("Stays")

    def ready(self) -> None:
        # They register themselves: how the acts are called, and the guest page's list of stays.
        from hotel.stays import guest_panel, offers, today, today_lines, words  # noqa: F401

        _follow_the_rooms()
        _stand_in_the_shell()


def _follow_the_rooms() -> None:
    from hotel.rooms import capacity, claims
    from hotel.stays import nights
    from hotel.stays.selectors import business_date, what_is_in_the_way

    @capacity.on_change
    def recount(room_type_id: int, first: date, until: date | None) -> None:
        nights.recount(room_type_id, max(first, business_date()), until)

    @claims.register
    def claim(room_id: int, period: DateTimeTZRange) -> str | None:
        return what_is_in_the_way(room_id, period, blocks=False)


def _stand_in_the_shell() -> None:
    from hotel.staff import along
    from hotel.stays.selectors import date_for, date_query
    from hotel.web import shell

    def today(request: HttpRequest) -> date:
        return date_for(getattr(request, "user", None))

    along.carry("business_date", date_query)
    shell.add_fact("business_date", today)
