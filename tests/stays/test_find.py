"""The one search box."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hotel.guests import services as guests
from hotel.stays import services
from hotel.stays.models import Stay
from hotel.stays.selectors import Found, find
from tests.stays.makers import Desk, night


@pytest.fixture
def known(desk: Desk) -> Stay:
    """Ouyang Xiuyuan, due today in 801, with a phone, a car and a company contact."""
    guest = desk.guest(
        name_zh="欧阳修远", surname_latin="Ouyang", given_latin="Xiuyuan", phone="13807312266"
    )
    return desk.stay(
        "801", guest=guest, plates=["湘A·12345"], contact_phone="0731-88887777", nights=2
    )


def guests_in(found: Found) -> list[str]:
    return [each.hit.guest.name_zh for each in found.guests]


@pytest.mark.parametrize(
    "question",
    ["欧阳", "修远", "ouyang", "oyxy", "Xiuyuan", "2266", "13807312266", "138 0731 2266"],
)
def test_a_guest_is_found_by_name_and_phone(known: Stay, question: str) -> None:
    assert guests_in(find(question)) == ["欧阳修远"]


def test_a_guest_is_found_by_document(desk: Desk, known: Stay) -> None:
    guests.add_document(known.guest_id, "resident_id", "11010519491231002X", by=desk.by)
    assert guests_in(find("11010519491231002X")) == ["欧阳修远"]


def test_a_guest_comes_with_the_stay_to_come(known: Stay) -> None:
    (found,) = find("欧阳").guests
    assert found.stays == [known]


@pytest.mark.parametrize("question", ["湘A12345", "2345", "湘A·12345"])
def test_a_car_is_found(known: Stay, question: str) -> None:
    assert find(question).cars == [known]


def test_the_contact_s_phone_finds_the_reservation(known: Stay) -> None:
    assert find("073188887777").reservations == [known.reservation]


def test_a_group_is_found_by_its_name(desk: Desk) -> None:
    group = services.open_group("湘江合唱团", by=desk.by)
    assert find("合唱").reservations == [group]


def test_a_room_is_found_with_who_lives_there(desk: Desk) -> None:
    stay = desk.in_house("801")
    assert [(hit.room.number, hit.stay) for hit in find("801").rooms] == [("801", stay)]


def test_a_room_number_jumps_to_the_stay(desk: Desk, client: Client) -> None:
    stay = desk.in_house("801")
    client.force_login(desk.by)
    response = client.get(reverse("stays:find"), {"q": "801"})
    assert response["Location"] == reverse("stays:stay", args=[stay.pk])


@pytest.mark.parametrize("typed", [str.lower, str.upper, lambda number: f" {number[1:]} "])
def test_a_confirmation_number_jumps_to_the_reservation(
    known: Stay, desk: Desk, client: Client, typed: object
) -> None:
    client.force_login(desk.by)
    question = typed(known.reservation.confirmation_no)  # type: ignore[operator]
    response = client.get(reverse("stays:find"), {"q": question})
    assert response["Location"] == reverse("stays:reservation", args=[known.reservation_id])


def test_a_vacant_room_lists(desk: Desk, client: Client) -> None:
    client.force_login(desk.by)
    assert client.get(reverse("stays:find"), {"q": "801"}).status_code == 200


def test_numbers_are_shown_masked(known: Stay, desk: Desk, client: Client) -> None:
    client.force_login(desk.by)
    html = client.get(reverse("stays:find"), {"q": "欧阳"}).content.decode()
    assert "138****2266" in html
    assert "13807312266" not in html


@pytest.mark.parametrize(
    "question", ["", "  ", "%", "_", "'; DROP TABLE", "\x00", "名" * 500, "😀"]
)
def test_odd_questions_find_nothing_and_break_nothing(
    known: Stay, desk: Desk, client: Client, question: str
) -> None:
    client.force_login(desk.by)
    assert client.get(reverse("stays:find"), {"q": question}).status_code == 200
    assert find(question).guests == []


def test_a_question_costs_the_same_for_one_hit_as_for_many(known: Stay, desk: Desk) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            find("ouyang")
        return len(caught)

    few = cost()
    for number in ("802", "803", "901"):
        desk.stay(number, guest=desk.guest(name_zh="欧阳明"), arrival=night(1))
    assert cost() <= few


def test_an_administrator_sees_no_guests(desk: Desk, client: Client) -> None:
    client.force_login(desk.cast.admin)
    assert client.get(reverse("stays:find"), {"q": "801"}).status_code == 403


def test_hints_come_without_a_page_around(known: Stay, desk: Desk, client: Client) -> None:
    client.force_login(desk.by)
    html = client.get(reverse("stays:find-hints"), {"q": "欧阳"}).content.decode()
    assert ("欧阳修远" in html, "<html" in html) == (True, False)
