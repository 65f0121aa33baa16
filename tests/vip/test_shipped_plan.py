"""A lint over the shipped plan: no task that no visit asks for, nobody does, or nobody is told of.

Without a database: the shipped files, the plan as a function, and a roster of one person a role.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import hotel.staff
from hotel.staff.presence import Person
from hotel.work.audience import Roster
from hotel.work.ladder import Reach
from tests.vip.scheme import HOUR, NOTICE, every_task, facts, in_house, tasks
from vip.defaults import shipped
from vip.plan import plan_for
from vip.planned import Facts, Occasion, Task

HANDBOOK = 69
TASKS = {task.code: task for task in every_task()}
LEVELS = {row["code"]: row for row in shipped()["vip"]["levels"]}
PACES = {row["code"] for row in shipped()["vip"]["escalation"]}
STAFF = json.loads((Path(hotel.staff.__file__).parent / "defaults.json").read_text())
DEPARTMENTS = {row["code"] for row in STAFF["departments"]}
# Each role of the house with one holder on duty; what is resolved for each visit has none.
ROLES = {row["code"]: row for row in STAFF["roles"] if not row["dynamic"]}
HAN = re.compile(r"[\u4e00-\u9fff]")

each_task = pytest.mark.parametrize("code", TASKS)


def test_the_handbook_has_69_tasks() -> None:
    assert len(tasks()) == HANDBOOK
    assert {task.code for task in tasks()} <= set(TASKS)


def visits() -> Iterator[Facts]:
    """Invented visits of each level: noted ahead and lived through, and one unannounced."""
    later = Occasion("1", NOTICE + 80 * HOUR, NOTICE, "说明", "Said")
    for level in LEVELS:
        programme = dict.fromkeys(("recreations", "meetings", "cars", "flights"), (later,))
        yield in_house(level, companions=(later,), **programme)
        yield facts(level, "D")


@cache
def created() -> dict[str, set[str]]:
    """The levels whose visits ask for it, by the code of the task."""
    found: dict[str, set[str]] = {}
    for visit in visits():
        for item in plan_for(visit, TASKS.values(), notice_at=NOTICE, now=NOTICE):
            found.setdefault(item.code, set()).add(str(visit.level))
    return found


@each_task
def test_a_visit_of_each_of_its_levels_asks_for_it(code: str) -> None:
    assert created().get(code, set()) == set(TASKS[code].levels)


def doers(task: Task) -> set[str]:
    """The roles that do it; whom the level names where the role is resolved for each visit."""
    if task.role_code == "approver":
        return {LEVELS[level]["approval_roles"][0] for level in task.levels}
    if task.role_code == "greeting_leader":
        return {(LEVELS[level]["greeter_roles"] or ["gm_office"])[0] for level in task.levels}
    return {task.role_code}


@each_task
def test_a_role_of_the_house_does_it(code: str) -> None:
    assert doers(TASKS[code]) <= set(ROLES)
    assert TASKS[code].department_code in DEPARTMENTS


def people(*, absent: set[str] = frozenset()) -> dict[str, Person]:  # type: ignore[assignment]
    """One person for each role, on duty in the role's department unless the role is absent."""
    return {
        code: Person(
            number,
            row["department"] or "management",
            {code},
            set() if code in absent else {row["department"] or "management"},
        )
        for number, (code, row) in enumerate(ROLES.items(), 1)
    }


def item_of(task: Task, role: str) -> Any:
    return SimpleNamespace(
        assignee_id=None,
        accepted_by_id=None,
        owner_role=SimpleNamespace(code=role),
        department=SimpleNamespace(code=task.department_code),
    )


@each_task
def test_it_rings_who_does_it_and_then_somebody_above(code: str) -> None:
    task = TASKS[code]
    assert set(task.levels) <= PACES
    assert task.escalate_after_min > 0
    house = people()
    for role in doers(task):
        roster = Roster(house.values())
        first = roster.told(item_of(task, role), Reach.ROLE)
        assert (first.reach, first.people) == (Reach.ROLE, frozenset({house[role].id}))
        above = roster.told(item_of(task, role), Reach.SUPERVISOR, heard=first.people)
        assert above.people
        assert not above.silent
        assert above.people != first.people


@each_task
def test_with_nobody_on_duty_it_lies_in_the_inbox_of_the_catch_all(code: str) -> None:
    house = people(absent=set(ROLES))
    for role in doers(TASKS[code]):
        told = Roster(house.values()).told(item_of(TASKS[code], role), Reach.ROLE)
        assert (told.reach, told.silent) == (Reach.CATCH_ALL, True)
        assert told.people


def said(task: Task) -> Iterator[tuple[str, str]]:
    """Every text of the task: Chinese, English."""
    yield task.title_zh, task.title_en
    yield task.detail_zh, task.detail_en
    spec = task.evidence_spec
    for each in (*spec.get("fields", ()), *spec.get("points", ())):
        yield each["label_zh"], each["label_en"]


@each_task
def test_it_speaks_both_languages(code: str) -> None:
    for zh, en in said(TASKS[code]):
        assert HAN.search(zh), zh
        assert en.strip(), zh
        assert not HAN.search(en), en


@each_task
def test_what_it_waits_for_is_a_task_of_the_plan(code: str) -> None:
    assert set(TASKS[code].requires) <= set(TASKS)
