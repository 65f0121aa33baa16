"""Half hours of a board: what is late, then now, then what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hotel.web import clock, show
from hotel.work.rows import Row

SLOT_MINUTES = 30


@dataclass(slots=True)
class Slot:
    """Rows due in the same half hour. `part` is late, now or next; the first of each part opens it."""

    part: str
    starts: datetime
    label: str
    rows: list[Row] = field(default_factory=list)
    opens_part: bool = False
    now_line: bool = False
    day: str = ""

    @property
    def until(self) -> datetime:
        return self.starts + timedelta(minutes=SLOT_MINUTES)


def slots_of(rows: Iterable[Row], now: datetime) -> list[Slot]:
    """Half hours with something in them: what is late, then now, then what comes next."""
    slots: dict[tuple[int, datetime], Slot] = {}
    for row in rows:
        part, starts = _place(row, now)
        key = (("late", "now", "next").index(part), starts)
        if key not in slots:
            slots[key] = Slot(part, starts, _slot_label(part, starts))
        slots[key].rows.append(row)
    ordered = [slots[key] for key in sorted(slots)]
    _mark(ordered, clock.local(now).date())
    return ordered


def _mark(slots: list[Slot], today: date) -> None:
    seen: set[str] = set()
    day = today
    for slot in slots:
        slot.opens_part = slot.part not in seen
        slot.now_line = slot.part != "late" and not seen & {"now", "next"}
        seen.add(slot.part)
        local_day = clock.local(slot.starts).date()
        if local_day != day or (slot.part == "late" and local_day != today and slot.opens_part):
            slot.day = show.day(local_day)
        day = local_day


def _place(row: Row, now: datetime) -> tuple[str, datetime]:
    due, current = _floor(row.item.due_at), _floor(now)
    if row.state == "overdue":
        return "late", due
    # Work on hold past its time is not late: it stands where the hotel stands, at now.
    return ("now", current) if due <= current else ("next", due)


def _floor(moment: datetime) -> datetime:
    spare = timedelta(minutes=moment.minute % SLOT_MINUTES)
    return (moment - spare).replace(second=0, microsecond=0)


def _slot_label(part: str, starts: datetime) -> str:
    return _("Now") if part == "now" else show.hm(starts)
