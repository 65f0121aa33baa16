"""What there is to do: after a departure, in the morning, when the room was touched by hand."""

from datetime import timedelta
from typing import Any

import pytest

from hotel.journal import outbox
from hotel.journal.models import Entry
from hotel.rooms import services as rooms
from hotel.rooms.models import Room
from hotel.stays import services as stays
from hotel.stays.selectors import business_date
from hotel.web import clock
from housekeeping import services
from housekeeping.models import CleaningDay, CleaningTask
from tests.housekeeping.makers import cleaning, left_dirty, lived_in
from tests.stays.makers import Desk, night


def deliver() -> None:
    while outbox.sweep():
        pass


def of_room(number: str) -> list[tuple[str, str]]:
    tasks = CleaningTask.objects.filter(room__number=number).order_by("pk")
    return [(task.kind, task.state) for task in tasks]


def next_day(desk: Desk) -> None:
    stays.advance_business_date(business_date() + timedelta(days=1), by=None)


@pytest.fixture
def morning(desk: Desk) -> Desk:
    """Somebody stays on, somebody leaves today, one room is vacant and dirty: the next morning."""
    desk.in_house("801", nights=3)
    desk.in_house("802", nights=1)
    Room.objects.filter(number="803").update(cleanliness="dirty")
    yesterday = clock.now() - timedelta(days=1)
    Room.objects.exclude(number="803").update(cleanliness_at=yesterday)
    next_day(desk)
    return desk


def test_a_departure_leaves_one_clean_to_do(desk: Desk) -> None:
    stays.check_out(desk.in_house("801").pk, by=desk.by)
    deliver()
    for entry in Entry.objects.filter(verb="stay.checked_out"):
        services.follow_rooms([desk.house.rooms["801"].pk], by=entry.actor)
    assert of_room("801") == [("checkout", "waiting")]


def test_a_move_leaves_the_old_room_to_do(desk: Desk) -> None:
    stay = desk.in_house("801")
    stays.move_room(stay.pk, desk.house.rooms["802"].pk, "空调异响", by=desk.by)
    deliver()
    assert (of_room("801"), of_room("802")) == ([("checkout", "waiting")], [])


def test_who_was_to_clean_for_the_guest_cleans_after_them(desk: Desk) -> None:
    task = lived_in(desk)
    stays.check_out(task.room.assignments.get().stay_id, by=desk.by)
    deliver()
    assert of_room("801") == [("stayover", "skipped"), ("checkout", "assigned")]


def test_in_the_morning_who_stays_on_gets_a_clean(morning: Desk) -> None:
    services.open_day()
    assert of_room("801") == [("stayover", "waiting")]


def test_who_leaves_today_gets_none(morning: Desk) -> None:
    services.open_day()
    assert (of_room("802"), morning.house.room("802").code) == ([], "OD")


def test_vacant_dirty_rooms_are_on_the_list(morning: Desk) -> None:
    services.open_day()
    assert of_room("803") == [("checkout", "waiting")]


def test_a_day_is_opened_once(morning: Desk) -> None:
    assert services.open_day() is not None
    assert services.open_day() is None
    assert CleaningDay.objects.count() == 1
    assert CleaningTask.objects.count() == 2


def test_a_room_cleaned_this_morning_is_not_dirtied_again(morning: Desk) -> None:
    Room.objects.filter(number="801").update(
        cleanliness="clean", cleanliness_at=clock.now() + timedelta(days=1)
    )
    services.open_day()
    assert of_room("801") == []


def test_yesterdays_cleans_of_those_who_stay_are_over(desk: Desk) -> None:
    lived_in(desk)
    cleaning(desk, "803", "assigned")
    next_day(desk)
    services.open_day()
    assert of_room("801") == [("stayover", "skipped"), ("stayover", "waiting")]
    assert of_room("803") == [("checkout", "assigned")]


@pytest.mark.parametrize(("days", "turned"), [(2, []), (4, ["801"])])
def test_a_room_nobody_slept_in_for_three_days_turns_dirty(
    desk: Desk, days: int, turned: list[str]
) -> None:
    Room.objects.filter(number="801").update(cleanliness_at=clock.now() - timedelta(days=days))
    assert services.dirty_stale_rooms() == turned


def test_a_stale_room_says_why_in_its_history(desk: Desk) -> None:
    Room.objects.filter(number="801").update(cleanliness_at=clock.now() - timedelta(days=4))
    services.dirty_stale_rooms()
    entry = Entry.objects.get(verb="room.cleanliness_changed")
    assert (entry.actor, entry.reason) == (None, "Not slept in for more than three days")


@pytest.mark.parametrize("state", ["occupied", "out_of_order"])
def test_rooms_lived_in_or_out_of_order_do_not_turn(desk: Desk, state: str) -> None:
    field = "occupancy" if state == "occupied" else "block"
    long_ago = clock.now() - timedelta(days=9)
    Room.objects.filter(number="801").update(cleanliness_at=long_ago, **{field: state})
    assert services.dirty_stale_rooms() == []


def test_cleaned_by_hand_the_clean_is_done(desk: Desk) -> None:
    task = left_dirty(desk)
    rooms.set_cleanliness(task.room_id, "cleaning", by=desk.cast.room_attendant)
    deliver()
    assert of_room("801") == [("checkout", "in_progress")]
    rooms.set_cleanliness(task.room_id, "clean", by=desk.cast.room_attendant)
    rooms.set_cleanliness(task.room_id, "inspected", by=desk.cast.hk_supervisor)
    deliver()
    assert of_room("801") == [("checkout", "inspected")]


def test_dirty_again_by_hand_there_is_something_to_do(desk: Desk) -> None:
    rooms.set_cleanliness(
        desk.house.rooms["801"].pk, "dirty", by=desk.cast.hk_supervisor, reason="有异味"
    )
    deliver()
    assert of_room("801") == [("checkout", "waiting")]


def test_a_room_given_back_is_to_be_cleaned(desk: Desk) -> None:
    by = desk.cast.fo_manager
    until = clock.now() + timedelta(hours=20)
    room_id = desk.house.rooms["801"].pk
    block = rooms.block_room(room_id, "out_of_order", clock.now(), until, "换空调", by=by)
    rooms.release_block(block.pk, by=by)
    deliver()
    assert of_room("801") == [("checkout", "waiting")]


def test_out_of_order_there_is_nothing_to_clean(desk: Desk) -> None:
    Room.objects.filter(number="801").update(cleanliness="dirty", block="out_of_order")
    services.follow_rooms([desk.house.rooms["801"].pk], by=None)
    assert of_room("801") == []


def test_the_sign_taken_down_at_the_desk_puts_the_room_on_the_list_again(desk: Desk) -> None:
    task = lived_in(desk)
    services.skip_cleaning(task.pk, by=desk.cast.room_attendant, reason="dnd")
    rooms.set_dnd(task.room_id, False, by=desk.by)
    deliver()
    assert of_room("801") == [("stayover", "assigned")]


def test_a_wish_to_be_made_up_is_something_to_do_once(desk: Desk) -> None:
    desk.in_house("801", nights=2)
    room_id = desk.house.rooms["801"].pk
    rooms.set_make_up(room_id, True, by=desk.by)
    deliver()
    services.follow_wish(room_id, by=None)
    assert of_room("801") == [("stayover", "waiting")]


def test_made_up_already_the_wish_is_a_small_tidy(desk: Desk) -> None:
    task = lived_in(desk, state="inspected")
    rooms.set_make_up(task.room_id, True, by=desk.by)
    deliver()
    assert of_room("801") == [("stayover", "inspected"), ("small_tidy", "waiting")]


def test_news_lost_on_the_way_loses_no_room(desk: Desk) -> None:
    Room.objects.filter(number="801").update(cleanliness="dirty")
    services.watch()
    assert of_room("801") == [("checkout", "waiting")]


def test_a_day_of_many_rooms_is_dated_by_the_business_date(morning: Any) -> None:
    day = services.open_day()
    assert day is not None
    assert day.business_date == night()
