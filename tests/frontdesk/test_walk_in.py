"""Somebody at the counter without a booking: sold, registered and let in, or nothing at all."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from frontdesk.models import CheckIn, Registration
from hotel.cashier.models import Line
from hotel.guests.models import Guest
from hotel.journal.models import Entry
from hotel.stays.models import Stay
from hotel.web import clock
from tests.frontdesk.arriving import resident_id
from tests.stays.makers import Desk, night


@pytest.fixture
def clerk(desk: Desk, client: Client) -> Client:
    desk.by.language = "en"
    desk.by.save()
    client.force_login(desk.by)
    return client


def typed(desk: Desk, **changed: Any) -> dict[str, Any]:
    """The form as somebody with a resident ID fills it."""
    return {
        "token": str(uuid4()),
        "departure": night(2).isoformat(),
        "room_type": desk.house.king.pk,
        "room": desk.house.rooms["801"].pk,
        "adults": 1,
        "children": 0,
        "requests": "远离电梯",
        "p0-name_zh": "许听澜",
        "p0-document": "new",
        "p0-kind": "resident_id",
        "p0-number": resident_id("19880614"),
        "p0-nationality": "CHN",
        "deposit": "1000",
        "method": "wechat",
        "signed": "on",
        "keys": 1,
        "place": "desk",
        **changed,
    }


PASSPORT = {
    "p0-name_zh": "",
    "p0-surname_latin": "KOWALSKA",
    "p0-given_latin": "MARTA",
    "p0-sex": "F",
    "p0-birth_date": "1991-04-09",
    "p0-nationality": "POL",
    "p0-kind": "passport_foreign",
    "p0-number": "EN1234567",
    "p0-valid_until": "2031-01-01",
    "p0-visa": "L 12345678",
    "p0-entry_date": "2026-01-02",
    "p0-entry_port": "Shanghai Pudong",
}


def send(clerk: Client, desk: Desk, **changed: Any) -> Any:
    return clerk.post(reverse("frontdesk:walk-in"), typed(desk, **changed))


def marked(response: Any) -> set[str]:
    return set(re.findall(r'id="id_([\w-]+)_error"', response.content.decode()))


def test_a_walk_in_is_booked_and_let_in(clerk: Client, desk: Desk) -> None:
    response = send(clerk, desk)
    stay = Stay.objects.get()
    assert response["Location"] == reverse("frontdesk:checked-in", args=[stay.pk])
    assert (stay.status, stay.reservation.source, stay.nights) == ("in_house", "walk_in", 2)
    assert str(Guest.objects.get().birth_date) == "1988-06-14"
    assert clerk.get(response["Location"]).status_code == 200


def test_a_walk_in_with_a_passport(clerk: Client, desk: Desk) -> None:
    assert send(clerk, desk, **PASSPORT).status_code == 303
    row = Registration.objects.get()
    assert (row.overseas, row.guest.nationality, row.entry_port) == (True, "POL", "Shanghai Pudong")


def test_a_double_click_is_one_walk_in(clerk: Client, desk: Desk) -> None:
    form = typed(desk)
    places = {clerk.post(reverse("frontdesk:walk-in"), form)["Location"] for _ in range(2)}
    assert (len(places), CheckIn.objects.count(), Line.objects.count()) == (1, 1, 1)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"departure": "2026-02-30"}, "departure"),
    ({"departure": "2020-01-01"}, "departure"),
    ({"departure": "TODAY"}, "departure"),
    ({"departure": "9999-12-31"}, "departure"),
    ({"room_type": ""}, "room_type"),
    ({"room": ""}, "room"),
    ({"room": "TWIN"}, "room"),
    ({"adults": 31}, "adults"),
    ({"adults": 3}, "adults"),
    ({"keys": 0}, "keys"),
    ({"deposit": ""}, "deposit"),
    ({"deposit": "-1"}, "deposit"),
    ({"deposit": "", "waive_reason": "a friend"}, "waive_reason"),
    ({"signed": ""}, "signed"),
    ({"plates": "?!"}, "plates"),
    ({"p0-name_zh": ""}, "p0-name_zh"),
    ({"p0-name_zh": "名" * 5000}, "p0-name_zh"),
    ({"p0-name_zh": "😀😀"}, "p0-name_zh"),
    ({"p0-name_zh": "\u202eعبد"}, "p0-name_zh"),
    ({"p0-name_zh": "<script>alert(1)</script>"}, "p0-name_zh"),
    ({"p0-number": ""}, "p0-number"),
    ({"p0-number": "110105194912310021"}, "p0-number"),
    ({"p0-birth_date": "2999-01-01"}, "p0-birth_date"),
    ({"p0-phone": "12345"}, "p0-phone"),
    ({"p0-guest": "987654", "p0-document": "3"}, "p0-guest"),
    ({**PASSPORT, "p0-entry_port": ""}, "p0-entry_port"),
    ({**PASSPORT, "p0-valid_until": "2020-01-01"}, "p0-valid_until"),
    ({**PASSPORT, "p0-birth_date": ""}, "p0-birth_date"),
]


def test_bad_input_is_told_beside_its_field_and_keeps_the_rest(clerk: Client, desk: Desk) -> None:
    """One house for all of them: each is refused, so none leaves anything behind."""
    named = {"TODAY": night().isoformat(), "TWIN": desk.house.rooms["804"].pk}
    before = Entry.objects.count()
    for bad, where in BAD:
        changed = {name: named.get(str(value), value) for name, value in bad.items()}
        response = send(clerk, desk, **changed)
        html = response.content.decode()
        assert (bad, response.status_code, where in marked(response)) == (bad, 422, True)
        assert "远离电梯" in html, bad
        assert "<script>alert" not in html
    assert (Stay.objects.count(), Guest.objects.count()) == (0, 0)
    assert Entry.objects.count() == before


def test_everything_wrong_is_told_at_once(clerk: Client, desk: Desk) -> None:
    response = send(clerk, desk, **{"p0-number": "1", "keys": 0, "deposit": "", "signed": ""})
    assert {"p0-number", "keys", "deposit", "signed"} <= marked(response)


def test_a_room_somebody_has_just_taken_is_refused_with_all_kept(clerk: Client, desk: Desk) -> None:
    desk.in_house("801")
    response = send(clerk, desk, **PASSPORT)
    html = response.content.decode()
    assert "room" in marked(response)
    for kept in ("KOWALSKA", "EN1234567", "Shanghai Pudong", "2031-01-01", "远离电梯"):
        assert kept in html
    assert Guest.objects.filter(surname_latin="KOWALSKA").count() == 0


def test_a_family_is_registered_together(clerk: Client, desk: Desk) -> None:
    child = resident_id(f"{clock.today() - timedelta(days=3000):%Y%m%d}")
    family = {
        "children": 1,
        "p1-name_zh": "许念",
        "p1-document": "new",
        "p1-kind": "resident_id",
        "p1-number": child,
    }
    assert {"p1-guardian_name", "p1-guardian_phone", "p1-relationship"} <= marked(
        send(clerk, desk, **family)
    )
    guardian = {
        "p1-guardian_name": "许听澜",
        "p1-guardian_phone": "13873102266",
        "p1-relationship": "母子",
    }
    assert send(clerk, desk, **family, **guardian).status_code == 303
    assert Registration.objects.count() == 2


def test_fewer_persons_than_said_are_refused(clerk: Client, desk: Desk) -> None:
    response = send(clerk, desk, adults=2)
    assert response.status_code == 422
    assert "register everybody" in response.content.decode()


def test_the_page_shows_ready_rooms_of_a_type(clerk: Client, desk: Desk) -> None:
    query = {"departure": night(1).isoformat(), "room_type": str(desk.house.king.pk)}
    html = clerk.get(reverse("frontdesk:walk-in-left"), query).content.decode()
    assert f'value="{desk.house.rooms["801"].pk}"' in html


@pytest.mark.parametrize("query", [{}, {"departure": "soon"}, {"room_type": "x" * 50}])
def test_nonsense_while_typing_is_harmless(
    clerk: Client, desk: Desk, query: dict[str, str]
) -> None:
    assert clerk.get(reverse("frontdesk:walk-in-left"), query).status_code == 200


def test_the_rack_opens_it_with_a_room(clerk: Client, desk: Desk) -> None:
    html = clerk.get(reverse("frontdesk:walk-in"), {"room": "803"}).content.decode()
    assert f'value="{desk.house.rooms["803"].pk}" checked' in html
