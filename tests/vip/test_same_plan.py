"""After any edits the open tasks equal a fresh plan, and nothing done is lost (handbook C3)."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotel.journal.models import Entry
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work.models import Item
from hotel.work.planned import PlannedItem
from tests.vip.conftest import Desk, in_days, items
from tests.vip.scheme import CONDITIONS, NOTICE, facts, tasks
from vip import services
from vip.models import Visit
from vip.plan import Facts, Told, plan_for

TASKS = tasks()
moments = st.integers(-30, 200).map(lambda hours: NOTICE + timedelta(hours=hours))


@st.composite
def any_facts(draw: Any) -> Facts:
    source = draw(st.sampled_from("ABCD"))
    levels = draw(st.lists(st.sampled_from(["V1", "V2", "V3", "V4"]), min_size=1, max_size=4))
    arrivals = draw(st.lists(moments, min_size=1, max_size=4))
    told = [NOTICE + timedelta(hours=5 * n) for n in range(4)]
    arrived = draw(st.none() | moments)
    return facts(
        source=source,
        levels=tuple(Told(at, level) for at, level in zip(told, levels, strict=False)),
        arrivals=tuple(Told(at, when) for at, when in zip(told, arrivals, strict=False)),
        arrived_at=arrived,
        departures=(Told(NOTICE, max(arrivals) + timedelta(days=draw(st.integers(1, 5)))),),
        conditions={
            each: NOTICE + timedelta(hours=draw(st.integers(0, 20)))
            for each in draw(st.sets(st.sampled_from(CONDITIONS)))
        }
        | ({"walk_in": NOTICE} if source == "D" else {}),
    )


def fresh(given_facts: Facts) -> list[PlannedItem]:
    return plan_for(given_facts, TASKS, notice_at=NOTICE, now=NOTICE)


@settings(max_examples=150, deadline=None)
@given(any_facts())
def test_the_same_facts_give_the_same_plan(some: Facts) -> None:
    assert fresh(some) == fresh(some)


@settings(max_examples=150, deadline=None)
@given(any_facts())
def test_no_task_is_due_before_the_house_was_told(some: Facts) -> None:
    assert all(item.due_at >= NOTICE - timedelta(hours=30) for item in fresh(some))


@settings(max_examples=150, deadline=None)
@given(any_facts())
def test_a_compressed_task_is_due_later_than_it_should_have_been(some: Facts) -> None:
    late = [item for item in fresh(some) if item.compressed]
    assert all(item.original_due_at and item.due_at > item.original_due_at for item in late)


edits = st.one_of(
    st.tuples(st.just("arrival"), st.integers(1, 24 * 6)),
    st.tuples(st.just("departure"), st.integers(1, 24 * 6)),
    st.tuples(st.just("level"), st.sampled_from(["V2", "V3", "V4"])),
    st.tuples(st.just("bathing"), st.booleans()),
    st.tuples(st.just("wake_up"), st.none() | st.integers(24 * 7, 24 * 8)),
    st.tuples(st.just("plates"), st.sampled_from([[], ["湘A8K6F2"]])),
    st.tuples(st.just("meal"), st.lists(st.integers(1, 60), max_size=2)),
    st.tuples(st.just("room"), st.sampled_from(["806", "906"])),
    st.tuples(st.just("postpone"), st.just(None)),
    st.tuples(st.just("resume"), st.integers(24, 24 * 5)),
    st.tuples(st.just("finish"), st.integers(0, 40)),
)


def apply(desk: Desk, visit: Visit, kind: str, value: Any) -> None:
    by = desk.cast.general_manager
    moment: Any = in_days(0, value) if isinstance(value, int) else None
    acts: dict[str, Callable[[], object]] = {
        "arrival": lambda: services.change_arrival(visit.pk, arrival_at=moment, by=by),
        "departure": lambda: services.change_departure(visit.pk, departure_at=moment, by=by),
        "level": lambda: services.change_level(visit.pk, level=value, by=by),
        "bathing": lambda: services.edit_notice(visit.pk, by=by, bathing=value),
        "wake_up": lambda: services.edit_notice(visit.pk, by=by, wake_up_at=moment),
        "plates": lambda: services.edit_notice(visit.pk, by=by, plates=value),
        "meal": lambda: services.edit_notice(
            visit.pk,
            by=by,
            dining=bool(value),
            meals=[{"starts_at": in_days(3, hour)} for hour in value],
        ),
        "room": lambda: services.change_room(
            visit.pk, room_id=desk.house.room(value).pk, reason="换房", by=by
        ),
        "postpone": lambda: services.postpone(visit.pk, reason="航班取消", by=by),
        "resume": lambda: services.resume(
            visit.pk, arrival_at=moment, departure_at=moment + timedelta(days=2), by=by
        ),
        "finish": lambda: finish_one(visit, value, by),
    }
    acts[kind]()


def finish_one(visit: Visit, number: int, by: User) -> None:
    from hotel.work import services as work

    ticks = [i for i in items(visit).values() if i.is_open and i.evidence_kind == "tick"]
    if ticks:
        work.finish(ticks[number % len(ticks)].pk, by=by)


def planned_face(item: PlannedItem) -> tuple[str, datetime, bool, int | None]:
    return item.key, item.due_at, item.compressed, item.room_id


def standing_face(item: Item) -> tuple[str, datetime, bool, int | None]:
    return item.key, item.due_at, item.compressed, item.room_id


@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(edits, min_size=1, max_size=7))
def test_after_any_edits_the_open_tasks_equal_a_fresh_plan(
    desk: Desk, sequence: list[tuple[str, Any]]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        visit = desk.announced("A", "V2", plates=["湘A8K6F2"])
        done: set[str] = set()
        for kind, value in sequence:
            done |= {key for key, item in items(visit).items() if item.status == "done"}
            try:
                apply(desk, visit, kind, value)
            except Refused:
                continue
            check(visit, done)
        transaction.set_rollback(True)


def check(visit: Visit, done: set[str]) -> None:
    visit = Visit.objects.select_related("level", "source", "guest").get(pk=visit.pk)
    standing = items(visit)
    planned = []
    if visit.status == "announced":
        planned = services.fresh_plan(visit, by=visit.made_by, at=clock.now())
    finished = {key for key, item in standing.items() if item.status == "done"}
    wanted = Counter(planned_face(item) for item in planned if item.key not in finished)
    found = Counter(standing_face(item) for item in standing.values() if item.is_open)
    assert found == wanted
    assert done <= finished


@pytest.mark.django_db
def test_a_change_is_one_entry_however_many_tasks_it_moves(desk: Desk) -> None:
    visit = desk.announced()
    count = Entry.objects.filter(verb__startswith="vip.").count()
    services.edit_notice(
        visit.pk, by=desk.cast.fo_supervisor, arrival_at=in_days(3, 18), bathing=True, party_size=3
    )
    assert Entry.objects.filter(verb__startswith="vip.").count() == count + 1
