"""When a guest may be called: the hotel's hours and the guest's own (handbook C3, A7.199)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from hotel.web import clock

Span = tuple[time, time]

_SPAN = re.compile(
    r"(\d{1,2})[:\uff1a](\d{2})\s*(?:-|–|—|~|\uff5e|至|到|to)\s*(\d{1,2})[:\uff1a](\d{2})"
)
_MINUTE = timedelta(minutes=1)


def spans_of(text: str) -> tuple[Span, ...]:
    """The spans of a guest's own quiet hours as they are written on the profile: `22:00–09:00`."""
    found = (tuple(map(int, match.groups())) for match in _SPAN.finditer(text))
    return tuple(
        (time(a % 24, b), time(c % 24, d))
        for a, b, c, d in found
        if max(a, c) <= 24 and max(b, d) < 60
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """Calls from `first` to `last`, both included, and in none of the `rests`, ends excluded."""

    first: time
    last: time
    rests: tuple[Span, ...] = ()

    def allow(self, moment: datetime) -> bool:
        """Whether the guest may be called at this moment (aware)."""
        at = clock.local(moment).time().replace(second=0, microsecond=0)
        return self.first <= at <= self.last and not any(_within(at, span) for span in self.rests)

    def nearest(self, moment: datetime) -> datetime:
        """The moment itself, the next permitted one of that day, or else the last before it.

        A guest who never wants to be called is left with the hotel's own hours.
        """
        day = clock.local(moment).date()
        edges = [self.first, *(end for _start, end in self.rests)]
        before = [self.last, *(start for start, _end in self.rests)]
        later = sorted(clock.at(day, edge) for edge in edges)
        earlier = sorted(
            (clock.at(day, edge) - (_MINUTE if edge != self.last else timedelta()))
            for edge in before
        )
        for each in (moment, *(at for at in later if at > moment)):
            if self.allow(each):
                return each
        for each in reversed([at for at in earlier if at < moment]):
            if self.allow(each):
                return each
        return Hours(self.first, self.last).nearest(moment) if self.rests else moment


def hours_of(quiet: Mapping[str, Any], own: tuple[Span, ...]) -> Hours:
    """The hours of a task's `quiet` (handbook C4) less the guest's own quiet hours."""
    rest = quiet.get("rest")
    hotel = [(time.fromisoformat(rest[0]), time.fromisoformat(rest[1]))] if rest else []
    return Hours(
        first=time.fromisoformat(quiet.get("not_before", "00:00")),
        last=time.fromisoformat(quiet.get("not_after", "23:59")),
        rests=(*hotel, *own),
    )


def _within(at: time, span: Span) -> bool:
    start, end = span
    return start <= at < end if start <= end else at >= start or at < end
