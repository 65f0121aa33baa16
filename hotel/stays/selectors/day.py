from datetime import date

from hotel.stays.models import BusinessDay
from hotel.web import clock


def business_date() -> date:
    """The hotel's business date 营业日; the calendar's day until somebody has opened it."""
    current = BusinessDay.objects.values_list("current", flat=True).first()
    return current or clock.today()
