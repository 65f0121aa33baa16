"""The past in bulk, judged like the present."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from hotel.cashier import selectors as cashier
from hotel.stays.history import PastStay, Unsound, check_invariants, write_past
from hotel.stays.models import Stay, TypeNight
from hotel.web import clock
from tests.stays.makers import Desk, night


@pytest.fixture
def past(desk: Desk) -> PastStay:
    arrival, departure = night(-5), night(-3)
    return PastStay(
        guest_id=desk.guest().pk,
        room_id=desk.house.rooms["801"].pk,
        room_type_id=desk.house.king.pk,
        arrived_at=clock.at(arrival, time(15, 20)),
        departed_at=clock.at(departure, time(11, 5)),
        arrival=arrival,
        departure=departure,
        rate=Decimal("368.00"),
    )


def test_a_past_stay_is_written_with_its_nights(desk: Desk, past: PastStay) -> None:
    write_past([past], by=desk.by)
    rows = TypeNight.objects.order_by("night").values_list("night", "sold")
    assert list(rows) == [(night(-5), 1), (night(-4), 1)]


def test_a_past_stay_has_a_settled_bill(desk: Desk, past: PastStay) -> None:
    (stay,) = write_past([past], by=desk.by)
    folio = cashier.folio_of_stay(stay.pk)
    assert folio is not None
    assert (cashier.balance(folio.pk), folio.status, folio.lines.count()) == (
        Decimal(0),
        "closed",
        3,
    )


def test_one_guest_may_follow_another_on_the_same_day(desk: Desk, past: PastStay) -> None:
    later = replace(
        past,
        arrived_at=past.departed_at + timedelta(hours=2),
        departed_at=past.departed_at + timedelta(days=1),
        arrival=night(-3),
        departure=night(-2),
    )
    assert len(write_past([past, later], by=desk.by)) == 2


def test_a_room_let_twice_in_the_past_is_refused(desk: Desk, past: PastStay) -> None:
    with pytest.raises(IntegrityError):
        write_past([past, past], by=desk.by)


def test_a_second_batch_may_not_overlap_the_first(desk: Desk, past: PastStay) -> None:
    write_past([past], by=desk.by)
    with pytest.raises(Unsound):
        write_past([past], by=desk.by)
    assert Stay.objects.count() == 1


def test_what_is_not_over_is_refused(desk: Desk, past: PastStay) -> None:
    with pytest.raises(Unsound):
        write_past([replace(past, departure=night(2))], by=desk.by)


def test_a_day_use_leaves_no_night(desk: Desk, past: PastStay) -> None:
    used = replace(
        past,
        kind="day_use",
        departure=past.arrival,
        arrived_at=clock.at(past.arrival, time(9)),
        departed_at=clock.at(past.arrival, time(12)),
    )
    write_past([used], by=desk.by)
    assert not TypeNight.objects.exists()


def test_a_miscounted_night_is_found(desk: Desk) -> None:
    desk.unassigned()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE stays_typenight SET sold = 0")
    assert len(check_invariants()) == 1


def test_an_occupied_room_without_a_guest_is_found(desk: Desk) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rooms_room SET occupancy = 'occupied' WHERE number = '801'")
    assert check_invariants() == ["occupied and lived in differ: 801"]
