"""The door of the block axis (handbook B1.2): out of order, out of service, and back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hotel.journal.selectors import history_of
from hotel.rooms import capacity, claims, selectors, services
from hotel.rooms.models import Room, RoomBlock
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.cast import Cast
from tests.house import House

OOO, OOS = "out_of_order", "out_of_service"


def hours(count: float) -> datetime:
    return clock.now() + timedelta(hours=count)


def block(room: Room, cast: Cast, start: float = 0, end: float = 8, kind: str = OOO) -> RoomBlock:
    return services.block_room(
        room.pk, kind, hours(start), hours(end), "air conditioning drips", by=cast.hk_supervisor
    )


@pytest.fixture
def room(house: House) -> Room:
    return house.rooms["801"]


def test_a_room_goes_out_of_order_at_once(cast: Cast, room: Room) -> None:
    block(room, cast)
    assert House.room("801").code == "OOO"


def test_a_block_that_begins_later_leaves_the_room_until_then(cast: Cast, room: Room) -> None:
    block(room, cast, start=24, end=30)
    assert House.room("801").code == "VI"


def test_its_hour_comes(cast: Cast, room: Room) -> None:
    block(room, cast, start=24, end=30)
    later = list(selectors.blocks_due_to_begin(hours(25)))
    assert [each.room_id for each in later] == [room.pk]


def test_a_due_block_takes_the_room_out(cast: Cast, room: Room) -> None:
    planned = block(room, cast, start=24, end=30)
    RoomBlock.objects.filter(pk=planned.pk).update(period=(hours(-1), hours(6)))
    services.begin_due_blocks()
    assert (House.room("801").code, history_of(room)[0].who) == ("OOO", "")


def test_a_due_block_waits_for_the_guest_to_leave(cast: Cast, room: Room) -> None:
    planned = block(room, cast, start=24, end=30)
    RoomBlock.objects.filter(pk=planned.pk).update(period=(hours(-1), hours(6)))
    Room.objects.filter(pk=room.pk).update(occupancy="occupied")
    assert services.begin_due_blocks() == 0


def test_a_released_room_comes_back_dirty(cast: Cast, room: Room) -> None:
    services.release_block(block(room, cast).pk, by=cast.hk_supervisor)
    assert House.room("801").code == "VD"


def test_releasing_what_has_not_begun_leaves_the_room_as_it_is(cast: Cast, room: Room) -> None:
    services.release_block(block(room, cast, start=24, end=30).pk, by=cast.hk_supervisor)
    assert House.room("801").code == "VI"


def test_a_room_is_released_once(cast: Cast, room: Room) -> None:
    made = block(room, cast)
    services.release_block(made.pk, by=cast.hk_supervisor)
    with pytest.raises(Refused):
        services.release_block(made.pk, by=cast.hk_supervisor)


def test_a_block_past_its_end_is_due_for_release(cast: Cast, room: Room) -> None:
    made = block(room, cast)
    assert list(selectors.blocks_due_for_release(hours(9))) == [made]


def test_an_occupied_room_is_not_blocked(cast: Cast, room: Room) -> None:
    Room.objects.filter(pk=room.pk).update(occupancy="occupied")
    with pytest.raises(Refused):
        block(room, cast)


def test_a_blocked_room_is_not_blocked_again(cast: Cast, room: Room) -> None:
    block(room, cast)
    with pytest.raises(Refused) as caught:
        block(room, cast, start=4, end=10, kind=OOS)
    assert "air conditioning drips" in caught.value.text


def test_the_next_block_may_begin_where_the_first_ends(cast: Cast, room: Room) -> None:
    first = block(room, cast, start=1, end=8)
    second = services.block_room(
        room.pk, OOS, first.period.upper, hours(12), "paint", by=cast.hk_supervisor
    )
    assert second.living


def test_the_database_forbids_two_blocks_at_once(cast: Cast, room: Room) -> None:
    made = block(room, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomBlock.objects.create(
            room=room, kind=OOS, period=made.period, reason="x", made_by=cast.hk_supervisor
        )


@pytest.fixture
def reserved(room: Room) -> Iterator[str]:
    sentence = "Reserved for Shen Yanqiu from tomorrow"
    claims.register(claim := lambda room_id, period: sentence)
    yield sentence
    claims._askers.remove(claim)


def test_a_reserved_room_is_not_blocked_and_it_is_said_for_whom(
    cast: Cast, room: Room, reserved: str
) -> None:
    with pytest.raises(Refused) as caught:
        block(room, cast)
    assert (caught.value.text, RoomBlock.objects.count()) == (reserved, 0)


@pytest.mark.parametrize("role", ["receptionist", "room_attendant", "engineer", "sales_manager"])
def test_others_take_no_room_out(cast: Cast, room: Room, role: str) -> None:
    with pytest.raises(Forbidden):
        services.block_room(room.pk, OOO, hours(0), hours(2), "x", by=cast.holding(role))


def test_more_than_a_day_out_of_order_is_for_the_front_office_manager(
    cast: Cast, room: Room
) -> None:
    with pytest.raises(Forbidden):
        block(room, cast, end=25)


def test_the_front_office_manager_takes_it_out_for_a_week(cast: Cast, room: Room) -> None:
    services.block_room(room.pk, OOO, hours(0), hours(168), "bath", by=cast.fo_manager)
    assert House.room("801").code == "OOO"


def test_out_of_service_for_a_week_needs_no_manager(cast: Cast, room: Room) -> None:
    block(room, cast, end=168, kind=OOS)
    assert House.room("801").code == "OOS"


def test_extending_past_a_day_needs_the_manager_too(cast: Cast, room: Room) -> None:
    made = block(room, cast)
    with pytest.raises(Forbidden):
        services.extend_block(made.pk, hours(30), by=cast.hk_supervisor)


def test_a_block_is_extended(cast: Cast, room: Room) -> None:
    end = hours(20)
    made = services.extend_block(block(room, cast).pk, end, by=cast.hk_supervisor, reason="parts")
    assert made.period.upper == end


@pytest.mark.parametrize(
    ("start", "end", "field"), [(2, 1, "end"), (-5, -1, "end"), (0, 30_000, "end")]
)
def test_impossible_dates_are_refused(
    cast: Cast, room: Room, start: float, end: float, field: str
) -> None:
    with pytest.raises(Refused) as caught:
        block(room, cast, start=start, end=end)
    assert caught.value.field == field


def test_a_block_needs_a_reason(cast: Cast, room: Room) -> None:
    with pytest.raises(Refused) as caught:
        services.block_room(room.pk, OOO, hours(0), hours(1), " ", by=cast.hk_supervisor)
    assert caught.value.field == "reason"


NIGHT = date(2030, 5, 1)


def at(day: date, hour: int) -> datetime:
    return clock.at(day, datetime.min.time().replace(hour=hour))


def test_a_night_out_of_order_leaves_the_inventory(cast: Cast, house: House, room: Room) -> None:
    services.block_room(
        room.pk, OOO, at(NIGHT, 15), at(NIGHT + timedelta(1), 12), "x", by=cast.fo_manager
    )
    counted = selectors.inventory(house.king.pk, NIGHT, NIGHT + timedelta(2))
    assert counted == {NIGHT: (6, 1), NIGHT + timedelta(1): (6, 0)}


def test_out_of_service_stays_in_the_inventory(cast: Cast, house: House, room: Room) -> None:
    services.block_room(
        room.pk, OOS, at(NIGHT, 15), at(NIGHT + timedelta(1), 12), "x", by=cast.fo_manager
    )
    assert selectors.inventory(house.king.pk, NIGHT, NIGHT + timedelta(1)) == {NIGHT: (6, 0)}


def test_the_nights_of_a_period_begin_at_two() -> None:
    first, until = selectors.nights_of(at(NIGHT, 13), at(NIGHT + timedelta(1), 15))
    assert (first, until) == (NIGHT - timedelta(1), NIGHT + timedelta(2))


@pytest.fixture
def told() -> Iterator[list[tuple[int, date, date | None]]]:
    calls: list[tuple[int, date, date | None]] = []
    capacity.on_change(hear := lambda *call: calls.append(call))
    yield calls
    capacity._counters.remove(hear)


def test_whoever_counts_is_told_of_a_block_in_its_transaction(
    cast: Cast, house: House, room: Room, told: list[tuple[int, date, date | None]]
) -> None:
    end = NIGHT + timedelta(1)
    services.block_room(room.pk, OOO, at(NIGHT, 15), at(end, 12), "x", by=cast.fo_manager)
    assert told == [(house.king.pk, NIGHT, end)]


def test_whoever_counts_is_told_of_a_new_room(
    cast: Cast, house: House, told: list[tuple[int, date, date | None]]
) -> None:
    services.add_room(by=cast.fo_manager, number="1001", floor=10, room_type_id=house.twin.pk)
    assert [(type_id, until) for type_id, _first, until in told] == [(house.twin.pk, None)]


def test_whoever_counts_is_told_of_both_types_when_a_room_changes(
    cast: Cast, house: House, room: Room, told: list[tuple[int, date, date | None]]
) -> None:
    services.change_room(room.pk, by=cast.fo_manager, room_type=house.twin)
    assert {type_id for type_id, _first, _until in told} == {house.king.pk, house.twin.pk}


def test_a_room_number_is_given_once(cast: Cast, house: House) -> None:
    with pytest.raises(Refused) as caught:
        services.add_room(by=cast.fo_manager, number="801", floor=8, room_type_id=house.king.pk)
    assert caught.value.field == "number"
