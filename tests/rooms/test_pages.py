"""The rooms page: what it shows, what its forms do, how often it asks the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from hotel.rooms import services
from hotel.rooms.models import Room
from hotel.web import clock
from tests.cast import Cast
from tests.house import House

HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "panel"}


def test_every_room_stands_on_its_floor(enter: Any, cast: Cast, house: House) -> None:
    page = enter(cast.receptionist).get(reverse("rooms:rooms")).content.decode()
    assert all(f">{number}</b>" in page for number in house.rooms)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("?code=VD", {"801"}),
        ("?floor=9", {"901", "902", "903", "904", "905", "906"}),
        ("?type=SUITE", {"806", "906"}),
        ("?type=SUITE&floor=8", {"806"}),
    ],
)
def test_filters_leave_what_was_asked_for(
    enter: Any, cast: Cast, house: House, address: str, shown: set[str]
) -> None:
    Room.objects.filter(number="801").update(cleanliness="dirty")
    page = enter(cast.receptionist).get(reverse("rooms:rooms") + address).content.decode()
    assert {number for number in house.rooms if f">{number}</b>" in page} == shown


@pytest.mark.parametrize("address", ["?floor=x&type=%27%20OR%201=1&code=%00", "?floor=99999999999"])
def test_odd_filters_show_every_room(enter: Any, cast: Cast, house: House, address: str) -> None:
    page = enter(cast.receptionist).get(reverse("rooms:rooms") + address).content.decode()
    assert page.count("data-row ") == len(house.rooms)


def test_the_page_asks_the_same_number_of_times_for_500_rooms(
    enter: Any, cast: Cast, house: House, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = enter(cast.receptionist)
    browser.get(reverse("rooms:rooms"))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("rooms:rooms"))
    Room.objects.bulk_create(
        Room(number=f"X{serial}", floor=serial % 20, room_type=house.twin) for serial in range(500)
    )
    with django_assert_num_queries(len(few)):
        browser.get(reverse("rooms:rooms"))


def test_an_attendant_starts_cleaning_in_the_panel(enter: Any, cast: Cast, house: House) -> None:
    room = house.rooms["801"]
    Room.objects.filter(pk=room.pk).update(cleanliness="dirty")
    address = reverse("rooms:cleanliness", args=[room.pk])
    answer = enter(cast.room_attendant).post(address, {"to": "cleaning", "version": 0}, **HTMX)
    assert (House.room("801").cleanliness, 'hx-swap-oob="true"' in answer.content.decode()) == (
        "cleaning",
        True,
    )


def test_a_refused_move_says_so_and_keeps_the_reason(enter: Any, cast: Cast, house: House) -> None:
    room = house.rooms["801"]
    address = reverse("rooms:cleanliness", args=[room.pk])
    answer = enter(cast.hk_supervisor).post(
        address, {"to": "clean", "version": 0, "reason": "dust on the lamp"}, **HTMX
    )
    assert (answer.status_code, "dust on the lamp" in answer.content.decode()) == (422, True)


def test_a_stale_panel_shows_what_stands_now(enter: Any, cast: Cast, house: House) -> None:
    room = house.rooms["801"]
    Room.objects.filter(pk=room.pk).update(version=4)
    address = reverse("rooms:cleanliness", args=[room.pk])
    answer = enter(cast.hk_supervisor).post(
        address, {"to": "dirty", "version": 3, "reason": "x"}, **HTMX
    )
    assert (answer.status_code, House.room("801").cleanliness) == (422, "inspected")


def moment(hours: int) -> str:
    return clock.local(clock.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def test_a_supervisor_takes_a_room_out_and_gives_it_back(
    enter: Any, cast: Cast, house: House
) -> None:
    room, browser = house.rooms["801"], enter(cast.hk_supervisor)
    facts = {"kind": "out_of_order", "start": moment(0), "end": moment(8), "reason": "drips"}
    browser.post(reverse("rooms:block", args=[room.pk]), facts)
    taken = House.room("801").code
    browser.post(reverse("rooms:release", args=[room.blocks.get().pk]))
    assert (taken, House.room("801").code) == ("OOO", "VD")


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ({"end": "2001-01-01T10:00"}, "2001-01-01T10:00"),
        ({"end": "tomorrow"}, "tomorrow"),
        ({"reason": "<script>alert(1)</script>" * 20}, "&lt;script&gt;"),
        ({"reason": "", "end": "2030-01-01T10:00"}, "2030-01-01T10:00"),
    ],
)
def test_a_wrong_block_comes_back_with_what_was_typed(
    enter: Any, cast: Cast, house: House, facts: dict[str, str], kept: str
) -> None:
    given = {"kind": "out_of_order", "start": moment(0), "end": moment(8), "reason": "x", **facts}
    address = reverse("rooms:block", args=[house.rooms["801"].pk])
    answer = enter(cast.hk_supervisor).post(address, given)
    page = answer.content.decode()
    assert (answer.status_code, kept in page, "<script>alert" in page) == (422, True, False)


def test_a_receptionist_takes_no_room_out(enter: Any, cast: Cast, house: House) -> None:
    address = reverse("rooms:block", args=[house.rooms["801"].pk])
    assert enter(cast.receptionist).post(address, {}).status_code == 403


def test_no_room_no_page(enter: Any, cast: Cast, house: House) -> None:
    assert enter(cast.receptionist).get(reverse("rooms:room", args=[999_999])).status_code == 404


def test_the_sign_is_hung_out_from_the_desk(enter: Any, cast: Cast, house: House) -> None:
    room = house.rooms["801"]
    services.set_occupancy(room.pk, "occupied", by=cast.receptionist)
    enter(cast.receptionist).post(reverse("rooms:dnd", args=[room.pk]), {"on": "1"})
    assert House.room("801").dnd


def test_a_supervisor_adds_a_room_in_the_settings(enter: Any, cast: Cast, house: House) -> None:
    facts = {"number": "1001", "floor": 10, "room_type": house.twin.pk, "no_smoking": "on"}
    enter(cast.fo_manager).post(reverse("admin:rooms_room_add"), facts)
    assert House.room("1001").room_type == house.twin


def test_a_number_given_twice_is_refused_in_the_settings(
    enter: Any, cast: Cast, house: House
) -> None:
    facts = {"number": "801", "floor": 10, "room_type": house.twin.pk}
    enter(cast.fo_manager).post(reverse("admin:rooms_room_add"), facts)
    assert Room.objects.filter(number="801").count() == 1
