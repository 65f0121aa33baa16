"""A department whose work escalates, for the tests of the ladder: people on duty, a clock to turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import time_machine

from hotel.journal.models import Entry
from hotel.staff import services as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.work import ladder, services
from hotel.work.ladder import Case
from hotel.work.models import EscalationStep, Item
from tests.work.owing import SUBJECT, owed

NINE = datetime.fromisoformat("2026-11-20T09:00:00+08:00")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PACE = {"code": "V1", "target_min": 20, "lead_min": 60, "gap_min": 10, "ahead_min": 480}


@contextmanager
def escalating() -> Iterator[None]:
    """Work about every subject of these tests escalates at the pace above."""
    services.load_paces(SUBJECT, [PACE])
    ladder.register(SUBJECT, lambda ids: {each: Case("V1", "V1") for each in ids})
    try:
        yield
    finally:
        ladder._providers.pop(SUBJECT)


def at(minutes: float) -> time_machine.travel:
    """The clock stands still so many minutes after nine."""
    return time_machine.travel(NINE + minutes * MINUTE, tick=False)


def on_duty(*people: User, hours: float = 12, after: float = 0) -> None:
    for person in people:
        staff.put_on_duty(
            user=person,
            department=person.department,
            shift="early",
            start=NINE + (after - 0.5) * HOUR,
            end=NINE + (after + hours) * HOUR,
            by=None,
        )


def owed_at_nine(key: str = "P04", **fields: Any) -> Item:
    """Made at nine, due at noon, a room attendant's."""
    with at(0):
        given = {"role_code": "room_attendant", "due_at": clock.now() + 3 * HOUR, **fields}
        return owed(key, **given)


def sweep(minutes: float) -> int:
    with at(minutes):
        return services.watch()


def climbed(item: Item) -> list[tuple[str, float]]:
    """Each step taken, as (audience, minutes after nine it was taken)."""
    steps = EscalationStep.objects.filter(item=item).order_by("id")
    return [(ladder.Reach(step.reach).name, (step.taken_at - NINE) / MINUTE) for step in steps]


def every_minute(until: int, since: int = 0) -> None:
    for minute in range(since, until + 1):
        sweep(minute)


def rung(entry: Entry | None = None) -> list[set[str]]:
    """Who was told by each act of escalation, by staff number."""
    names = dict(User.objects.values_list("pk", "username"))
    acts = Entry.objects.filter(verb="work.escalated").order_by("id")
    return [{names[pk] for pk in act.data["people"]} for act in acts]
