"""The door of occupancy, opened by the stays only; and the flags of an occupied room."""

import pytest
from django.db import IntegrityError, transaction

from hotel.journal.selectors import history_of
from hotel.rooms import services
from hotel.rooms.models import Room
from hotel.web.refusals import Forbidden, Refused
from tests.cast import Cast
from tests.house import House


def put(number: str, **state: object) -> Room:
    Room.objects.filter(number=number).update(**state)
    return House.room(number)


def test_a_clean_room_is_let(cast: Cast, house: House) -> None:
    change = services.set_occupancy(house.rooms["801"].pk, "occupied", by=cast.receptionist)
    assert (change, House.room("801").code) == ({"occupancy": ("vacant", "occupied")}, "OC")


@pytest.mark.parametrize("cleanliness", ["dirty", "cleaning"])
def test_a_dirty_room_is_not_let(cast: Cast, house: House, cleanliness: str) -> None:
    room = put("801", cleanliness=cleanliness)
    with pytest.raises(Refused) as caught:
        services.set_occupancy(room.pk, "occupied", by=cast.receptionist)
    assert caught.value.code == "not_clean"


def test_a_departed_guest_may_come_back_into_a_dirty_room(cast: Cast, house: House) -> None:
    room = put("801", cleanliness="dirty")
    services.set_occupancy(room.pk, "occupied", by=cast.fo_supervisor, reinstate=True)
    assert House.room("801").code == "OD"


def test_a_room_out_of_order_is_not_let(cast: Cast, house: House) -> None:
    room = put("801", block="out_of_order")
    with pytest.raises(Refused):
        services.set_occupancy(room.pk, "occupied", by=cast.receptionist)


def test_a_room_out_of_service_may_be_let(cast: Cast, house: House) -> None:
    room = put("801", block="out_of_service")
    services.set_occupancy(room.pk, "occupied", by=cast.receptionist)
    assert House.room("801").occupancy == "occupied"


def test_a_room_is_not_let_twice(cast: Cast, house: House) -> None:
    services.set_occupancy(house.rooms["801"].pk, "occupied", by=cast.receptionist)
    with pytest.raises(Refused):
        services.set_occupancy(house.rooms["801"].pk, "occupied", by=cast.receptionist)


def test_a_room_left_is_dirty_and_without_flags(cast: Cast, house: House) -> None:
    room = put("801", occupancy="occupied", cleanliness="clean")
    services.set_dnd(room.pk, True, by=cast.receptionist)
    services.set_occupancy(room.pk, "vacant", by=cast.receptionist)
    left = House.room("801")
    assert (left.code, left.dnd, left.dnd_since) == ("VD", False, None)


def test_occupancy_writes_no_entry_of_its_own(cast: Cast, house: House) -> None:
    services.set_occupancy(house.rooms["801"].pk, "occupied", by=cast.receptionist)
    assert history_of(house.rooms["801"]) == []


def test_the_database_refuses_a_guest_in_a_room_out_of_order(house: House) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        put("801", block="out_of_order", occupancy="occupied")


def test_a_vacant_room_takes_no_do_not_disturb_sign(cast: Cast, house: House) -> None:
    with pytest.raises(Refused):
        services.set_dnd(house.rooms["801"].pk, True, by=cast.receptionist)


def test_asking_for_cleaning_takes_the_sign_down(cast: Cast, house: House) -> None:
    room = put("801", occupancy="occupied")
    services.set_dnd(room.pk, True, by=cast.receptionist)
    services.set_make_up(room.pk, True, by=cast.operator)
    asked = House.room("801")
    assert (asked.dnd, asked.make_up) == (False, True)


def test_a_cleaned_room_no_longer_asks_for_cleaning(cast: Cast, house: House) -> None:
    room = put("801", occupancy="occupied", cleanliness="cleaning", make_up=True)
    services.set_cleanliness(room.pk, "clean", by=cast.room_attendant)
    assert House.room("801").make_up is False


@pytest.mark.parametrize("role", ["engineer", "greeter_lead", "admin"])
def test_others_hang_out_no_signs(cast: Cast, house: House, role: str) -> None:
    room = put("801", occupancy="occupied")
    with pytest.raises(Forbidden):
        services.set_dnd(room.pk, True, by=cast.holding(role))
