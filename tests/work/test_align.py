"""After a plan is aligned the open items are exactly the plan's, and nothing done is lost."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotel.web import clock
from hotel.work import services
from hotel.work.models import OPEN, Item, Status
from hotel.work.planned import Alignment, PlannedItem
from tests.cast import Cast
from tests.house import House
from tests.work.owing import SUBJECT, again, owe, planned

NUMBER = 7
START = clock.now()


def align(*plan: PlannedItem) -> Alignment:
    return services.align(SUBJECT, NUMBER, plan, by=None)


def keys(items: Iterable[Item]) -> list[str]:
    return sorted(item.key for item in items)


def standing() -> dict[str, Item]:
    return {item.key: item for item in Item.objects.filter(subject_id=NUMBER)}


def test_new_items_are_added(cast: Cast) -> None:
    assert keys(align(planned("P04"), planned("P05")).added) == ["P04", "P05"]


def test_the_same_plan_again_changes_nothing(cast: Cast) -> None:
    plan = planned("P04")
    align(plan)
    told = align(plan)
    assert (told.is_empty, keys(told.kept)) == (True, ["P04"])


def test_undone_items_move(cast: Cast) -> None:
    align(planned("P04", due_at=START))
    told = align(planned("P04", due_at=START + timedelta(hours=2)))
    (moved,) = told.moved
    assert (told.before[moved.pk].due_at, moved.due_at) == (START, START + timedelta(hours=2))


def test_another_room_is_a_move(cast: Cast, house: House) -> None:
    align(planned("P04", due_at=START, room_id=house.rooms["801"].pk))
    told = align(planned("P04", due_at=START, room_id=house.rooms["802"].pk))
    assert [item.room.number for item in told.moved if item.room] == ["802"]


def test_other_words_are_no_news(cast: Cast) -> None:
    align(planned("P04", due_at=START))
    told = align(planned("P04", due_at=START, title_en="Clean it well"))
    assert (told.is_empty, standing()["P04"].title_en) == (True, "Clean it well")


def test_what_is_no_longer_planned_is_cancelled(cast: Cast) -> None:
    align(planned("P04"), planned("P05"))
    told = align(planned("P05"))
    assert (keys(told.cancelled), standing()["P04"].status) == (["P04"], Status.CANCELLED)


def test_what_comes_back_waits_again_as_if_untouched(cast: Cast) -> None:
    align(planned("P04"))
    services.accept(standing()["P04"].pk, by=cast.room_attendant)
    align()
    told = align(planned("P04"))
    item = standing()["P04"]
    assert (keys(told.added), item.status, item.assignee) == (["P04"], Status.WAITING, None)


def test_done_items_keep_their_times(cast: Cast) -> None:
    align(planned("P04", due_at=START))
    services.finish(standing()["P04"].pk, by=cast.room_attendant)
    told = align(planned("P04", due_at=START + timedelta(hours=2)))
    assert (keys(told.kept), standing()["P04"].due_at) == (["P04"], START)


@pytest.mark.parametrize("act", ["finish", "fail", "not_applicable"])
def test_nothing_that_people_ended_is_lost_with_the_plan(cast: Cast, act: str) -> None:
    align(planned("P04"))
    reason = {} if act == "finish" else {"reason": "because"}
    getattr(services, act)(standing()["P04"].pk, by=cast.assistant_manager, **reason)
    before = standing()["P04"].status
    align()
    assert standing()["P04"].status == before


def test_what_the_plan_knows_to_be_done_is_born_done(cast: Cast) -> None:
    align(planned("N02", done_by=cast.general_manager, done_evidence={"answer": "yes"}))
    item = standing()["N02"]
    assert (item.status, item.done_by, item.evidence) == (
        Status.DONE,
        cast.general_manager,
        {"answer": "yes"},
    )


def test_what_the_plan_learns_to_be_done_is_done(cast: Cast) -> None:
    align(planned("N02"))
    align(planned("N02", done_by=cast.general_manager))
    assert standing()["N02"].status == Status.DONE


def test_an_accepted_item_stays_accepted_when_it_moves(cast: Cast) -> None:
    align(planned("P04", due_at=START))
    services.accept(standing()["P04"].pk, by=cast.room_attendant)
    align(planned("P04", due_at=START + timedelta(hours=1)))
    assert standing()["P04"].accepted_by == cast.room_attendant


def test_other_subjects_are_left_alone(cast: Cast) -> None:
    (other,) = owe(planned("P04"), subject=99)
    align()
    assert again(other).status == Status.WAITING


def test_each_department_sees_its_own_part_of_the_difference(cast: Cast) -> None:
    align(planned("P04", due_at=START), planned("P07", department_code="food_beverage"))
    told = align(planned("P04", due_at=START + timedelta(hours=1)))
    parts = told.by_department()
    assert (keys(parts["housekeeping"].moved), keys(parts["food_beverage"].cancelled)) == (
        ["P04"],
        ["P07"],
    )


def test_a_plan_that_names_a_key_twice_is_a_mistake(cast: Cast) -> None:
    with pytest.raises(ValueError, match="P04"):
        align(planned("P04"), planned("P04"))


def test_the_number_of_queries_does_not_grow_with_the_plan(cast: Cast) -> None:
    def queries(plan: list[PlannedItem], shift: int) -> int:
        services.align(SUBJECT, len(plan), plan, by=None)
        moved = [planned(p.key, due_at=p.due_at + timedelta(hours=shift)) for p in plan[1:]]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            services.align(SUBJECT, len(plan), moved, by=None)
        return len(seen)

    few = queries([planned(f"K{n}") for n in range(3)], 1)
    many = queries([planned(f"K{n}") for n in range(80)], 1)
    assert few == many


KEYS = ("N01", "P04", "P05", "D06@2026-11-22", "X09")
plans = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 5))
steps = st.lists(st.tuples(plans, st.sets(st.sampled_from(KEYS))), min_size=1, max_size=5)


@given(steps)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_after_any_sequence_open_items_equal_the_plan(cast: Cast, steps: Any) -> None:
    Item.objects.filter(subject_id=NUMBER).delete()
    finished: set[str] = set()
    for hours, finish in steps:
        plan = [planned(key, due_at=START + timedelta(hours=h)) for key, h in hours.items()]
        align(*plan)
        opened = {key: item.due_at for key, item in standing().items() if item.status in OPEN}
        assert opened == {p.key: p.due_at for p in plan if p.key not in finished}
        assert all(standing()[key].status == Status.DONE for key in finished)
        for key in finish & set(opened):
            services.finish(standing()[key].pk, by=cast.room_attendant)
            finished.add(key)
