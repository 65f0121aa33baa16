"""A department's week of duties, laid out for the roster page."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from hotel.staff.models import Department, Duty, User
from hotel.staff.selectors import departments, duties_between
from hotel.staff.shifts import ROUND_THE_CLOCK, Shift, ShiftWindow, window
from hotel.web import clock


@dataclass(frozen=True)
class Cell:
    hours: ShiftWindow
    duties: list[Duty]
    now: bool


@dataclass(frozen=True)
class Row:
    """One shift through the week, Monday to Sunday."""

    shift: Duty.Shift
    hours: str
    cells: list[Cell]


@dataclass(frozen=True)
class Presence:
    """Who of a department is on duty now."""

    department: Department
    people: list[User]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(department: Department, first: date) -> list[Row]:
    """Rows of the week that starts on `first`. Office hours only where somebody keeps them."""
    start, end = window(Shift.EARLY, first).start, window(Shift.EARLY, first + timedelta(7)).start
    found: defaultdict[tuple[str, date], list[Duty]] = defaultdict(list)
    for duty in duties_between(start, end).filter(department=department):
        found[duty.shift, clock.local(duty.period.lower).date()].append(duty)
    shifts = [*ROUND_THE_CLOCK, *([Shift.DAY] if any(key[0] == Shift.DAY for key in found) else [])]
    return [_row(shift, first, found) for shift in shifts]


def _row(shift: Duty.Shift, first: date, found: dict[tuple[str, date], list[Duty]]) -> Row:
    now = clock.now()
    windows = [window(shift, first + timedelta(offset)) for offset in range(7)]
    cells = [
        Cell(each, found.get((shift, each.day), []), each.start <= now < each.end)
        for each in windows
    ]
    return Row(shift, windows[0].hours, cells)


def present_now() -> list[Presence]:
    """Every department with the people on duty at this moment, in two queries."""
    now = clock.now()
    here: defaultdict[int, list[User]] = defaultdict(list)
    for duty in duties_between(now, now + timedelta(seconds=1)):
        here[duty.department_id].append(duty.user)
    return [Presence(each, here[each.pk]) for each in departments()]
