"""The business date 营业日: not the calendar's, and only ever forward (handbook B1.6)."""

from datetime import date

from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays.acts import act
from hotel.stays.models import BusinessDay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused


@act
def open_business_date(first: date, *, by: User | None = None) -> BusinessDay:
    """Begin the hotel's calendar, once. Raises `Refused` when it has begun."""
    day, made = BusinessDay.objects.get_or_create(pk=1, defaults={"current": first})
    if not made:
        raise Refused(_("The business date is open already."))
    record("business_date.opened", day, by=by, data={"to": first.isoformat()}, topics=["stays"])
    return day


@act
def advance_business_date(to: date, *, by: User | None) -> BusinessDay:
    """Move the business date forward. `by` None is the house itself (the demo moving to today)."""
    if by is not None and not by.has_perm("stays.advance_business_date"):
        raise Forbidden(_("Your role may not move the business date."))
    BusinessDay.objects.get_or_create(pk=1, defaults={"current": min(to, clock.today())})
    day = BusinessDay.objects.select_for_update().get(pk=1)
    before = day.current
    if to <= before:
        raise Refused(
            _("The business date is %(now)s; it only moves forward.") % {"now": before.isoformat()}
        )
    day.current = to
    day.save(update_fields=["current", "advanced_at"])
    record(
        "business_date.advanced",
        day,
        by=by,
        changes={"current": (before, to)},
        data={"from": before.isoformat(), "to": to.isoformat()},
        topics=["stays"],
    )
    return day
