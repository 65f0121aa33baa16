"""The till's pages: what a cashier sees, posts, prints; what is refused, and that it keeps what was typed."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from hotel.cashier import selectors, services
from hotel.cashier.house import accounts, short_of_money
from hotel.cashier.models import Folio, Line
from hotel.guests.services import set_vip_level
from hotel.staff.models import User
from tests.stays.makers import Desk

D = Decimal


@pytest.fixture
def till(desk: Desk, enter: Any) -> Client:
    client: Client = enter(desk.cast.cashier)
    return client


def send(client: Client, path: str, **typed: Any) -> Any:
    return client.post(path, {"key": str(uuid4()), **typed})


def deposit(folio: Folio, desk: Desk, amount: str = "600", method: str = "wechat") -> Line:
    return services.take_deposit(folio.pk, D(amount), method=method, key=str(uuid4()), by=desk.by)


def test_the_bills_of_the_house_are_listed(till: Client, folio: Folio, desk: Desk) -> None:
    deposit(folio, desk)
    page = till.get("/cashier/").content.decode()
    assert folio.number in page
    assert f"/cashier/{folio.pk}/" in page


def test_a_bill_is_found_by_room(till: Client, folio: Folio, desk: Desk) -> None:
    other = services.open_folio(desk.in_house("902").pk, by=desk.by)
    page = till.get("/cashier/?q=902").content.decode()
    assert (other.number in page, folio.number in page) == (True, False)


def test_the_list_asks_as_often_for_many_as_for_one(
    till: Client, folio: Folio, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for number in ("802", "803", "804", "805", "901", "902"):
        deposit(services.open_folio(desk.in_house(number).pk, by=desk.by), desk)
    till.get("/cashier/")
    with django_assert_max_num_queries(24):
        till.get("/cashier/")


def test_who_cannot_pay_another_night_is_asked_for_more(folio: Folio, desk: Desk) -> None:
    deposit(folio, desk, "367.99")
    assert [each.stay.pk for each in short_of_money(desk.cast.cashier)] == [folio.stay_id]


def test_who_can_pay_another_night_is_left_alone(folio: Folio, desk: Desk) -> None:
    deposit(folio, desk, "368")
    assert short_of_money(desk.cast.cashier) == []


def test_a_vip_is_spoken_to_by_the_assistant_manager_only(folio: Folio, desk: Desk) -> None:
    set_vip_level(folio.stay.guest_id, "V3", by=None)

    def short(user: User) -> int:
        return len(short_of_money(user))

    assert (short(desk.cast.cashier), short(desk.cast.assistant_manager)) == (0, 1)


def test_a_guest_without_a_bill_stands_on_the_list(desk: Desk) -> None:
    stay = desk.in_house("801")
    assert [(each.stay.pk, each.money) for each in accounts(desk.by)] == [(stay.pk, None)]


def test_a_bill_is_opened_from_the_list(till: Client, desk: Desk) -> None:
    stay = desk.in_house("801")
    answer = till.post(f"/cashier/stays/{stay.pk}/open/")
    assert answer["Location"] == f"/cashier/{Folio.objects.get(stay=stay).pk}/"


def test_a_charge_is_posted(till: Client, folio: Folio) -> None:
    send(till, f"/cashier/{folio.pk}/charge/", amount="38", description="早餐")
    assert selectors.balance(folio.pk) == D("38.00")


def test_cash_is_counted_and_change_given(till: Client, folio: Folio) -> None:
    answer = send(till, f"/cashier/{folio.pk}/pay/", amount="368", method="cash", tendered="400")
    page = till.get(answer["Location"]).content.decode()
    assert Line.objects.get().change == D("32.00")
    assert "¥ 32.00" in page


def test_less_cash_than_the_amount_is_refused_and_kept(till: Client, folio: Folio) -> None:
    answer = send(till, f"/cashier/{folio.pk}/pay/", amount="368", method="cash", tendered="300")
    assert answer.status_code == 422
    assert 'value="300"' in answer.content.decode()
    assert not Line.objects.exists()


@pytest.mark.parametrize("amount", ["", "0", "-5", "1.234", "abc", "99999999999"])
def test_impossible_amounts_come_back(till: Client, folio: Folio, amount: str) -> None:
    answer = send(till, f"/cashier/{folio.pk}/pay/", amount=amount, method="wechat")
    assert (answer.status_code, Line.objects.count()) == (422, 0)


def test_a_form_sent_twice_is_one_line(till: Client, folio: Folio) -> None:
    typed = {"key": str(uuid4()), "seen": "0", "amount": "100", "method": "wechat"}
    for _ in range(2):
        assert till.post(f"/cashier/{folio.pk}/pay/", typed).status_code == 303
    assert Line.objects.count() == 1


def test_who_pays_a_bill_that_has_moved_on_sees_what_came(
    till: Client, folio: Folio, desk: Desk
) -> None:
    seen = services.charge(folio.pk, D(50), "Tea", key="t", by=desk.by).pk
    later = services.charge(folio.pk, D(80), "Laundry", key="l", by=desk.by).pk
    typed = {"key": str(uuid4()), "seen": seen, "amount": "50", "method": "wechat"}
    answer = till.post(f"/cashier/{folio.pk}/pay/", typed)
    page = answer.content.decode()
    assert (answer.status_code, "Laundry" in page, f'value="{later}"' in page) == (422, True, True)
    assert till.post(f"/cashier/{folio.pk}/pay/", {**typed, "seen": later}).status_code == 303


def test_nothing_is_posted_to_a_closed_bill(till: Client, folio: Folio) -> None:
    Folio.objects.update(status="closed")
    answer = send(till, f"/cashier/{folio.pk}/charge/", amount="5", description="Tea")
    assert (answer.status_code, Line.objects.count()) == (422, 0)


def test_a_deposit_goes_back_the_way_it_came(till: Client, folio: Folio, desk: Desk) -> None:
    line = deposit(folio, desk, "600", "alipay")
    send(till, f"/cashier/lines/{line.pk}/refund/", amount="600", reason="离店")
    assert Line.objects.get(kind="refund").method == "alipay"


def test_more_than_is_left_is_not_given_back(till: Client, folio: Folio, desk: Desk) -> None:
    line = deposit(folio, desk, "600")
    answer = send(till, f"/cashier/lines/{line.pk}/refund/", amount="600.01", reason="离店")
    assert answer.status_code == 422
    assert 'value="600.01"' in answer.content.decode()


@pytest.mark.parametrize(
    ("amount", "who", "done"),
    [
        ("200", "cashier", True),
        ("200.01", "cashier", False),
        ("1000", "fo_supervisor", True),
        ("1000.01", "fo_supervisor", False),
        ("1000.01", "fo_manager", True),
    ],
)
def test_undoing_much_needs_authority(
    folio: Folio, desk: Desk, enter: Any, amount: str, who: str, done: bool
) -> None:
    line = services.charge(folio.pk, D(amount), "Dinner", key="d", by=desk.by)
    browser = enter(desk.cast.holding(who))
    send(browser, f"/cashier/lines/{line.pk}/reverse/", reason="typed wrongly")
    assert (selectors.balance(folio.pk) == 0) is done


def test_a_reversal_needs_a_reason(till: Client, folio: Folio, desk: Desk) -> None:
    line = services.charge(folio.pk, D(20), "Tea", key="d", by=desk.by)
    assert send(till, f"/cashier/lines/{line.pk}/reverse/", reason=" ").status_code == 422


@pytest.mark.parametrize(("language", "words"), [("zh", "伍佰元整"), ("en", "Deposit slip")])
def test_the_slip_says_the_amount_in_capitals(
    till: Client, folio: Folio, desk: Desk, language: str, words: str
) -> None:
    line = deposit(folio, desk, "500")
    page = till.get(f"/cashier/lines/{line.pk}/slip/?lang={language}").content.decode()
    assert words in page
    assert line.slip_number in page


def test_a_charge_has_no_slip(till: Client, folio: Folio, desk: Desk) -> None:
    line = services.charge(folio.pk, D(20), "Tea", key="d", by=desk.by)
    assert till.get(f"/cashier/lines/{line.pk}/slip/").status_code == 404


def test_the_bill_is_printed_in_the_guests_language(till: Client, folio: Folio, desk: Desk) -> None:
    services.charge_night(folio.stay_id, folio.stay.arrival, by=desk.by)
    page = till.get(f"/cashier/{folio.pk}/bill/?lang=en").content.decode()
    assert "Room charge" in page


def test_an_attendant_sees_no_bill(folio: Folio, desk: Desk, enter: Any) -> None:
    browser = enter(desk.cast.room_attendant)
    assert browser.get(f"/cashier/{folio.pk}/").status_code == 403
