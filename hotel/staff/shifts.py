"""The three shifts of the house (handbook B1.5): early 07–15, middle 15–23, night 23–07."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hotel.staff.models import Duty
from hotel.web import clock

Shift = Duty.Shift

_STARTS = {Shift.EARLY: time(7), Shift.MIDDLE: time(15), Shift.NIGHT: time(23), Shift.DAY: time(9)}
_LENGTHS = {Shift.DAY: timedelta(hours=9)}
_EIGHT_HOURS = timedelta(hours=8)

ROUND_THE_CLOCK = (Shift.EARLY, Shift.MIDDLE, Shift.NIGHT)


@dataclass(frozen=True)
class ShiftWindow:
    """One shift on one day. `start` and `end` are aware; `day` is the day it starts on."""

    code: Duty.Shift
    day: date
    start: datetime
    end: datetime

    @property
    def label(self) -> str:
        return str(self.code.label)

    @property
    def hours(self) -> str:
        """`07–15`, as shown beside the name."""
        return f"{clock.local(self.start):%H}–{clock.local(self.end):%H}"


def window(shift: str, day: date) -> ShiftWindow:
    """The hours of this shift when it starts on this calendar day at the hotel."""
    code = Shift(shift)
    start = clock.at(day, _STARTS[code])
    return ShiftWindow(code, day, start, start + _LENGTHS.get(code, _EIGHT_HOURS))


def window_at(moment: datetime) -> ShiftWindow:
    """The shift that is on at this instant."""
    local = clock.local(moment)
    # Before seven the night shift of yesterday is still on.
    first = (
        local.date() - timedelta(days=1) if local.time() < _STARTS[Shift.EARLY] else local.date()
    )
    windows = (window(shift, first) for shift in ROUND_THE_CLOCK)
    return next(each for each in windows if each.start <= moment < each.end)
