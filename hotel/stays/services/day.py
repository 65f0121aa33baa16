"""The business date 营业日: not the calendar's, and only ever forward (handbook B1.6)."""

from datetime import date

from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays.acts import act
from hotel.stays.enums import StayStatus
from hotel.stays.models import BusinessDay, Stay
from hotel.stays.selectors import counts
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


def hold_business_date() -> date:
    """The business date, locked until the transaction ends: days are closed one by one."""
    BusinessDay.objects.get_or_create(pk=1, defaults={"current": clock.today()})
    return BusinessDay.objects.select_for_update().get(pk=1).current


def hold_in_house() -> None:
    """Lock whoever is in the house until the transaction ends, in the order of their ids."""
    present = Stay.objects.filter(status=StayStatus.IN_HOUSE).order_by("pk")
    list(present.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


@act
def advance_business_date(to: date, *, by: User | None) -> BusinessDay:
    """Move the business date forward, once everybody due has come and gone (handbook B1.6). `by`
    None is the house itself (the demo moving to today), which settles them afterwards."""
    if by is not None and not by.has_perm("stays.advance_business_date"):
        raise Forbidden(_("Your role may not move the business date."))
    BusinessDay.objects.get_or_create(pk=1, defaults={"current": min(to, clock.today())})
    day = BusinessDay.objects.select_for_update().get(pk=1)
    before = day.current
    if to <= before:
        raise Refused(
            _("The business date is %(now)s; it only moves forward.") % {"now": before.isoformat()}
        )
    if by is not None:
        _check_settled(before)
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


def _check_settled(day: date) -> None:
    left = counts(day)
    if left["arrivals"] or left["departures"]:
        raise Refused(
            _("Not settled yet: %(arrivals)s arrivals, %(departures)s departures.") % left,
            code="unsettled",
        )
