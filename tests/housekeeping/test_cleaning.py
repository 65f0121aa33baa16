"""Cleanings: which act fits which state, whose they are, and what the room does meanwhile."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from hotel.guests import services as guests
from hotel.journal.models import Entry
from hotel.rooms import services as rooms
from hotel.staff import selectors as staff
from hotel.staff import services as hiring
from hotel.staff.models import User
from hotel.web.refusals import Forbidden, Refused, Stale
from housekeeping import selectors, services
from housekeeping.enums import Point, TaskState
from housekeeping.models import CleaningTask, RoomInspection
from tests.housekeeping.makers import cleaning, left_dirty, lived_in
from tests.stays.makers import Desk, night

Act = Callable[[Desk, CleaningTask], Any]

ACTS: dict[str, Act] = {
    "start": lambda desk, task: services.start_cleaning(task.pk, by=desk.cast.room_attendant),
    "finish": lambda desk, task: services.finish_cleaning(task.pk, by=desk.cast.room_attendant),
    "put_back": lambda desk, task: services.put_back(task.pk, by=desk.cast.room_attendant),
    "skip": lambda desk, task: services.skip_cleaning(
        task.pk, by=desk.cast.room_attendant, reason="dnd"
    ),
    "resume": lambda desk, task: services.resume_cleaning(task.pk, by=desk.cast.room_attendant),
    "pass": lambda desk, task: services.pass_room(task.pk, by=desk.cast.hk_supervisor),
    "fail": lambda desk, task: services.fail_room(
        task.pk, by=desk.cast.hk_supervisor, reason="浴室有水渍"
    ),
}
# From each state, what each act leads to; a second tap of the same person leads nowhere else.
LEGAL = {
    ("waiting", "start"): "in_progress",
    ("waiting", "skip"): "skipped",
    ("waiting", "resume"): "waiting",
    ("assigned", "start"): "in_progress",
    ("assigned", "skip"): "skipped",
    ("assigned", "resume"): "assigned",
    ("in_progress", "start"): "in_progress",
    ("in_progress", "finish"): "done",
    ("in_progress", "put_back"): "assigned",
    ("done", "finish"): "done",
    ("done", "pass"): "inspected",
    ("done", "fail"): "rework",
    ("rework", "start"): "in_progress",
    ("rework", "skip"): "skipped",
    ("rework", "resume"): "rework",
    ("skipped", "resume"): "assigned",
}
MOVES = [(state, act) for state in TaskState.values for act in ACTS]


@pytest.fixture
def other(desk: Desk) -> User:
    """A second attendant."""
    return hiring.hire(
        username="HK-9",
        name_zh="何田",
        name_en="He Tian",
        department=staff.department("housekeeping"),
        roles=[staff.role("room_attendant")],
        password="yingbin-2026",
        by=None,
    )


def test_every_act_in_every_state(desk: Desk) -> None:
    """One house, the room put anew before each of the 49 pairs."""
    desk.in_house("801", nights=2)
    wrong = []
    for state, act in MOVES:
        RoomInspection.objects.all().delete()
        CleaningTask.objects.all().delete()
        desk.house.rooms["801"].refresh_from_db()
        type(desk.house.rooms["801"]).objects.filter(number="801").update(
            dnd=False, dnd_since=None, last_cleaned_by=None
        )
        task = cleaning(desk, "801", state, "stayover")
        with suppress(Stale):
            ACTS[act](desk, task)
        task.refresh_from_db()
        if task.state != LEGAL.get((state, act), state):
            wrong.append((state, act, task.state))
    assert wrong == []


@pytest.mark.parametrize(("state", "act"), [("done", "start"), ("waiting", "finish")])
def test_what_does_not_fit_is_refused_with_the_state_it_is_in(
    desk: Desk, state: str, act: str
) -> None:
    task = lived_in(desk, "801", state)
    with pytest.raises(Stale, match="is not possible") as refused:
        ACTS[act](desk, task)
    assert task.get_state_display() in refused.value.text


def test_the_room_goes_along_from_dirty_to_inspected(desk: Desk) -> None:
    task = cleaning(desk)
    seen = []
    for act in ("start", "finish", "pass"):
        ACTS[act](desk, task)
        seen.append(desk.house.room("801").code + desk.house.room("801").cleanliness)
    assert seen == ["VDcleaning", "VCclean", "VIinspected"]


def test_a_failed_inspection_makes_the_room_dirty_again_and_says_why(desk: Desk) -> None:
    task = cleaning(desk, state="done")
    services.fail_room(task.pk, by=desk.cast.hk_supervisor, reason="镜面有水渍")
    task.refresh_from_db()
    assert (desk.house.room("801").code, task.rework_reason) == ("VD", "镜面有水渍")
    assert RoomInspection.objects.get().passed is False


def test_who_starts_a_room_of_nobody_has_it(desk: Desk) -> None:
    task = services.start_cleaning(cleaning(desk).pk, by=desk.cast.room_attendant)
    assert task.attendant == desk.cast.room_attendant


def test_another_attendants_room_is_left_alone(desk: Desk, other: User) -> None:
    task = cleaning(desk, state="assigned")
    with pytest.raises(Forbidden, match="Luo Xiaoman's"):
        services.start_cleaning(task.pk, by=other)


def test_somebody_else_at_work_is_told(desk: Desk, other: User) -> None:
    task = cleaning(desk, state="in_progress")
    with pytest.raises(Stale):
        services.start_cleaning(task.pk, by=other)


def test_one_cleans_a_room_at_a_time(desk: Desk, other: User) -> None:
    cleaning(desk, state="in_progress")
    task = cleaning(desk, kind="turndown", state="waiting")
    with pytest.raises(Refused, match="is cleaning room 801 already"):
        services.start_cleaning(task.pk, by=other)


def test_a_supervisor_may_start_anybodys_room(desk: Desk) -> None:
    task = services.start_cleaning(cleaning(desk, state="assigned").pk, by=desk.cast.hk_supervisor)
    assert task.attendant == desk.cast.hk_supervisor


def test_behind_a_sign_nobody_starts(desk: Desk) -> None:
    task = lived_in(desk)
    rooms.set_dnd(task.room_id, True, by=desk.by)
    with pytest.raises(Refused, match="not to be disturbed"):
        ACTS["start"](desk, task)


def test_skipped_for_the_sign_the_sign_is_noted(desk: Desk) -> None:
    task = lived_in(desk)
    ACTS["skip"](desk, task)
    assert desk.house.room("801").dnd


def test_lifted_at_the_door_the_sign_goes(desk: Desk) -> None:
    task = lived_in(desk)
    ACTS["skip"](desk, task)
    ACTS["resume"](desk, task)
    assert not desk.house.room("801").dnd


def test_an_empty_room_is_not_skipped(desk: Desk) -> None:
    with pytest.raises(Refused, match="Nobody lives"):
        ACTS["skip"](desk, cleaning(desk))


@pytest.mark.parametrize("reason", ["", "left", "tired"])
def test_a_room_is_skipped_for_the_two_reasons_at_the_door(desk: Desk, reason: str) -> None:
    task = lived_in(desk)
    with pytest.raises(Refused, match="why the room is skipped"):
        services.skip_cleaning(task.pk, by=desk.cast.room_attendant, reason=reason)


def test_a_failed_room_says_what_to_do_again(desk: Desk) -> None:
    with pytest.raises(Refused, match="to be done again"):
        services.fail_room(cleaning(desk, state="done").pk, by=desk.cast.hk_supervisor, reason=" ")


def test_nobody_inspects_the_own_work(desk: Desk) -> None:
    task = cleaning(desk, state="done", attendant=desk.cast.hk_supervisor)
    with pytest.raises(Forbidden, match="somebody else"):
        ACTS["pass"](desk, task)


def test_attendants_do_not_inspect(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        services.pass_room(cleaning(desk, state="done").pk, by=desk.cast.room_attendant)


def test_receptionists_do_not_clean(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        services.start_cleaning(cleaning(desk).pk, by=desk.by)


def test_a_vips_room_passes_with_all_five_points_only(desk: Desk) -> None:
    stay = desk.stay("801")
    guests.set_vip_level(stay.guest_id, "V3", by=None)
    task = cleaning(desk, state="done")
    with pytest.raises(Refused, match="five points"):
        services.pass_room(task.pk, by=desk.cast.hk_supervisor, points=Point.values[:4])
    services.pass_room(task.pk, by=desk.cast.hk_supervisor, points=Point.values)
    assert desk.house.room("801").code == "VI"


def test_a_rooms_level_is_that_of_its_own_guests_until_today(desk: Desk) -> None:
    here, elsewhere, later = (
        desk.in_house("801"),
        desk.stay("802"),
        desk.stay("803", arrival=night(1)),
    )
    for stay, level in ((here, "V1"), (elsewhere, "V2"), (later, "V3")):
        guests.set_vip_level(stay.guest_id, level, by=None)
    numbers = [desk.house.room(number).pk for number in ("801", "802", "803", "804")]
    assert [selectors.vip_level_of(room) for room in numbers] == ["V1", "V2", "", ""]


def test_a_stale_page_changes_nothing(desk: Desk) -> None:
    task = cleaning(desk)
    with pytest.raises(Stale, match="meanwhile"):
        services.start_cleaning(task.pk, by=desk.cast.room_attendant, seen_version=7)


def test_a_second_tap_writes_nothing(desk: Desk) -> None:
    task = cleaning(desk)
    for act in ("start", "start", "finish", "finish"):
        ACTS[act](desk, task)
    told = Entry.objects.filter(verb__startswith="cleaning.").values_list("verb", flat=True)
    assert sorted(told) == ["cleaning.finished", "cleaning.started"]


def test_a_floor_is_handed_over_in_one_act(desk: Desk) -> None:
    tasks = [cleaning(desk, number) for number in ("801", "802", "803")]
    given = services.assign(
        [task.room_id for task in tasks], desk.cast.room_attendant.pk, by=desk.cast.hk_supervisor
    )
    assert {task.state for task in given} == {"assigned"}
    assert Entry.objects.filter(verb="cleaning.assigned").count() == 1


def test_a_room_in_work_is_not_handed_over(desk: Desk, other: User) -> None:
    task = cleaning(desk, state="in_progress")
    with pytest.raises(Refused, match="nothing to hand over"):
        services.assign([task.room_id], other.pk, by=desk.cast.hk_supervisor)


def test_what_is_to_do_again_stays_so_in_other_hands(desk: Desk, other: User) -> None:
    task = cleaning(desk, state="rework")
    (given,) = services.assign([task.room_id], other.pk, by=desk.cast.hk_supervisor)
    assert (given.state, given.attendant) == ("rework", other)


def test_rooms_are_taken_back(desk: Desk) -> None:
    task = cleaning(desk, state="assigned")
    (taken,) = services.assign([task.room_id], None, by=desk.cast.hk_supervisor)
    assert (taken.state, taken.attendant) == ("waiting", None)


def test_rooms_are_given_to_room_attendants_only(desk: Desk) -> None:
    task = cleaning(desk)
    with pytest.raises(Refused, match="room attendant"):
        services.assign([task.room_id], desk.by.pk, by=desk.cast.hk_supervisor)


def test_an_attendant_hands_nothing_over(desk: Desk) -> None:
    task = cleaning(desk)
    with pytest.raises(Forbidden):
        services.assign([task.room_id], desk.cast.room_attendant.pk, by=desk.cast.room_attendant)


def test_a_turndown_is_put_on_the_list_once_a_day(desk: Desk) -> None:
    stay = desk.in_house("801")
    assert stay.room is not None
    services.add_cleaning(stay.room.pk, "turndown", by=desk.cast.hk_supervisor)
    with pytest.raises(Refused, match="already"):
        services.add_cleaning(stay.room.pk, "turndown", by=desk.cast.hk_supervisor)


@pytest.mark.parametrize("kind", ["turndown", "checkout"])
def test_nothing_is_added_to_an_empty_room_or_of_another_kind(desk: Desk, kind: str) -> None:
    with pytest.raises(Refused):
        services.add_cleaning(desk.house.rooms["801"].pk, kind, by=desk.cast.hk_supervisor)


def test_a_turndown_leaves_a_clean_room_clean(desk: Desk) -> None:
    task = lived_in(desk, "801", "inspected")
    task = cleaning(desk, "801", "assigned", "turndown")
    type(task.room).objects.filter(pk=task.room_id).update(cleanliness="inspected")
    ACTS["start"](desk, task)
    ACTS["finish"](desk, task)
    assert desk.house.room("801").cleanliness == "inspected"


def test_left_dirty_it_waits_for_somebody(desk: Desk) -> None:
    assert (left_dirty(desk).kind, left_dirty(desk).state) == ("checkout", "waiting")
