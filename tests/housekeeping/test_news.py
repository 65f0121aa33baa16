"""Who hears what: the service centre of a check-in, the floor of a request, the desk of a report."""

from datetime import timedelta

import pytest

from hotel.guests import services as guests
from hotel.house.models import HouseRules
from hotel.journal import outbox
from hotel.notifications import selectors as notices
from hotel.notifications.models import Notice
from hotel.rooms import services as rooms
from hotel.rooms.models import Room
from hotel.stays import services as stays
from hotel.web import clock
from housekeeping import services
from tests.housekeeping.makers import cleaning, lived_in
from tests.stays.makers import Desk


def told_of(code: str) -> set[str]:
    while outbox.sweep():
        pass
    told = Notice.objects.filter(code=f"housekeeping.{code}")
    return {notice.recipient.username for notice in told}


def test_a_check_in_tells_the_service_centre_room_persons_and_yoghurts(desk: Desk) -> None:
    HouseRules.objects.update_or_create(pk=1, defaults={"yoghurts_a_person": 2})
    desk.in_house("804", adults=2)
    assert {"operator", "room_attendant", "hk_supervisor"} <= told_of("room_let")
    params = Notice.objects.filter(code="housekeeping.room_let").values_list("params", flat=True)
    assert params[0] == {"room": "804", "persons": 2, "yoghurts": 4}


def test_the_service_centre_owes_a_receipt_within_five_minutes(desk: Desk) -> None:
    stay = desk.in_house("801")
    told_of("room_let")
    (owed,) = notices.receipts(f"stays.stay:{stay.pk}")
    assert owed.remind_due_at - owed.made_at == timedelta(minutes=5)


def test_a_check_in_entered_afterwards_hurries_nobody(desk: Desk) -> None:
    earlier = clock.now() - timedelta(hours=2)
    stays.check_in(desk.stay("801").pk, by=desk.by, at=earlier)
    assert told_of("room_let") == set()


def test_a_request_alarms_the_attendants(desk: Desk) -> None:
    services.request_inspection(desk.in_house("801").pk, by=desk.by)
    assert told_of("asked") == {"room_attendant"}
    assert Notice.objects.get(code="housekeeping.asked").level == "alarm"


def test_a_report_tells_the_desk(desk: Desk) -> None:
    asked = services.request_inspection(desk.in_house("801").pk, by=desk.cast.fo_supervisor)
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    assert told_of("clear") == {"receptionist", "fo_supervisor"}


def test_a_v1s_waiver_alarms_nobody(desk: Desk) -> None:
    stay = desk.in_house("801")
    guests.set_vip_level(stay.guest_id, "V1", by=None)
    services.request_inspection(stay.pk, by=desk.by)
    assert told_of("asked") == set()


def test_a_late_inspection_goes_up_at_the_second_alarm(desk: Desk) -> None:
    asked = services.request_inspection(desk.in_house("801").pk, by=desk.by)
    services.alarm_late_inspections(asked.requested_at + timedelta(minutes=3))
    assert told_of("late") == {"room_attendant", "hk_supervisor", "receptionist"}
    services.alarm_late_inspections(asked.requested_at + timedelta(minutes=5))
    assert {"hk_manager", "assistant_manager"} <= told_of("late")


def test_who_gets_rooms_hears_it_once_for_all_of_them(desk: Desk) -> None:
    tasks = [cleaning(desk, number) for number in ("801", "802")]
    services.assign(
        [task.room_id for task in tasks], desk.cast.room_attendant.pk, by=desk.cast.hk_supervisor
    )
    assert told_of("assigned") == {"room_attendant"}
    assert Notice.objects.get(code="housekeeping.assigned").params == {"rooms": "801, 802"}


def test_a_room_sent_back_tells_who_cleaned_it(desk: Desk) -> None:
    task = cleaning(desk, state="done")
    services.fail_room(task.pk, by=desk.cast.hk_supervisor, reason="镜面有水渍")
    assert told_of("failed") == {"room_attendant"}


def test_a_sign_is_news_for_the_rooms_attendant_only(desk: Desk) -> None:
    task = lived_in(desk)
    rooms.set_dnd(task.room_id, True, by=desk.by)
    assert told_of("dnd_set") == {"room_attendant"}


def test_a_sign_where_nobody_has_to_clean_is_no_news(desk: Desk) -> None:
    desk.in_house("801")
    rooms.set_dnd(desk.house.rooms["801"].pk, True, by=desk.by)
    assert told_of("dnd_set") == set()


def test_a_wish_without_an_attendant_goes_to_the_supervisor(desk: Desk) -> None:
    desk.in_house("801")
    rooms.set_make_up(desk.house.rooms["801"].pk, True, by=desk.by)
    assert told_of("make_up_asked") == {"hk_supervisor"}


def test_a_departure_tells_the_supervisor(desk: Desk) -> None:
    stays.check_out(desk.in_house("801").pk, by=desk.by)
    assert told_of("room_left") == {"hk_supervisor"}


def test_a_move_in_the_house_tells_whoever_has_the_rooms(desk: Desk) -> None:
    task = lived_in(desk)
    stay_id = task.room.assignments.get().stay_id
    stays.move_room(stay_id, desk.house.rooms["802"].pk, "空调异响", by=desk.by)
    assert told_of("moved") == {"hk_supervisor", "room_attendant"}


def test_before_arrival_a_move_is_no_news_for_the_floors(desk: Desk) -> None:
    stay = desk.stay("801")
    stays.move_room(stay.pk, desk.house.rooms["802"].pk, "客人要求", by=desk.by)
    assert told_of("moved") == set()


def makes_ready(desk: Desk, number: str = "801") -> None:
    task = cleaning(desk, number)
    services.start_cleaning(task.pk, by=desk.cast.room_attendant)
    services.finish_cleaning(task.pk, by=desk.cast.room_attendant)


@pytest.mark.parametrize(
    ("late", "told"), [(timedelta(minutes=5), {"receptionist"}), (-timedelta(hours=5), set())]
)
def test_a_room_somebody_waits_for_is_announced_when_it_is_clean(
    desk: Desk, late: timedelta, told: set[str]
) -> None:
    stay = desk.stay("801")
    type(stay).objects.filter(pk=stay.pk).update(eta=clock.now() - late)
    makes_ready(desk)
    assert told_of("ready") == told


def test_a_vips_room_is_announced_when_it_is_inspected(desk: Desk) -> None:
    stay = desk.stay("801")
    guests.set_vip_level(stay.guest_id, "V3", by=None)
    makes_ready(desk)
    assert (told_of("ready"), told_of("to_inspect")) == (set(), {"hk_supervisor"})
    room_id = desk.house.rooms["801"].pk
    rooms.set_cleanliness(room_id, "inspected", by=desk.cast.hk_supervisor)
    assert told_of("ready") == {"receptionist"}


def test_a_room_nobody_waits_for_is_no_news(desk: Desk) -> None:
    makes_ready(desk)
    assert Room.objects.get(number="801").code == "VC"
    assert told_of("ready") == set()
