"""What the database forbids, whoever writes: plain SQL here."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from hotel.rooms import services as rooms
from hotel.stays import nights, services
from hotel.stays.models import RoomAssignment, Stay, TypeNight
from hotel.stays.selectors import availability
from hotel.web import clock
from hotel.web.refusals import Refused
from tests.stays.makers import Desk, night


def refuses(sql: str, *values: Any) -> str:
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(caught.value)


ASSIGN = """
INSERT INTO stays_roomassignment (stay_id, room_id, period, status)
SELECT %s, room_id, tstzrange(lower(period) + interval '1 hour', upper(period)), %s
FROM stays_roomassignment WHERE id = %s
"""


def test_no_room_is_held_twice(desk: Desk, booked_stay: Stay) -> None:
    other, mine = desk.unassigned(), RoomAssignment.objects.get(stay=booked_stay)
    assert "stays_room_once" in refuses(ASSIGN, other.pk, "booked", mine.pk)


def test_no_stay_has_two_rooms(desk: Desk, booked_stay: Stay) -> None:
    held = RoomAssignment.objects.get(stay=desk.stay("802"))
    RoomAssignment.objects.filter(pk=held.pk).update(status="ended")
    assert "stays_one_room_for_a_stay" in refuses(ASSIGN, booked_stay.pk, "booked", held.pk)


def test_no_two_parties_live_in_a_room(desk: Desk) -> None:
    here, later = desk.in_house("801"), desk.stay("801", arrival=night(1))
    sql = "UPDATE stays_roomassignment SET status = 'in_house' WHERE stay_id = %s"
    assert "stays_one_party_in_a_room" in refuses(sql, later.pk)
    assert here.pk != later.pk


def test_nobody_is_put_into_a_blocked_room(desk: Desk) -> None:
    room = desk.house.rooms["801"]
    rooms.block_room(
        room.pk, "out_of_order", clock.now(), clock.now() + timedelta(days=2), "leak",
        by=desk.cast.fo_manager,
    )  # fmt: skip
    stay = desk.unassigned()
    sql = (
        "INSERT INTO stays_roomassignment (stay_id, room_id, period, status)"
        " SELECT id, %s, period, 'booked' FROM stays_stay WHERE id = %s"
    )
    assert "blocked" in refuses(sql, room.pk, stay.pk)


BLOCK = """
INSERT INTO rooms_roomblock
  (room_id, kind, period, reason, return_cleanliness, made_by_id, made_at, living)
SELECT room_id, 'out_of_service', period, 'x', 'dirty', %s, now(), true
FROM stays_roomassignment WHERE stay_id = %s
"""


def test_no_held_room_is_blocked(desk: Desk, booked_stay: Stay) -> None:
    assert "held for a stay" in refuses(BLOCK, desk.by.pk, booked_stay.pk)


def test_blocking_a_held_room_says_who_holds_it(desk: Desk, booked_stay: Stay) -> None:
    with pytest.raises(Refused) as caught:
        rooms.block_room(
            desk.house.rooms["801"].pk, "out_of_service", clock.now(),
            clock.now() + timedelta(days=3), "paint", by=desk.cast.fo_manager,
        )  # fmt: skip
    assert booked_stay.reservation.confirmation_no in caught.value.text


def test_no_night_is_sold_that_is_not_there(desk: Desk) -> None:
    desk.unassigned("suite")
    assert "stays_not_oversold" in refuses("UPDATE stays_typenight SET sold = 3")


def test_the_business_date_does_not_go_back(desk: Desk) -> None:
    assert "forward" in refuses("UPDATE stays_businessday SET current = current - 1")


def test_the_business_date_is_not_deleted(desk: Desk) -> None:
    assert "deleted" in refuses("DELETE FROM stays_businessday")


def test_a_stay_that_is_here_has_arrived(desk: Desk, booked_stay: Stay) -> None:
    sql = "UPDATE stays_stay SET status = 'in_house' WHERE id = %s"
    assert "stays_stay_arrived" in refuses(sql, booked_stay.pk)


def block(desk: Desk, number: str, days: int = 1) -> None:
    rooms.block_room(
        desk.house.rooms[number].pk, "out_of_order", clock.now(),
        clock.now() + timedelta(days=days), "leak", by=desk.cast.fo_manager,
    )  # fmt: skip


def free(desk: Desk, code: str) -> int:
    wanted = getattr(desk.house, code)
    (left,) = [each for each in availability(night(), night(1)) if each.room_type == wanted]
    return left.free


@pytest.mark.parametrize("counted", [False, True])
def test_a_room_out_of_order_is_not_for_sale(desk: Desk, counted: bool) -> None:
    if counted:
        nights.ensure(desk.house.suite.pk, night(), night(1))
    block(desk, "806", days=2)
    assert free(desk, "suite") == 1


def test_a_released_room_is_for_sale_again(desk: Desk) -> None:
    nights.ensure(desk.house.suite.pk, night(), night(2))
    block(desk, "806", days=2)
    (living,) = desk.house.rooms["806"].blocks.all()
    rooms.release_block(living.pk, by=desk.cast.fo_manager)
    assert free(desk, "suite") == 2


def test_a_room_that_is_sold_is_not_taken_out(desk: Desk) -> None:
    for _ in range(2):
        desk.unassigned("suite", nights=2)
    with pytest.raises(Refused):
        block(desk, "806", days=2)
    assert not TypeNight.objects.exclude(blocked=0).exists()


def test_a_new_room_is_for_sale(desk: Desk) -> None:
    nights.ensure(desk.house.suite.pk, night(), night(2))
    rooms.add_room(
        by=desk.cast.fo_manager, number="1001", floor=10, room_type_id=desk.house.suite.pk
    )
    assert free(desk, "suite") == 3


def test_a_refused_race_says_the_room_is_taken(desk: Desk, booked_stay: Stay) -> None:
    # Past every look before: only the exclusion constraint is left to say no.
    other = desk.unassigned()
    with pytest.raises(Refused) as caught:
        _hold_blindly(other, desk)
    assert (caught.value.field, caught.value.code) == ("room", "taken")


def _hold_blindly(stay: Stay, desk: Desk) -> None:
    from hotel.stays.acts import act
    from hotel.stays.rooming import hold

    act(hold)(stay, desk.house.rooms["801"])


def test_services_leave_a_sound_house(desk: Desk) -> None:
    from hotel.stays.history import check_invariants

    desk.in_house("801", nights=2)
    services.check_out(desk.in_house("802", nights=3).pk, by=desk.by)
    desk.unassigned("twin", nights=3)
    assert check_invariants() == []
