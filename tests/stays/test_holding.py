"""The hold time follows the arrival, unless the house agreed on another with the guest."""

from datetime import time, timedelta

from hotel.journal.models import Entry
from hotel.stays import services
from hotel.stays.models import Stay
from hotel.web import clock
from tests.stays.makers import Desk, night

SIX = time(18)


def moved(desk: Desk, stay: Stay, days: int) -> Stay:
    services.change_stay(
        stay.pk,
        by=desk.by,
        arrival=stay.arrival + timedelta(days=days),
        departure=stay.departure + timedelta(days=days),
    )
    stay.refresh_from_db()
    stay.reservation.refresh_from_db()
    return stay


def test_the_hold_time_moves_with_the_arrival(desk: Desk) -> None:
    stay = moved(desk, desk.stay("801", arrival=night(2)), 5)
    assert stay.reservation.hold_until == clock.at(night(7), SIX)
    changes = Entry.objects.filter(verb="stay.changed").latest("pk").changes
    assert "hold_until" in changes


def test_the_short_hold_of_a_booking_made_today_moves_too(desk: Desk) -> None:
    stay = moved(desk, desk.stay("801"), 3)
    assert stay.reservation.hold_until == clock.at(night(3), SIX)


def test_an_agreed_hold_time_stands(desk: Desk) -> None:
    agreed = clock.at(night(2), time(23))
    stay = moved(desk, desk.stay("801", arrival=night(2), hold_until=agreed), 1)
    assert stay.reservation.hold_until == agreed


def test_who_still_comes_on_the_old_day_keeps_the_group_s_hold_time(desk: Desk) -> None:
    group = services.open_group("湘江合唱团", hold_until=clock.at(night(2), SIX), by=desk.by)
    first = desk.stay("801", arrival=night(2), group=group)
    last = desk.stay("802", arrival=night(2), group=group)
    assert moved(desk, first, 3).reservation.hold_until == clock.at(night(2), SIX)
    assert moved(desk, last, 1).reservation.hold_until == clock.at(night(3), SIX)


def test_the_clerk_cancels_a_stay_that_was_moved(desk: Desk) -> None:
    late = clock.at(night(), SIX) + timedelta(minutes=1)
    stay = desk.stay("801")
    services.cancel_stay(moved(desk, stay, 4).pk, "行程取消", by=desk.by)
    stay.refresh_from_db()
    assert stay.status == "cancelled"
    assert stay.reservation.hold_until is not None
    assert stay.reservation.hold_until > late
