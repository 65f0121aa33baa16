"""The hold time follows the arrival, as long as it is the house's and not one agreed with the guest."""

from datetime import date, datetime
from typing import Any

from django.db.models import F, Min

from hotel.house.selectors import rules
from hotel.stays import periods
from hotel.stays.enums import EXPECTED
from hotel.stays.models import Reservation, Stay
from hotel.web import clock


def follow(stay: Stay, was: date, now: date) -> dict[str, Any]:
    """Move the hold time of the stay's reservation from one arrival to the other; the changes made.

    Others of the reservation who still come on the old day keep it there.
    """
    reservation = stay.reservation
    others = reservation.stays.filter(status__in=EXPECTED).exclude(pk=stay.pk)
    held = reservation.hold_until
    if held is None or not _by_the_house(reservation, held, was):
        return {}
    if others.filter(arrival=was).exists():
        return {}
    first = others.aggregate(first=Min("arrival"))["first"]
    until = periods.hold_until(min(first or now, now))
    Reservation.objects.filter(pk=reservation.pk).update(hold_until=until, version=F("version") + 1)
    reservation.hold_until = until
    return {"hold_until": (held, until)}


def _by_the_house(reservation: Reservation, held: datetime, arrival: date) -> bool:
    """The hour of the house on the day of arrival, or the shortest hold of a booking made after it."""
    shortest = reservation.made_at + periods.HELD_AT_LEAST
    return held == clock.at(arrival, rules().hold_until) or abs(held - shortest) < clock.minutes(1)
