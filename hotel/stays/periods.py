"""When a room is needed, and which nights that sells.

A night has the day it begins on: 21 November is 14:00 on the 21st until 14:00 on the 22nd.
"""

from datetime import date, datetime, time, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hotel.house.selectors import rules
from hotel.stays.enums import StayKind
from hotel.web import clock
from hotel.web.refusals import Refused

# Handbook B1.4. A night is counted from this hour to the same hour next day, whatever check-in and
# check-out times the house rules promise; rooms are sold by the hour in the daytime only.
CHECK_IN = time(14, 0)
CHECK_OUT = time(14, 0)
HELD_AT_LEAST = timedelta(hours=2)
# Who comes before this hour belongs to the night before 凌晨房.
SMALL_HOURS = time(6, 0)
DAY_USE_FROM = time(8, 0)
DAY_USE_UNTIL = time(20, 0)
LONGEST = timedelta(days=365)
FURTHEST = timedelta(days=730)

Hours = tuple[time, time]


def overnight(arrival: date, departure: date) -> DateTimeTZRange:
    """14:00 of the arrival day until 14:00 of the departure day, aware."""
    return DateTimeTZRange(clock.at(arrival, CHECK_IN), clock.at(departure, CHECK_OUT))


def by_the_hour(day: date, hours: Hours) -> DateTimeTZRange:
    return DateTimeTZRange(clock.at(day, hours[0]), clock.at(day, hours[1]))


def of(kind: str, arrival: date, departure: date, hours: Hours | None) -> DateTimeTZRange:
    """The time a room is needed for a stay of this kind. A day use needs `hours`."""
    if kind != StayKind.DAY_USE:
        return overnight(arrival, departure)
    if hours is None:
        raise Refused(_("Give the hours of the day use."), field="starts")
    return by_the_hour(arrival, hours)


def nights(kind: str, arrival: date, departure: date, period: DateTimeTZRange) -> list[date]:
    """The nights a stay counts as sold on, in order.

    A day use that reaches past 14:00 takes the room from the guest who may come at 14:00, so it
    sells that night of its type; one in the morning sells none. Its room is its own in any case.
    """
    if kind == StayKind.DAY_USE:
        return [arrival] if period.upper > clock.at(arrival, CHECK_IN) else []
    return [arrival + timedelta(days=n) for n in range((departure - arrival).days)]


def check(
    kind: str, arrival: date, departure: date, hours: Hours | None, business_date: date
) -> None:
    """Raise `Refused` beside its field for days that nobody can sell."""
    if arrival < business_date:
        raise Refused(
            _("The arrival lies before the business date %(today)s.")
            % {"today": business_date.isoformat()},
            field="arrival",
        )
    if arrival > business_date + FURTHEST:
        raise Refused(_("Nothing is sold more than two years ahead."), field="arrival")
    if kind == StayKind.DAY_USE:
        _check_hours(arrival, departure, hours)
        return
    check_departure(arrival, departure)


def check_departure(arrival: date, departure: date) -> None:
    if departure == arrival:
        raise Refused(_("A stay has at least one night."), field="departure")
    if departure < arrival:
        raise Refused(_("The departure lies before the arrival."), field="departure")
    if departure - arrival > LONGEST:
        raise Refused(
            ngettext(
                "A stay is sold for at most %(days)s night.",
                "A stay is sold for at most %(days)s nights.",
                LONGEST.days,
            )
            % {"days": LONGEST.days},
            field="departure",
        )


def _check_hours(arrival: date, departure: date, hours: Hours | None) -> None:
    if departure != arrival:
        raise Refused(_("A day use ends on the day it begins."), field="departure")
    if hours is None:
        raise Refused(_("Give the hours of the day use."), field="starts")
    if hours[1] <= hours[0]:
        raise Refused(_("The end lies before the start."), field="ends")
    if clock.at(arrival, hours[1]) <= clock.now():
        raise Refused(_("These hours have passed."), field="ends")
    if hours[0] < DAY_USE_FROM or hours[1] > DAY_USE_UNTIL:
        raise Refused(
            _("Rooms are sold by the hour from %(start)s until %(end)s.")
            % {"start": f"{DAY_USE_FROM:%H:%M}", "end": f"{DAY_USE_UNTIL:%H:%M}"},
            field="starts",
        )


def hold_until(arrival: date) -> datetime:
    """The hour of the house rules on the arrival day; a booking made later is held for two hours."""
    return max(clock.at(arrival, rules().hold_until), clock.now() + HELD_AT_LEAST)


def hours_of(period: DateTimeTZRange) -> Hours:
    """The hours of a day use, on the hotel's clock."""
    return clock.local(period.lower).time(), clock.local(period.upper).time()


def ended(period: DateTimeTZRange, left_at: datetime) -> DateTimeTZRange:
    """What a period became when the guest left: shorter if they left early, never inverted."""
    upper = min(period.upper, left_at)
    return DateTimeTZRange(period.lower, max(upper, period.lower + timedelta(microseconds=1)))
