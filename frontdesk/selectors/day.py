"""What stands between the business date and its close, and what the close will do (handbook B1.6)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from frontdesk.enums import RegistrationStatus
from frontdesk.models import DayClose, Registration
from hotel.cashier import selectors as cashier
from hotel.stays import selectors as stays
from hotel.stays.enums import StayKind
from hotel.web import clock
from housekeeping import selectors as floors

if TYPE_CHECKING:
    from hotel.stays.models import Stay
    from housekeeping.models import DepartureInspection

# Rooms that cost nothing on purpose.
FREE = (StayKind.HOUSE_USE, StayKind.COMPLIMENTARY)
CLOSED_SHOWN = 14
CLOSED_BY = time(2)


@dataclass
class Closing:
    """The business date as the night auditor finds it. Blocking: `arrivals`, `departures`,
    `inspections`. The rest is to be looked at, and what the close does."""

    day: date
    arrivals: "list[Stay]"
    departures: "list[Stay]"
    inspections: "list[DepartureInspection]"
    in_house: "list[Stay]"
    unsubmitted: int

    @property
    def stay_ids(self) -> set[int]:
        return {stay.pk for stay in (*self.arrivals, *self.departures, *self.in_house)}

    @property
    def next_day(self) -> date:
        return self.day + timedelta(days=1)

    @property
    def blocked(self) -> bool:
        return bool(self.arrivals or self.departures or self.inspections)

    @property
    def obstacles(self) -> list[str]:
        """What must be settled first, each in one sentence."""
        said = (
            (
                len(self.arrivals),
                ngettext(
                    "%(count)s arrival is not settled.",
                    "%(count)s arrivals are not settled.",
                    len(self.arrivals),
                ),
            ),
            (
                len(self.departures),
                ngettext(
                    "%(count)s guest due out has not left.",
                    "%(count)s guests due out have not left.",
                    len(self.departures),
                ),
            ),
            (
                len(self.inspections),
                ngettext(
                    "%(count)s departure inspection is open.",
                    "%(count)s departure inspections are open.",
                    len(self.inspections),
                ),
            ),
        )
        return [text % {"count": count} for count, text in said if count]

    @property
    def is_early(self) -> bool:
        """Still the same day on the calendar: guests may yet come."""
        return clock.today() <= self.day

    @property
    def is_ahead(self) -> bool:
        """The next business date would begin before its day has."""
        return clock.today() < self.day

    @cached_property
    def staying(self) -> "list[Stay]":
        """Who sleeps here this night."""
        leaving = {stay.pk for stay in self.departures}
        return [stay for stay in self.in_house if stay.pk not in leaving]

    @cached_property
    def to_post(self) -> "list[Stay]":
        """Whose night is still to be charged."""
        posted = cashier.nights_posted([stay.pk for stay in self.staying])
        due = (stay for stay in self.staying if stay.rate)
        return [stay for stay in due if self.day not in posted.get(stay.pk, ())]

    @property
    def sum_to_post(self) -> Decimal:
        return sum((stay.rate for stay in self.to_post), Decimal(0))

    @property
    def turning_dirty(self) -> int:
        return sum(1 for stay in self.staying if stay.room is not None and stay.room.is_clean)

    @property
    def free_of_charge(self) -> "list[Stay]":
        """A rate of nothing that no kind of stay explains."""
        return [stay for stay in self.staying if not stay.rate and stay.kind not in FREE]

    @cached_property
    def short(self) -> "list[tuple[Stay, Decimal]]":
        """Whose bill, with this night, goes over what they left with us."""
        balances = cashier.balances_of_stays([stay.pk for stay in self.staying])
        unposted = {stay.pk for stay in self.to_post}
        owed = (
            (stay, balances.get(stay.pk, Decimal(0)) + (stay.rate if stay.pk in unposted else 0))
            for stay in self.staying
        )
        return [(stay, sum_) for stay, sum_ in owed if sum_ > 0]


def closing() -> Closing:
    """The day to close; a constant number of queries."""
    day = stays.business_date()
    return Closing(
        day=day,
        arrivals=stays.arrivals(day),
        departures=stays.departures(day),
        inspections=list(floors.open_inspections()),
        in_house=stays.in_house(),
        unsubmitted=Registration.objects.filter(status=RegistrationStatus.READY).count(),
    )


def closed_days() -> list[DayClose]:
    """The newest closed days."""
    return list(DayClose.objects.select_related("closed_by")[:CLOSED_SHOWN])


def close_of(day: date) -> DayClose | None:
    return DayClose.objects.select_related("closed_by").filter(business_date=day).first()


def due_at() -> datetime:
    """When the business date should be closed by: 02:00 of the day after (handbook B1.6)."""
    return clock.at(stays.business_date() + timedelta(days=1), CLOSED_BY)
