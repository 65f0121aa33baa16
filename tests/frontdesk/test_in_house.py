"""The list of the house and the list of those to come."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hotel.cashier import services as cashier
from hotel.rooms.services import set_dnd
from hotel.stays import services
from tests.stays.conftest import booked_stay, desk
from tests.stays.makers import Desk, night

__all__ = ["booked_stay", "desk"]


@pytest.fixture
def clerk(desk: Desk, client: Client) -> Client:
    desk.by.language = "en"
    desk.by.save()
    client.force_login(desk.by)
    return client


def page(clerk: Client, route: str = "frontdesk:in-house", **query: str) -> str:
    response = clerk.get(reverse(route), query)
    assert response.status_code == 200
    return str(response.content.decode())


def counts(html: str) -> dict[str, int]:
    found = re.findall(r'\?show=(\w+)"[^>]*>[^<]*<b>(\d+)</b>', html)
    return {key: int(count) for key, count in found}


def test_everybody_in_the_house_stands_there(desk: Desk, clerk: Client) -> None:
    names = [desk.in_house(number).guest.name for number in ("801", "802")]
    html = page(clerk)
    assert all(name in html for name in names)


def test_filters_tell_how_many(desk: Desk, clerk: Client) -> None:
    out = desk.in_house("801", nights=2, guest=desk.guest(), rate=Decimal(100))
    quiet = desk.in_house("802", nights=2)
    services.guest_out(out.pk, by=desk.by)
    assert quiet.room is not None
    set_dnd(quiet.room.pk, True, by=desk.by)
    services.note_baggage(quiet.pk, "none", by=desk.by)
    told = counts(page(clerk))
    assert told == {
        "all": 2, "due_out": 0, "vip": 0, "out": 1, "dnd": 1, "groups": 0, "short": 2, "baggage": 1,
    }  # fmt: skip


def test_a_filter_shows_its_own_only(desk: Desk, clerk: Client) -> None:
    out, other = desk.in_house("801"), desk.in_house("802")
    services.guest_out(out.pk, by=desk.by)
    html = page(clerk, show="out")
    assert f"stay-{out.pk}" in html
    assert f"stay-{other.pk}" not in html


def test_enough_money_is_not_short(desk: Desk, clerk: Client) -> None:
    stay = desk.in_house("801", nights=2)
    folio = cashier.open_folio(stay.pk, by=desk.by)
    cashier.take_deposit(folio.pk, Decimal(2000), key="d", by=desk.by)
    assert counts(page(clerk))["short"] == 0


def test_who_sees_no_money_sees_no_balance(desk: Desk, client: Client) -> None:
    desk.in_house("801", nights=2)
    client.force_login(desk.cast.hk_supervisor)
    html = page(client)
    assert "show=short" not in html


def test_who_leaves_today_is_marked(desk: Desk, clerk: Client) -> None:
    desk.in_house("801")
    services.advance_business_date(night(1), by=None)
    html = page(clerk)
    assert counts(html)["due_out"] == 1
    assert "Due out" in html


def test_rooms_stand_in_order_of_their_floors(desk: Desk, clerk: Client) -> None:
    for number in ("902", "801", "901"):
        desk.in_house(number)
    numbers = re.findall(r'<td class="num strong">(\d+)</td>', page(clerk))
    assert numbers == ["801", "901", "902"]


def queries(clerk: Client, path: str) -> int:
    clerk.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert clerk.get(path).status_code == 200
    return len(caught)


def test_the_list_asks_as_often_for_one_as_for_many(desk: Desk, clerk: Client) -> None:
    desk.in_house("801")
    few = queries(clerk, reverse("frontdesk:in-house"))
    for number in ("802", "803", "901", "902"):
        stay = desk.in_house(number)
        services.add_person(stay.pk, desk.guest().pk, by=desk.by)
    assert queries(clerk, reverse("frontdesk:in-house")) == few


def test_those_to_come_stand_by_day(desk: Desk, clerk: Client) -> None:
    soon, later = desk.unassigned(arrival=night(2)), desk.unassigned(arrival=night(20))
    html = page(clerk, "frontdesk:coming", days="7")
    assert f"stay-{soon.pk}" in html
    assert f"stay-{later.pk}" not in html


def test_those_to_come_are_searched(desk: Desk, clerk: Client) -> None:
    wanted = desk.unassigned(arrival=night(2), guest=desk.guest(name_zh="欧阳修远"))
    other = desk.unassigned(arrival=night(2))
    for question in ("欧阳", "ouyang", wanted.reservation.confirmation_no):
        html = page(clerk, "frontdesk:coming", q=question)
        assert f"stay-{wanted.pk}" in html, question
        assert f"stay-{other.pk}" not in html, question


def test_coming_asks_as_often_for_one_as_for_many(desk: Desk, clerk: Client) -> None:
    desk.unassigned(arrival=night(1))
    few = queries(clerk, reverse("frontdesk:coming"))
    for _each in range(4):
        desk.unassigned(arrival=night(2))
    assert queries(clerk, reverse("frontdesk:coming")) == few
