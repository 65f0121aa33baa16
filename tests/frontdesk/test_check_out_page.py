"""The check-out page: each act in place, what was typed kept, the last act lets the guest go."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from frontdesk.models import CheckOut, InvoiceRequest
from hotel.cashier import selectors as ledger
from hotel.cashier.models import Line
from hotel.stays.models import Stay
from hotel.stays.selectors import stay as find_stay
from housekeeping.selectors import inspection_of
from tests.cast import PASSWORD
from tests.frontdesk.leaving import Counter


@pytest.fixture
def desk_browser(counter: Counter, enter: Any) -> Client:
    client: Client = enter(counter.desk.by)
    return client


def typed(stay: Stay, **more: Any) -> dict[str, Any]:
    return {
        "form_token": str(uuid4()),
        "version": find_stay(stay.pk).version,
        "belongings": "on",
        "keys_returned": "1",
        "slip": "returned",
        "rating": "5",
        "comment": "很好",
        "membership": "declined",
        **more,
    }


def test_everything_happens_on_one_page(counter: Counter, desk_browser: Client) -> None:
    stay, page = counter.guest("801"), ""
    path = f"/check-out/{stay.pk}/"
    desk_browser.post(f"{path}inspect/")
    counter.inspect(stay)
    desk_browser.post(f"{path}charge/", {"due": [due.key for due in counter.dues(stay)]})
    desk_browser.post(f"{path}give-back/", {"key": str(uuid4())})
    assert desk_browser.post(path, typed(stay)).status_code == 303
    page = desk_browser.get(path).content.decode()
    assert (find_stay(stay.pk).status, "VD" in page) == ("departed", True)


def test_what_is_owed_is_paid_on_the_page(counter: Counter, desk_browser: Client) -> None:
    stay = counter.guest("801", deposit="300")
    counter.charge(stay)
    paid = {"key": str(uuid4()), "amount": "68", "method": "cash", "tendered": "100"}
    desk_browser.post(f"/check-out/{stay.pk}/pay/", paid)
    assert Line.objects.get(kind="payment").change == Decimal(32)


def test_a_surplus_pressed_twice_goes_back_once(counter: Counter, desk_browser: Client) -> None:
    stay = counter.guest("801")
    for _ in range(2):
        desk_browser.post(
            f"/check-out/{stay.pk}/give-back/", {"key": "8f7c4f6e-7c0a-4c11-9a58-0d1b2a3c4d5e"}
        )
    assert Line.objects.filter(kind="refund").count() == 1


def test_several_deposits_go_back_each_its_way(counter: Counter) -> None:
    from hotel.cashier import services as cashier

    stay = counter.guest("801", deposit="300")
    folio = ledger.folio_of_stay(stay.pk)
    assert folio is not None
    cashier.take_deposit(folio.pk, Decimal(200), method="cash", key="d2", by=counter.desk.by)
    cashier.give_back(folio.pk, key="back", by=counter.desk.by, reason="离店")
    given = Line.objects.filter(kind="refund").values_list("method", "amount")
    assert sorted(given) == [("cash", Decimal(200)), ("wechat", Decimal(300))]


def test_a_refused_check_out_keeps_what_was_typed(counter: Counter, desk_browser: Client) -> None:
    stay = counter.guest("801")
    answer = desk_browser.post(f"/check-out/{stay.pk}/", typed(stay, comment="床太软"))
    assert answer.status_code == 422
    assert "床太软" in answer.content.decode()
    assert not CheckOut.objects.exists()


def test_belongings_are_asked_for(counter: Counter, desk_browser: Client) -> None:
    stay = counter.ready("801")
    said = typed(stay)
    del said["belongings"]
    assert desk_browser.post(f"/check-out/{stay.pk}/", said).status_code == 422


def test_a_lost_slip_is_confirmed_by_number_and_password(
    counter: Counter, desk_browser: Client
) -> None:
    stay = counter.ready("801")
    lost = {"slip": "lost", "slip_lost_statement": "遗失", "approver": "fo_supervisor"}
    wrong = desk_browser.post(
        f"/check-out/{stay.pk}/", typed(stay, **lost, approver_password="nonsense")
    )
    assert (wrong.status_code, CheckOut.objects.count()) == (422, 0)
    desk_browser.post(f"/check-out/{stay.pk}/", typed(stay, **lost, approver_password=PASSWORD))
    assert CheckOut.objects.get().approved_by == counter.desk.cast.fo_supervisor


def test_the_form_comes_back_without_the_password(counter: Counter, desk_browser: Client) -> None:
    stay = counter.ready("801")
    lost = {"slip": "lost", "approver": "fo_supervisor", "approver_password": PASSWORD}
    answer = desk_browser.post(f"/check-out/{stay.pk}/", typed(stay, **lost))
    assert (answer.status_code, PASSWORD in answer.content.decode()) == (422, False)


def test_an_act_by_htmx_answers_with_the_page_itself(
    counter: Counter, desk_browser: Client
) -> None:
    stay = counter.guest("801")
    answer = desk_browser.post(f"/check-out/{stay.pk}/inspect/", headers={"HX-Request": "true"})
    assert (answer.status_code, 'id="leave-work"' in answer.content.decode()) == (200, True)
    assert inspection_of(stay.pk) is not None


def test_a_supervisor_waives_the_inspection_with_a_reason(counter: Counter, enter: Any) -> None:
    stay = counter.guest("801")
    browser = enter(counter.desk.cast.fo_supervisor)
    assert browser.post(f"/check-out/{stay.pk}/waive/", {"reason": ""}).status_code == 422
    browser.post(f"/check-out/{stay.pk}/waive/", {"reason": "赶飞机"})
    found = inspection_of(stay.pk)
    assert found is not None
    assert found.state == "waived"


def test_a_receptionist_cannot_waive_it(counter: Counter, desk_browser: Client) -> None:
    stay = counter.guest("801")
    answer = desk_browser.post(f"/check-out/{stay.pk}/waive/", {"reason": "赶飞机"})
    assert answer.status_code == 403


def test_an_invoice_is_noted_on_the_page(counter: Counter, desk_browser: Client) -> None:
    stay = counter.guest("801")
    counter.charge(stay)
    wanted = {
        "form_token": str(uuid4()),
        "kind": "electronic",
        "buyer_name": "周明远",
        "amount": "368.00",
    }
    desk_browser.post(f"/check-out/{stay.pk}/invoice/", wanted)
    assert InvoiceRequest.objects.get().buyer_name == "周明远"


def test_a_wrong_tax_number_comes_back_beside_its_field(
    counter: Counter, desk_browser: Client
) -> None:
    stay = counter.guest("801")
    counter.charge(stay)
    wanted = {
        "form_token": str(uuid4()),
        "kind": "electronic",
        "buyer_name": "周明远",
        "tax_id": "91430100MA4L16JQ91",
        "amount": "368.00",
    }
    answer = desk_browser.post(f"/check-out/{stay.pk}/invoice/", wanted)
    page = answer.content.decode()
    assert (answer.status_code, "invoice_tax_id_error" in page) == (422, True)


def test_a_guest_who_has_not_come_cannot_leave(counter: Counter, desk_browser: Client) -> None:
    stay = counter.desk.stay("801")
    assert desk_browser.get(f"/check-out/{stay.pk}/")["Location"] == f"/stays/{stay.pk}/"


def test_a_stay_that_does_not_exist_is_not_found(desk_browser: Client, counter: Counter) -> None:
    assert desk_browser.get("/check-out/999999999/").status_code == 404


def test_the_page_asks_a_bounded_number_of_questions(
    counter: Counter, desk_browser: Client, django_assert_max_num_queries: Any
) -> None:
    stay = counter.guest("801")
    counter.inspect(stay)
    desk_browser.get(f"/check-out/{stay.pk}/")
    with django_assert_max_num_queries(48):
        desk_browser.get(f"/check-out/{stay.pk}/")
