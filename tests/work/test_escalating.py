"""The ladder on the clock: each step once and in time, to whoever is on duty, until somebody acts."""

from collections.abc import Iterator

import pytest

from hotel.journal.models import Entry
from hotel.work import services
from hotel.work.ladder import Reach
from hotel.work.models import CatchAllRole, EscalationPace, EscalationStep, Item
from tests.cast import Cast
from tests.work.climbing import (
    HOUR,
    NINE,
    at,
    climbed,
    escalating,
    every_minute,
    on_duty,
    owed_at_nine,
    rung,
    sweep,
)
from tests.work.owing import SUBJECT, again, owe, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(cast: Cast) -> Iterator[Cast]:
    """Housekeeping and the managers, all on duty."""
    on_duty(cast.room_attendant, cast.hk_supervisor, cast.hk_manager, cast.duty_manager)
    with escalating():
        yield cast


@pytest.fixture
def empty_house(cast: Cast) -> Iterator[Cast]:
    with escalating():
        yield cast


def test_from_the_role_up_to_the_duty_manager(crew: Cast) -> None:
    item = owed_at_nine()
    every_minute(90)

    assert climbed(item) == [("ROLE", 20), ("SUPERVISOR", 30), ("HEAD", 40), ("MANAGER", 50)]
    assert rung() == [{"room_attendant"}, {"hk_supervisor"}, {"hk_manager"}, {"duty_manager"}]


def test_the_person_it_was_given_to_is_reminded_first(crew: Cast) -> None:
    item = owed_at_nine()
    with at(0):
        services.assign(item.pk, to=crew.room_attendant.pk, by=crew.hk_supervisor)
    every_minute(60)

    assert climbed(item)[:2] == [("PERSON", 20), ("SUPERVISOR", 30)]


def test_it_stops_at_acceptance(crew: Cast) -> None:
    item = owed_at_nine()
    every_minute(25)
    with at(26):
        services.accept(item.pk, by=crew.room_attendant)
    every_minute(120, since=27)

    assert climbed(item) == [("ROLE", 20)]
    assert again(item).reached == Reach.NOBODY


def test_accepted_and_left_undone_it_rings_once_more(crew: Cast) -> None:
    item = owed_at_nine()
    with at(5):
        services.accept(item.pk, by=crew.room_attendant)
    every_minute(240, since=170)

    assert climbed(item) == [("PERSON", 195), ("SUPERVISOR", 205)]
    assert EscalationStep.objects.filter(undone=True).count() == 2


def test_nobody_is_told_of_finished_work(crew: Cast) -> None:
    item = owed_at_nine()
    with at(5):
        services.finish(item.pk, by=crew.room_attendant)
    every_minute(60)

    assert climbed(item) == []


def test_on_hold_it_rests_and_afterwards_it_begins_anew(crew: Cast) -> None:
    item = owed_at_nine()
    every_minute(25)
    with at(26):
        services.hold(item.pk, reason="客人会客", by=crew.room_attendant)
    every_minute(60, since=27)
    with at(61):
        services.release(item.pk, by=crew.room_attendant)
    every_minute(85, since=62)

    assert climbed(item) == [("ROLE", 20), ("ROLE", 81)]


def test_handed_over_it_begins_anew_with_the_new_person(crew: Cast) -> None:
    item = owed_at_nine()
    every_minute(35)
    with at(36):
        services.assign(item.pk, to=crew.hk_supervisor.pk, by=crew.hk_manager)
    every_minute(60, since=37)

    assert climbed(item)[-1] == ("PERSON", 56)


def test_a_later_time_winds_the_clock_anew(crew: Cast) -> None:
    item = owed_at_nine()
    every_minute(35)
    with at(36):
        later = planned(due_at=NINE + 5 * HOUR, role_code="room_attendant")
        owe(later, subject=item.subject_id)
    every_minute(60, since=37)

    assert climbed(item)[-1] == ("ROLE", 56)


def test_brought_forward_past_its_start_it_rings_at_once(crew: Cast) -> None:
    item = owed_at_nine(due_at=NINE + 20 * HOUR)
    with at(40):
        sooner = planned(due_at=NINE + 2 * HOUR, role_code="room_attendant")
        owe(sooner, subject=item.subject_id)
    every_minute(50, since=40)

    assert climbed(item) == [("ROLE", 40), ("SUPERVISOR", 50)]


def test_an_earlier_time_brings_the_next_step_forward(crew: Cast) -> None:
    item = owed_at_nine(due_at=NINE + 20 * HOUR)
    with at(10):
        sooner = planned(due_at=NINE + 3 * HOUR, role_code="room_attendant")
        owe(sooner, subject=item.subject_id)
    every_minute(25, since=10)

    assert climbed(item) == [("ROLE", 20)]


def test_steps_with_nobody_there_are_passed_over_at_once(cast: Cast) -> None:
    on_duty(cast.duty_manager)
    with escalating():
        item = owed_at_nine()
        every_minute(90)

    assert climbed(item) == [("MANAGER", 20)]


def test_somebody_off_duty_hears_nothing_until_the_shift_begins(crew: Cast) -> None:
    off = crew.pa_cleaner
    item = owed_at_nine(role_code="pa_cleaner")
    every_minute(60)

    assert off.username not in set().union(*rung())
    assert climbed(item)[0] == ("SUPERVISOR", 20)


def test_an_empty_roster_goes_to_the_catch_all_silently_and_once(empty_house: Cast) -> None:
    item = owed_at_nine()
    every_minute(120)

    (step,) = EscalationStep.objects.filter(item=item)
    assert (step.reach, step.silent, step.at) == (Reach.CATCH_ALL, True, NINE + HOUR / 3)
    assert rung() == [{"general_manager", "deputy_gm", "duty_manager", "assistant_manager"}]


def test_the_catch_all_is_whom_the_hotel_names(empty_house: Cast) -> None:
    CatchAllRole.objects.create(role=empty_house.gm_office.roles.get())
    owed_at_nine()
    sweep(20)

    assert rung() == [{"gm_office"}]


def test_a_catch_all_on_duty_is_rung(empty_house: Cast) -> None:
    on_duty(empty_house.deputy_gm)
    item = owed_at_nine()
    every_minute(60)

    assert climbed(item) == [("CATCH_ALL", 20)]
    assert rung() == [{"deputy_gm"}]


def test_who_comes_on_duty_after_the_catch_all_is_told_at_once(empty_house: Cast) -> None:
    on_duty(empty_house.room_attendant, after=1.5)
    item = owed_at_nine()
    every_minute(80)

    assert climbed(item) == [("CATCH_ALL", 20), ("ROLE", 60)]


def test_work_of_one_subject_for_the_same_people_is_one_notice(crew: Cast) -> None:
    with at(0):
        due = NINE + 3 * HOUR
        owe(*(planned(key, role_code="room_attendant", due_at=due) for key in ("P04", "P06")))
    sweep(20)

    (act,) = Entry.objects.filter(verb="work.escalated")
    assert len(act.data["items"]) == 2


def test_two_looks_take_a_step_once(crew: Cast) -> None:
    owed_at_nine()
    assert (sweep(20), sweep(20)) == (1, 0)


def test_a_sweep_that_was_down_takes_one_step_and_keeps_the_gap(crew: Cast) -> None:
    item = owed_at_nine()
    every_minute(75, since=45)

    assert climbed(item) == [("ROLE", 45), ("SUPERVISOR", 55), ("HEAD", 65), ("MANAGER", 75)]


def test_seconds_of_delay_do_not_add_up(crew: Cast) -> None:
    item = owed_at_nine()
    for minute in (20.3, 30.3, 40.3):
        sweep(minute)

    planned_for = [step.at for step in EscalationStep.objects.filter(item=item)]
    assert planned_for == [NINE + HOUR / 3, NINE + HOUR / 2, NINE + HOUR * 2 / 3]


def test_a_level_switched_off_in_the_admin_site_rings_nobody(crew: Cast) -> None:
    EscalationPace.objects.filter(subject_type=SUBJECT).update(active=False)
    item = owed_at_nine()
    every_minute(60)

    assert climbed(item) == []


def test_what_is_over_is_not_looked_at_again(crew: Cast) -> None:
    item = owed_at_nine()
    every_minute(60)

    assert Item.objects.get(pk=item.pk).look_at is None
