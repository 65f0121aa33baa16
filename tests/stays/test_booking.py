"""Selling rooms: what is refused, and that nothing is sold then."""

from datetime import time
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine

from hotel.journal.models import Entry
from hotel.stays import services
from hotel.stays.models import Reservation, Stay, TypeNight
from hotel.stays.once import Once
from hotel.stays.phases import Phase
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.stays.makers import Desk, night


def refused(field: str | None, act: object, **facts: object) -> str:
    with pytest.raises(Refused) as caught:
        act(**facts)  # type: ignore[operator]
    assert caught.value.field == field
    return caught.value.text


def sold(desk: Desk, code: str, offset: int = 0) -> int:
    rows = TypeNight.objects.filter(room_type=getattr(desk.house, code), night=night(offset))
    return rows.get().sold


def test_a_booking_gets_a_confirmation_number(desk: Desk) -> None:
    assert desk.unassigned().reservation.confirmation_no.startswith("R1")


def test_confirmation_numbers_never_repeat(desk: Desk) -> None:
    numbers = {desk.unassigned().reservation.confirmation_no for _ in range(4)}
    assert len(numbers) == 4


def test_a_booking_sells_each_of_its_nights(desk: Desk) -> None:
    desk.unassigned(nights=3)
    assert [sold(desk, "king", day) for day in range(3)] == [1, 1, 1]


def test_a_booking_does_not_sell_the_departure_night(desk: Desk) -> None:
    desk.unassigned(nights=1)
    assert not TypeNight.objects.filter(night=night(1)).exists()


def test_a_booking_takes_the_rack_rate(desk: Desk) -> None:
    assert desk.unassigned().rate == Decimal("368.00")


def test_a_room_is_needed_from_two_until_two(booked_stay: Stay) -> None:
    hours = [clock.local(each) for each in (booked_stay.starts_at, booked_stay.ends_at)]
    assert [f"{each:%d %H:%M}" for each in hours] == [
        f"{night():%d} 14:00",
        f"{night(2):%d} 14:00",
    ]


def test_a_stay_due_today_is_due_in(booked_stay: Stay) -> None:
    assert booked_stay.phase(night()) == Phase.DUE_IN


def test_the_last_room_sells_once(desk: Desk) -> None:
    for _ in range(2):
        desk.unassigned("suite")
    text = refused("room_type", desk.unassigned, code="suite")
    assert night().strftime("%m-%d") in text


def test_a_refused_booking_leaves_nothing(desk: Desk) -> None:
    desk.unassigned("suite", arrival=night(1))
    desk.unassigned("suite", arrival=night(1))
    before = (Reservation.objects.count(), Entry.objects.filter(verb="stay.booked").count())
    refused("room_type", desk.unassigned, code="suite", nights=3)
    assert (Reservation.objects.count(), Entry.objects.filter(verb="stay.booked").count()) == before
    assert not TypeNight.objects.filter(night=night(), sold__gt=0).exists()


def test_sold_out_names_only_the_full_nights(desk: Desk) -> None:
    for _ in range(2):
        desk.unassigned("suite", arrival=night(1))
    text = refused("room_type", desk.unassigned, code="suite", nights=3)
    assert text.count("-") == 1


def test_overbooking_needs_permission(desk: Desk) -> None:
    for _ in range(2):
        desk.unassigned("suite")
    with pytest.raises(Forbidden):
        desk.unassigned("suite", overbook=True)


def overbook(desk: Desk) -> Stay:
    return services.book(
        guest_id=desk.guest().pk,
        room_type_id=desk.house.suite.pk,
        arrival=night(),
        departure=night(1),
        by=desk.cast.fo_manager,
        overbook=True,
    )


def test_overbooking_ends_at_the_limit_of_the_type(desk: Desk) -> None:
    desk.house.suite.overbooking_limit = 1
    desk.house.suite.save()
    for _ in range(2):
        desk.unassigned("suite")
    overbook(desk)
    refused("room_type", lambda: overbook(desk))
    assert sold(desk, "suite") == 3


def test_the_permission_to_overbook_ends_with_its_sale(desk: Desk) -> None:
    desk.house.suite.overbooking_limit = 1
    desk.house.suite.save()
    for _ in range(2):
        desk.unassigned("suite")
    services.cancel_stay(overbook(desk).pk, "changed plans", by=desk.cast.fo_manager)
    refused("room_type", desk.unassigned, code="suite")


@pytest.mark.parametrize(
    ("arrival", "departure", "field"),
    [(-1, 1, "arrival"), (0, 0, "departure"), (3, 1, "departure"), (0, 400, "departure")],
)
def test_impossible_dates_are_refused(desk: Desk, arrival: int, departure: int, field: str) -> None:
    refused(
        field,
        services.book,
        guest_id=desk.guest().pk,
        room_type_id=desk.house.king.pk,
        arrival=night(arrival),
        departure=night(departure),
        by=desk.by,
    )


def test_nothing_is_sold_in_a_thousand_years(desk: Desk) -> None:
    refused("arrival", desk.unassigned, arrival=night().replace(year=3000))


def test_thirty_one_guests_do_not_fit_a_twin(desk: Desk) -> None:
    text = refused("adults", desk.unassigned, code="twin", adults=31)
    assert "2" in text


def test_a_room_of_another_type_is_refused(desk: Desk) -> None:
    refused(
        "room",
        services.book,
        guest_id=desk.guest().pk,
        room_type_id=desk.house.king.pk,
        room_id=desk.house.rooms["804"].pk,
        arrival=night(),
        departure=night(1),
        by=desk.by,
    )


def test_a_taken_room_is_refused_with_who_has_it(desk: Desk, booked_stay: Stay) -> None:
    text = refused("room", desk.stay, number="801")
    assert booked_stay.reservation.confirmation_no in text


def test_the_next_guest_may_come_the_day_the_first_leaves(desk: Desk, booked_stay: Stay) -> None:
    assert desk.stay("801", arrival=night(2)).room == desk.house.rooms["801"]


def test_a_card_number_is_refused_in_requests(desk: Desk) -> None:
    refused("requests", desk.unassigned, requests="card 4111 1111 1111 1111")


def test_a_form_pressed_twice_books_once(desk: Desk) -> None:
    once = Once.of(uuid4(), {"guest": 1})
    first, second = (desk.unassigned(once=once) for _ in range(2))
    assert first.pk == second.pk


def test_a_used_form_with_other_content_is_refused(desk: Desk) -> None:
    token = uuid4()
    desk.unassigned(once=Once.of(token, {"guest": 1}))
    refused(None, desk.unassigned, once=Once.of(token, {"guest": 2}))


def test_a_booking_is_one_act(desk: Desk) -> None:
    before = Entry.objects.count()
    desk.unassigned(guest=desk.guest())
    assert Entry.objects.count() - before == 2  # the guest, the booking


def day_use(desk: Desk, start: int, end: int, **facts: object) -> Stay:
    return services.book(
        guest_id=desk.guest().pk,
        room_type_id=desk.house.suite.pk,
        arrival=night(1),
        departure=night(1),
        kind="day_use",
        hours=(time(start), time(end)),
        by=desk.by,
        **facts,  # type: ignore[arg-type]
    )


def test_a_day_use_gets_a_free_room_at_once(desk: Desk) -> None:
    assert day_use(desk, 9, 13).room is not None


def test_two_day_uses_share_a_room_one_after_the_other(desk: Desk) -> None:
    rooms = {day_use(desk, start, start + 2).room for start in (8, 10, 12)}
    assert len(rooms) == 1


def test_a_morning_leaves_the_night_for_sale(desk: Desk) -> None:
    day_use(desk, 8, 12)
    assert not TypeNight.objects.filter(night=night(1), sold__gt=0).exists()


def test_an_afternoon_sells_the_night(desk: Desk) -> None:
    day_use(desk, 13, 17)
    assert sold(desk, "suite", 1) == 1


@pytest.mark.parametrize(("start", "end", "field"), [(13, 13, "ends"), (5, 9, "starts")])
def test_impossible_hours_are_refused(desk: Desk, start: int, end: int, field: str) -> None:
    refused(field, lambda: day_use(desk, start, end))


def test_a_group_sells_all_its_rooms_or_none(desk: Desk) -> None:
    rooms = [(desk.house.king.pk, 3), (desk.house.suite.pk, 3)]
    refused(
        "room_type",
        services.book_group,
        name="湘江合唱团",
        guest_id=desk.guest().pk,
        rooms=rooms,
        arrival=night(),
        departure=night(2),
        by=desk.by,
    )
    assert not Stay.objects.exists()


def test_a_group_stands_under_one_number(desk: Desk) -> None:
    group = services.book_group(
        "湘江合唱团",
        guest_id=desk.guest().pk,
        rooms=[(desk.house.king.pk, 3), (desk.house.twin.pk, 2)],
        arrival=night(),
        departure=night(2),
        by=desk.by,
    )
    assert group.stays.count() == 5


def test_a_booking_made_late_is_held_for_two_hours(desk: Desk) -> None:
    with time_machine.travel(clock.at(night(), time(21)), tick=False):
        held_until = desk.unassigned().reservation.hold_until
    assert held_until == clock.at(night(), time(23))


def test_hours_that_have_passed_are_not_sold(desk: Desk) -> None:
    with time_machine.travel(clock.at(night(1), time(15)), tick=False):
        refused("ends", lambda: day_use(desk, 9, 13))


def test_a_room_added_to_a_tentative_group_is_tentative(desk: Desk) -> None:
    group = services.open_group("湘江合唱团", status="tentative", by=desk.by)
    assert desk.unassigned(group=group).status == "tentative"


def test_nothing_is_added_to_a_cancelled_group(desk: Desk) -> None:
    group = services.open_group("湘江合唱团", by=desk.by)
    services.cancel_stay(desk.unassigned(group=group).pk, "no tour", by=desk.cast.fo_supervisor)
    group.refresh_from_db()
    refused(None, desk.unassigned, group=group)
