"""The critical path backwards: what has to be begun when, and what is at risk before it is late."""

from datetime import datetime, timedelta

import pytest

from hotel.work import boards
from hotel.work.models import Item
from tests.vip.conftest import Desk, items
from vip import overview, risks
from vip.timing import Step, timings

NOW = datetime.fromisoformat("2026-11-22T10:00:00+08:00")
CLEAN = Step(key="clean", due_at=NOW + timedelta(hours=2), minutes=60)
CHECK = Step(
    key="check", due_at=NOW + timedelta(hours=2, minutes=10), minutes=20, requires=("clean",)
)


def at(hours: int, minutes: int = 0) -> datetime:
    return NOW + timedelta(hours=hours, minutes=minutes)


def test_a_task_is_begun_early_enough_for_what_waits_for_it() -> None:
    found = timings([CLEAN, CHECK], NOW)
    assert (found["check"].start_by, found["clean"].start_by) == (at(1, 50), at(0, 50))


@pytest.mark.parametrize(("now", "risk"), [(at(0, 49), False), (at(0, 51), True)])
def test_begun_too_late_is_a_risk_before_it_is_late(now: datetime, risk: bool) -> None:
    found = timings([CLEAN, CHECK], now)
    assert {key: timing.at_risk for key, timing in found.items()} == {"clean": risk, "check": risk}


def test_who_has_begun_in_time_is_no_risk() -> None:
    begun = Step(key="clean", due_at=CLEAN.due_at, minutes=60, started_at=at(0, 55))
    assert not timings([begun], at(1, 30))["clean"].at_risk


def test_what_is_late_already_is_late_and_no_risk() -> None:
    assert not timings([CLEAN], at(3))["clean"].at_risk


def test_what_happens_at_its_moment_is_never_a_risk() -> None:
    greet = Step(key="greet", due_at=at(0, 1), minutes=0)
    assert not timings([greet], NOW)["greet"].at_risk


def test_tasks_that_wait_for_one_another_do_not_hang_the_page() -> None:
    a = Step(key="a", due_at=at(1), minutes=10, requires=("b",))
    b = Step(key="b", due_at=at(1), minutes=10, requires=("a",))
    assert set(timings([a, b], NOW)) == {"a", "b"}


@pytest.mark.django_db
def test_the_overview_says_so_before_it_is_late(desk: Desk) -> None:
    visit = desk.announced("C", "V3")
    task = items(visit)["P04"]
    now = task.due_at - timedelta(minutes=30)
    Item.objects.filter(pk=task.pk).update(requires=[])
    line = overview.lines_of([visit], desk.cast.fo_manager, now)[0]
    assert risks.of_visit(items(visit).values(), visit.template_id, now)[task.pk].at_risk
    bar = next(bar for bar in line.bars if bar.department.code == "housekeeping")
    assert bar.at_risk


@pytest.mark.django_db
def test_the_board_says_so_before_it_is_late(desk: Desk) -> None:
    visit = desk.announced("C", "V3")
    task = items(visit)["P04"]
    board = boards.build(
        task.department, desk.cast.hk_supervisor, now=task.due_at - timedelta(minutes=30)
    )
    notes = {row.item.key: row.note for row in board.rows}
    assert notes["P04"].startswith(("有延误风险", "At risk"))
