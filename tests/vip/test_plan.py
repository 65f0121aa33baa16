"""The plan as a pure function (handbook C3, C4)."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from hotel.work.planned import PlannedItem
from tests.vip.scheme import (
    ARRIVAL,
    DEPARTURE,
    HOUR,
    MINUTE,
    NOTICE,
    facts,
    in_house,
    tasks,
)
from vip.defaults import shipped
from vip.plan import applies, plan_for
from vip.planned import Facts, Occasion, Room, Told

TASKS = tasks()


def plan(given: Facts, now=NOTICE) -> dict[str, PlannedItem]:  # type: ignore[no-untyped-def]
    return {item.key: item for item in plan_for(given, TASKS, notice_at=NOTICE, now=now)}


@pytest.mark.parametrize(("level", "count"), [("V1", 68), ("V2", 68), ("V3", 65), ("V4", 32)])
def test_the_template_holds_as_many_tasks_for_a_level_as_the_handbook_says(
    level: str, count: int
) -> None:
    assert sum(level in task.levels for task in TASKS) == count


def test_the_template_has_69_tasks_in_seven_phases() -> None:
    assert Counter(task.phase for task in TASKS) == {
        "on_notice": 9,
        "pre_arrival": 19,
        "arrival": 11,
        "in_stay": 4,
        "daily": 9,
        "guest_out": 3,
        "departure": 14,
    }


# By level and source: how many of the template's tasks apply when every condition holds.
APPLYING = {
    ("V1", "A"): 66, ("V1", "B"): 66, ("V1", "C"): 66, ("V1", "D"): 57,
    ("V2", "A"): 66, ("V2", "B"): 66, ("V2", "C"): 66, ("V2", "D"): 57,
    ("V3", "B"): 63, ("V3", "C"): 63, ("V3", "D"): 54,
    ("V4", "C"): 30, ("V4", "D"): 29,
}  # fmt: skip


@pytest.mark.parametrize(("level", "source"), APPLYING)
def test_as_many_tasks_apply_as_level_and_source_ask_for(level: str, source: str) -> None:
    given = facts(level, source)
    assert sum(applies(task, given) for task in TASKS) == APPLYING[level, source]


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("has_dining", {"P13", "S01", "S02"}),
        ("has_recreation", {"P14"}),
        ("arrives_by_car", {"P15", "A01"}),
        ("needs_transport", {"X06"}),
        ("has_wake_up", {"S03"}),
    ],
)
def test_a_condition_that_does_not_hold_takes_its_tasks_away(
    condition: str, codes: set[str]
) -> None:
    all_hold = facts()
    missing = {key: at for key, at in all_hold.conditions.items() if key != condition}
    without = replace(all_hold, conditions=missing)
    gone = {t.code for t in TASKS if applies(t, all_hold) and not applies(t, without)}
    assert gone == codes


@pytest.mark.parametrize(
    ("key", "due"),
    [
        ("N01", NOTICE + 10 * MINUTE),
        ("N05", NOTICE + HOUR),
        ("P01", ARRIVAL - 24 * HOUR),
        ("P03", ARRIVAL - 12 * HOUR),
        ("P04", ARRIVAL - 5 * HOUR),
        ("P05", ARRIVAL - 3 * HOUR),
        ("P06", ARRIVAL - 150 * MINUTE),
        ("P18", ARRIVAL - 15 * MINUTE),
        ("A01", ARRIVAL),
        ("A07", ARRIVAL + 15 * MINUTE),
        ("X01", DEPARTURE - 12 * HOUR),
        ("X09", DEPARTURE),
        ("X12", DEPARTURE + 24 * HOUR),
        ("X14", DEPARTURE + 48 * HOUR),
    ],
)
def test_a_task_is_due_at_its_anchor_and_offset(key: str, due: object) -> None:
    assert plan(facts())[key].due_at == due


def test_daily_guest_out_meal_and_wake_up_wait_until_they_are_known() -> None:
    assert not [key for key in plan(facts()) if "@" in key]


def test_daily_tasks_are_there_for_each_day_in_house_from_the_actual_arrival() -> None:
    days = {key.split("@")[1] for key in plan(in_house()) if key.startswith("D01@")}
    assert days == {"2026-11-24", "2026-11-25"}


def test_a_daily_task_later_than_the_arrival_is_there_on_the_first_evening() -> None:
    keys = {key for key in plan(in_house()) if key.startswith("D06@")}
    assert keys == {"D06@2026-11-23", "D06@2026-11-24"}


def test_daily_tasks_stop_at_the_actual_departure() -> None:
    left = in_house(departed_at=ARRIVAL + 3 * HOUR)
    assert {key for key in plan(left) if key.startswith("D")} == {
        "D04@2026-11-23",
        "D05@2026-11-23",
        "D06@2026-11-23",
    }


def test_daily_tasks_go_on_for_a_guest_who_stays_past_the_expected_departure() -> None:
    later = plan(in_house(), now=DEPARTURE + 30 * HOUR)
    assert "D09@2026-11-25" in later


def test_a_guest_going_out_has_the_room_renewed_in_forty_minutes() -> None:
    out = ARRIVAL + 20 * HOUR
    found = plan(in_house())
    assert [found[f"O0{n}@1"].due_at - out for n in (1, 2, 3)] == [
        2 * MINUTE,
        30 * MINUTE,
        40 * MINUTE,
    ]


def test_every_outing_has_tasks_of_its_own() -> None:
    first, second = ARRIVAL + 20 * HOUR, ARRIVAL + 23 * HOUR
    outings = (Occasion("1", first, first), Occasion("2", second, second))
    twice = replace(in_house(), outings=outings)
    assert [key for key in plan(twice) if key.startswith("O01")] == ["O01@1", "O01@2"]


def test_a_further_room_somebody_goes_out_of_is_renewed_for_itself() -> None:
    out = ARRIVAL + 21 * HOUR
    room = Room(
        number=2,
        told_at=NOTICE,
        stay_id=7,
        arrived_at=ARRIVAL,
        outings=(Occasion("2", out, out),),
    )
    found = plan(in_house(rooms=(room,)))
    keys = ["O01@2@r2", "O02@2@r2", "O03@2@r2"]
    assert [found[key].due_at - out for key in keys] == [2 * MINUTE, 30 * MINUTE, 40 * MINUTE]
    assert {found[key].stay_id for key in keys} == {7}
    assert found["O03@2@r2"].requires == ("O02@2@r2",)
    assert {key for key in found if key.startswith("O02")} == {"O02@1", "O02@2@r2"}


def test_a_meal_and_a_wake_up_call_have_their_tasks_at_their_hour() -> None:
    found = plan(in_house())
    meal = in_house().meals[0].at
    assert (found["S01@1"].due_at, found["S02@1"].due_at) == (meal - HOUR, meal)


def test_a_late_notice_leaves_ten_minutes_and_is_marked_compressed() -> None:
    soon = facts(arrivals=(Told(NOTICE, NOTICE + HOUR),))
    item = plan(soon)["P04"]
    assert (item.due_at, item.original_due_at, item.compressed) == (
        NOTICE + 10 * MINUTE,
        NOTICE - 4 * HOUR,
        True,
    )


def test_a_task_due_within_the_ten_minutes_waits_for_them_without_being_compressed() -> None:
    soon = facts(arrivals=(Told(NOTICE, NOTICE + 20 * MINUTE),))
    item = plan(soon)["P19"]
    assert (item.due_at, item.compressed) == (NOTICE + 10 * MINUTE, False)


def test_compressed_tasks_stand_in_the_order_they_should_have_been_done() -> None:
    soon = facts(arrivals=(Told(NOTICE, NOTICE + HOUR),))
    late = [item.key for item in plan(soon).values() if item.compressed]
    assert late == [
        "P01",
        "P02",
        "P03",
        "P04",
        "P05",
        "P13",
        "P06",
        "P07",
        "P10",
        "P11",
        "P12",
        "P08",
    ]


def test_an_actual_arrival_takes_the_place_of_the_expected_one() -> None:
    early = facts(arrived_at=ARRIVAL - 2 * HOUR)
    assert plan(early)["A07"].due_at == ARRIVAL - 2 * HOUR + 15 * MINUTE


def test_an_actual_departure_takes_the_place_of_the_expected_one() -> None:
    gone = in_house(departed_at=DEPARTURE - 5 * HOUR)
    assert plan(gone)["X12"].due_at == DEPARTURE - 5 * HOUR + 24 * HOUR


def test_a_later_arrival_moves_the_tasks_along() -> None:
    moved = facts(arrivals=(Told(NOTICE, ARRIVAL), Told(NOTICE + HOUR, ARRIVAL + 2 * HOUR)))
    assert plan(moved)["P05"].due_at == ARRIVAL - HOUR


def test_an_arrival_brought_forward_gives_ten_minutes_to_what_was_not_late_yet() -> None:
    told = ARRIVAL - 6 * HOUR
    moved = facts(arrivals=(Told(NOTICE, ARRIVAL), Told(told, ARRIVAL - 3 * HOUR)))
    item = plan(moved)["P04"]
    assert (item.due_at, item.compressed) == (told + 10 * MINUTE, True)


def test_what_was_late_already_stays_late_when_the_arrival_is_brought_forward() -> None:
    told = ARRIVAL - 6 * HOUR
    moved = facts(arrivals=(Told(NOTICE, ARRIVAL), Told(told, ARRIVAL - HOUR)))
    assert plan(moved)["P01"].due_at == ARRIVAL - 25 * HOUR


def test_a_raised_level_asks_for_the_missing_tasks_from_that_moment() -> None:
    told = NOTICE + 30 * HOUR
    raised = facts(levels=(Told(NOTICE, "V4"), Told(told, "V2")))
    found = plan(raised)
    assert (found["N07"].due_at, found["N01"].due_at) == (
        told + 2 * HOUR,
        NOTICE + 10 * MINUTE,
    )


def test_a_notice_that_waited_for_approval_is_due_from_its_announcement() -> None:
    announced = NOTICE + 5 * HOUR
    item = plan(facts(announced_at=announced))["N05"]
    assert (item.due_at, item.original_due_at, item.compressed) == (
        announced + 10 * MINUTE,
        NOTICE + HOUR,
        True,
    )


def test_an_unannounced_guest_skips_what_can_only_be_done_beforehand() -> None:
    skipped = {task.code for task in TASKS if task.walk_in == "skip"}
    assert not skipped & {item.code for item in plan(facts("V3", "D")).values()}


def test_for_an_unannounced_guest_immediate_tasks_are_due_ten_minutes_after_the_notice() -> None:
    immediate = {task.code for task in TASKS if task.walk_in == "immediate"}
    found = plan(facts("V3", "D"))
    dues = {item.due_at for item in found.values() if item.code in immediate}
    assert dues == {NOTICE + 10 * MINUTE}


def test_for_an_unannounced_guest_kept_tasks_hang_on_the_actual_arrival() -> None:
    found = plan(facts("V3", "D"))
    assert [found[key].due_at - NOTICE for key in ("A04", "A05", "A07", "A09")] == [
        3 * MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        15 * MINUTE,
    ]


def test_only_an_unannounced_guest_is_seated_and_announced() -> None:
    assert {"A04", "A09"} & set(plan(facts("V3", "C"))) == set()


def test_roles_of_the_case_are_resolved() -> None:
    roles = {"approver": "general_manager", "greeting_leader": "general_manager"}
    found = plan(facts(roles=roles))
    assert (found["N02"].role_code, found["A03"].role_code) == ("general_manager",) * 2


def test_a_task_waits_only_for_tasks_the_plan_holds() -> None:
    """The equipment check is not made for V4; its inspection waits for the cleaning alone."""
    plans = [plan_for(facts(level), TASKS, notice_at=NOTICE, now=NOTICE) for level in ("V1", "V4")]
    for found in plans:
        keys = {item.key for item in found}
        assert all(set(item.requires) <= keys for item in found)


def test_the_room_is_dressed_only_after_the_five_point_inspection() -> None:
    found = plan(facts())
    assert all("P05" in found[key].requires for key in ("P06", "P07", "P08", "P09"))


def test_who_cleaned_the_room_does_not_sign_its_inspection() -> None:
    assert plan(facts())["P05"].evidence_spec["not_same_as"] == ["P04"]


def test_the_inspection_asks_the_five_points_of_the_handbook() -> None:
    points = plan(facts())["P05"].evidence_spec["points"]
    asked = [row["code"] for row in shipped()["vip"]["room_inspection"]]
    assert [point["key"] for point in points] == asked


def test_the_care_call_asks_the_five_questions_of_the_handbook() -> None:
    fields = plan(in_house())["D06@2026-11-24"].evidence_spec["fields"]
    asked = [row["question_zh"] for row in shipped()["vip"]["care_call_questions"]]
    assert [field["label_zh"] for field in fields] == asked


def test_no_task_waits_for_itself_through_others() -> None:
    waits = {task.code: set(task.requires) for task in TASKS}
    while free := {code for code, others in waits.items() if not others}:
        waits = {code: others - free for code, others in waits.items() if code not in free}
    assert waits == {}


def test_the_same_task_has_one_key_a_visit() -> None:
    keys = [item.key for item in plan_for(in_house(), TASKS, notice_at=NOTICE, now=NOTICE)]
    assert len(keys) == len(set(keys))


def test_a_guest_who_never_arrived_has_no_daily_tasks() -> None:
    assert not [key for key in plan(facts(), now=ARRIVAL + timedelta(days=9)) if key[0] == "D"]
