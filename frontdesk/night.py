"""The close of the day in the shell: its words, its place in the rail, its line on the home page."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from frontdesk.selectors.day import due_at
from hotel.journal import words
from hotel.staff.models import User
from hotel.web import clock, shell
from hotel.web.today import LATE, Line, Source, register


def overdue(user: User) -> Iterable[Line]:
    """Past 02:00 and the business date still stands on yesterday."""
    due = due_at()
    if clock.now() >= due:
        yield Line(LATE, _("The day is not closed"), reverse("frontdesk:day"), at=due)


words.say({"day.closed": gettext_lazy("closed the day")})
register(
    Source(
        "day",
        gettext_lazy("Close of the day"),
        "frontdesk.close_day",
        overdue,
        more="frontdesk:day",
        sort=1,
    )
)
shell.add_nav(
    shell.NavItem(
        key="day",
        label=pgettext_lazy("navigation", "Audit"),
        icon="moon-stars",
        route="frontdesk:day",
        permission="frontdesk.close_day",
        sort=70,
    )
)
