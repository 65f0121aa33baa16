"""Time for people: stored in UTC, shown where the hotel stands."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def now() -> datetime:
    """This instant, aware, UTC."""
    return timezone.now()


def local(moment: datetime) -> datetime:
    """The same instant on the hotel's clock."""
    return timezone.localtime(moment)


def at(day: date, clock: time) -> datetime:
    """The instant of a clock time at the hotel on a calendar day, aware."""
    return timezone.make_aware(datetime.combine(day, clock))


def today() -> date:
    """The calendar day at the hotel; not the business date."""
    return timezone.localdate()


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
