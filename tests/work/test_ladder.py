"""The ladder as a pure function: when each step comes, and when none does."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from hotel.work.ladder import Facts, Pace, Reach, start_of, steps_of

MADE = datetime.fromisoformat("2026-11-20T09:00:00+08:00")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# The level's pace of these tests: accepted within 20 minutes, 60 before arrival, a step every 10.
PACE = Pace(target=20 * MINUTE, lead=HOUR, gap=10 * MINUTE, ahead=8 * HOUR)


def facts(**more: Any) -> Facts:
    """Made at nine, due at eleven, the guest expected at one."""
    given: dict[str, Any] = {
        "due_at": MADE + 2 * HOUR,
        "moment": MADE + 4 * HOUR,
        "armed_at": MADE,
        "patience": 15 * MINUTE,
    }
    return Facts(**(given | more))


def minutes(some: Facts, pace: Pace = PACE) -> list[tuple[str, float]]:
    """The steps as (audience, minutes after nine)."""
    return [(step.audience.name, (step.at - MADE) / MINUTE) for step in steps_of(some, pace)]


def start(some: Facts, pace: Pace = PACE) -> float:
    return (start_of(some, pace) - MADE) / MINUTE


def test_five_audiences_one_gap_apart() -> None:
    assert minutes(facts()) == [
        ("PERSON", 20),
        ("ROLE", 30),
        ("SUPERVISOR", 40),
        ("HEAD", 50),
        ("MANAGER", 60),
    ]


def test_the_clock_starts_a_target_after_it_was_made() -> None:
    assert start(facts()) == 20


def test_or_a_lead_before_arrival_if_that_is_sooner() -> None:
    assert start(facts(moment=MADE + 75 * MINUTE)) == 15


def test_or_when_it_is_due_if_that_is_sooner_still() -> None:
    assert start(facts(due_at=MADE + 12 * MINUTE)) == 12


def test_nobody_is_reminded_in_the_breath_they_were_told_in() -> None:
    assert start(facts(moment=MADE + 10 * MINUTE, due_at=MADE + 10 * MINUTE)) == 10


def test_work_of_another_day_rings_nobody_today() -> None:
    tomorrow = facts(due_at=MADE + 30 * HOUR, moment=MADE + 30 * HOUR)
    assert start(tomorrow) == 22 * 60 + 20


def test_without_ahead_it_comes_up_when_it_is_made() -> None:
    tomorrow = facts(due_at=MADE + 30 * HOUR, moment=MADE + 30 * HOUR)
    assert start(tomorrow, replace(PACE, ahead=None)) == 20


def test_an_impatient_task_goes_up_faster_than_its_level() -> None:
    assert [at for _who, at in minutes(facts(patience=3 * MINUTE))] == [20, 23, 26, 29, 32]


def test_a_patient_task_goes_up_at_its_levels_pace() -> None:
    assert [at for _who, at in minutes(facts(patience=4 * HOUR))] == [20, 30, 40, 50, 60]


def test_after_a_step_the_next_is_a_gap_away() -> None:
    halfway = facts(reached=Reach.SUPERVISOR, reached_at=MADE + 20 * MINUTE)
    assert minutes(halfway) == [("HEAD", 30), ("MANAGER", 40)]


def test_the_duty_manager_is_the_last() -> None:
    assert steps_of(facts(reached=Reach.MANAGER, reached_at=MADE), PACE) == []


def test_after_the_catch_all_everybody_is_asked_again() -> None:
    again = facts(reached=Reach.CATCH_ALL, reached_at=MADE + HOUR)
    assert minutes(again)[0] == ("PERSON", 70)


def test_what_rests_has_no_steps() -> None:
    assert steps_of(facts(resting=True), PACE) == []


def test_accepted_and_late_the_person_then_the_supervisor() -> None:
    late = facts(accepted=True, armed_at=MADE + 5 * MINUTE)
    assert minutes(late) == [("PERSON", 135), ("SUPERVISOR", 145)]


def test_accepted_when_late_already_it_gets_its_patience_from_then() -> None:
    late = facts(accepted=True, armed_at=MADE + 3 * HOUR)
    assert minutes(late)[0] == ("PERSON", 195)


@pytest.mark.parametrize("gap", [0, 1])
def test_steps_never_fall_together(gap: int) -> None:
    impatient = facts(patience=timedelta())
    times = [at for _who, at in minutes(impatient, replace(PACE, gap=gap * MINUTE))]
    assert times == sorted(set(times))
