"""The days statistics are asked for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from hotel.web import clock

MOST = timedelta(days=366)
USUAL = 90


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included, on the hotel's calendar."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return clock.at(self.first, time(0))

    @property
    def end(self) -> datetime:
        return clock.at(self.last + timedelta(days=1), time(0))

    @property
    def query(self) -> str:
        return f"?first={self.first.isoformat()}&last={self.last.isoformat()}"

    def months(self) -> list[date]:
        """The first day of each month that the period touches."""
        found, month = [], self.first.replace(day=1)
        while month <= self.last:
            found.append(month)
            month = (month + timedelta(days=32)).replace(day=1)
        return found


def period_of(first: str, last: str, today: date) -> Period:
    """The days asked for. What cannot be read, ends before it begins or is longer than a year is
    made the nearest that is right."""
    end = _day(last) or today
    begin = _day(first) or end - timedelta(days=USUAL - 1)
    begin, end = min(begin, end), max(begin, end)
    return Period(max(begin, end - MOST + timedelta(days=1)), end)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def usual_periods(today: date) -> list[tuple[str, Period]]:
    """Those one press away."""
    month = today.replace(day=1)
    before = month - timedelta(days=1)
    return [
        (_("This month"), Period(month, today)),
        (_("Last month"), Period(before.replace(day=1), before)),
        (_("90 days"), Period(today - timedelta(days=USUAL - 1), today)),
        (_("A year"), Period(today - timedelta(days=364), today)),
    ]
