from datetime import date

from django.db.models import Subquery

from hotel.staff import along
from hotel.stays.models import BusinessDay
from hotel.web import clock
from hotel.web.prepared import Prepared

_current = Prepared(
    lambda: BusinessDay.objects.order_by("pk").values_list("current", flat=True)[:1],
)


def date_query() -> Subquery:
    """The business date as a column, to come along with whoever is signed in."""
    return Subquery(BusinessDay.objects.order_by("pk").values("current")[:1])


def date_for(person: object) -> date:
    """The business date that came along with this person: for pages, which only show it."""
    current: date | None = along.told(person, "business_date", _current.one)
    return current or clock.today()


def business_date() -> date:
    """The hotel's business date 营业日; the calendar's day until somebody has opened it."""
    return _current.one() or clock.today()
