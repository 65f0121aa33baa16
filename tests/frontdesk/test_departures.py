"""Who leaves today: overdue first, with bill, cards, inspection and what is proposed."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from frontdesk import departures, home
from frontdesk.selectors.dues import House, count_overdue, is_overdue, overdue
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from housekeeping import services as floors
from housekeeping.services import Found
from tests.frontdesk.leaving import Counter
from tests.stays.makers import night


@pytest.fixture
def due_out(counter: Counter) -> Stay:
    """A guest of last night who leaves today."""
    stay = counter.guest("801")
    stays.advance_business_date(night(1), by=None)
    return stay


def row(stay: Stay, at: time) -> departures.Leaving:
    house = House.at(clock.at(stay.departure, at))
    [found] = [each for each in departures.leaving([stay], house) if each.stay.pk == stay.pk]
    return found


@pytest.mark.parametrize(("at", "overdue"), [(time(14, 30), False), (time(14, 31), True)])
def test_overdue_is_past_check_out_time_and_grace(due_out: Stay, at: time, overdue: bool) -> None:
    assert row(due_out, at).overdue is overdue


def until_one_o_clock(counter: Counter) -> Stay:
    """A day use of 802, sold in the morning, whatever the clock says now."""
    hours = (time(9), time(13))
    with time_machine.travel(clock.at(clock.today(), time(8)), tick=False):
        return counter.guest("802", kind="day_use", nights=0, hours=hours, rate=Decimal(180))


def test_a_day_use_is_overdue_after_its_hours(counter: Counter) -> None:
    stay = until_one_o_clock(counter)
    house = House.at(clock.at(stay.arrival, time(13, 31)))
    assert is_overdue(stay, house)


@pytest.mark.parametrize(
    ("day", "at", "late"),
    [
        (0, time(9), []),
        (0, time(13, 30), []),
        (0, time(13, 31), ["802"]),
        (0, time(23, 59), ["802"]),
        (1, time(0, 10), ["802"]),
        (1, time(14, 30), ["802"]),
        (1, time(14, 30, 1), ["802", "801"]),
        (1, time(23, 59), ["802", "801"]),
        (2, time(0, 10), ["802", "801"]),
        (2, time(14, 31), ["802", "801", "803"]),
    ],
)
def test_the_rail_counts_who_is_on_the_list(
    counter: Counter, django_assert_num_queries: Any, day: int, at: time, late: list[str]
) -> None:
    """A day use until one o'clock, and guests of one, two and three nights."""
    begun = night()
    until_one_o_clock(counter)
    for nights, number in enumerate(("801", "803", "804"), start=1):
        counter.guest(number, nights=nights)
    for passed in range(1, day + 1):
        stays.advance_business_date(begun + timedelta(days=passed), by=None)
    house = House.at(clock.at(begun + timedelta(days=day), at))
    with django_assert_num_queries(1):
        counted = count_overdue(house)
    assert [stay.room.number for stay in overdue(house) if stay.room] == late
    assert counted == len(late)


def test_a_guest_whose_day_is_still_to_come_is_not_overdue(counter: Counter) -> None:
    """The business date is not closed yet when the clock has passed the next day's two o'clock."""
    counter.guest("801")
    house = House.at(clock.at(night(1), time(15)))
    assert (count_overdue(house), overdue(house)) == (0, [])


def test_the_row_says_what_the_bill_comes_to(due_out: Stay) -> None:
    assert row(due_out, time(12)).owed == Decimal("-232.00")


def test_the_row_proposes_the_late_charge(due_out: Stay) -> None:
    assert [due.amount for due in row(due_out, time(16)).late] == [Decimal("184.00")]


def test_the_row_counts_the_cards_out(due_out: Stay) -> None:
    assert row(due_out, time(12)).keys == 1


def test_longest_overdue_come_first(counter: Counter) -> None:
    today = counter.guest("802", nights=2)
    yesterday = counter.guest("801", nights=1)
    stays.advance_business_date(night(2), by=None)
    house = House.at(clock.at(night(), time(10)))
    board = departures.board(house)
    assert ([row.stay.pk for row in board.overdue], [row.stay.pk for row in board.today]) == (
        [yesterday.pk],
        [today.pk],
    )


def test_the_page_shows_what_the_floor_reported(
    counter: Counter, due_out: Stay, enter: Any
) -> None:
    asked = floors.request_inspection(due_out.pk, by=counter.desk.by)
    cola = Found("minibar", "可乐", Decimal(12), 1)
    floors.report_inspection(asked.pk, by=counter.desk.cast.room_attendant, findings=[cola])
    page = enter(counter.desk.by).get("/departures/").content.decode()
    assert "¥ 12.00" in page
    assert f"/check-out/{due_out.pk}/" in page


def test_who_has_left_is_shown_apart(counter: Counter, enter: Any) -> None:
    stay = counter.ready("801")
    counter.leave(stay)
    page = enter(counter.desk.by).get("/departures/?show=departed").content.decode()
    assert f'id="stay-{stay.pk}"' in page


def test_the_page_asks_as_often_for_many_as_for_one(
    counter: Counter, enter: Any, django_assert_max_num_queries: Any
) -> None:
    for number in ("801", "802", "803", "804", "901", "902", "903"):
        counter.guest(number)
    stays.advance_business_date(night(1), by=None)
    browser = enter(counter.desk.by)
    browser.get("/departures/")
    with django_assert_max_num_queries(20):
        browser.get("/departures/")


def test_an_attendant_does_not_see_the_list(counter: Counter, enter: Any) -> None:
    assert enter(counter.desk.cast.room_attendant).get("/departures/").status_code == 403


def test_the_home_page_says_who_should_have_left(counter: Counter) -> None:
    stay = counter.guest("801")
    stays.advance_business_date(stay.departure + timedelta(days=1), by=None)
    lines = list(home.leaving.overdue_lines(counter.desk.by))
    late = clock.now() > clock.at(stay.departure, time(14, 30))
    assert [line.path for line in lines] == ([f"/check-out/{stay.pk}/"] if late else [])


def test_the_home_page_says_whose_room_has_been_looked_into(counter: Counter) -> None:
    """Not who has left since, nor who is still waited for."""
    cola = Found("minibar", "可乐", Decimal(12), 2)
    found, clear = counter.guest("801"), counter.guest("802")
    counter.inspect(found, findings=[cola])
    counter.inspect(clear)
    floors.request_inspection(counter.guest("803").pk, by=counter.desk.by)
    counter.leave(counter.ready("804"))
    lines = list(home.leaving.inspected_lines(counter.desk.by))
    assert [(line.room, line.path, line.mood) for line in lines] == [
        ("801", f"/check-out/{found.pk}/", "warn"),
        ("802", f"/check-out/{clear.pk}/", "ok"),
    ]
    assert ["24.00" in line.chip for line in lines] == [True, False]
