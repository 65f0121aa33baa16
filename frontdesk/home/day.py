"""The line of whoever closes the day: that it is overdue."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontdesk.selectors.day import due_at
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.today import LATE, Line, Source, register


def overdue(user: User) -> Iterable[Line]:
    """Past 02:00 and the business date still stands on yesterday."""
    due = due_at()
    if clock.now() >= due:
        yield Line(LATE, _("The day is not closed"), reverse("frontdesk:day"), at=due)


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
