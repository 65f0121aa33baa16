"""An invoice is asked for, issued under a number, handed over."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from frontdesk import services
from frontdesk.models import InvoiceRequest
from hotel.journal.models import Entry
from hotel.stays.models import Stay
from hotel.web.refusals import Refused, Stale
from tests.frontdesk.leaving import Counter

CODE = "91430100MA4L16JQ9D"


@pytest.fixture
def charged(counter: Counter) -> Stay:
    """A guest with ¥368.00 on the bill."""
    stay = counter.guest("801")
    counter.charge(stay)
    return stay


def ask(counter: Counter, stay: Stay, **facts: Any) -> InvoiceRequest:
    typed = {
        "form_token": uuid4(),
        "kind": "electronic",
        "buyer_name": "岳麓软件",
        "tax_id": CODE,
        **facts,
    }
    return services.request_invoice(stay.pk, by=counter.desk.by, **typed)


def refused(act: Any, *args: Any, **facts: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    return caught.value


def test_the_whole_bill_is_proposed(counter: Counter, charged: Stay) -> None:
    assert ask(counter, charged).amount == Decimal("368.00")


def test_the_same_form_twice_is_one_request(counter: Counter, charged: Stay) -> None:
    token = uuid4()
    assert ask(counter, charged, form_token=token) == ask(counter, charged, form_token=token)


def test_no_more_is_invoiced_than_was_charged(counter: Counter, charged: Stay) -> None:
    ask(counter, charged, amount=Decimal(300))
    assert refused(ask, counter, charged, amount=Decimal("68.01")).field == "amount"


@pytest.mark.parametrize("code", [CODE[:-1] + "1", "12345", "91430100MA4L16JQ9D1"])
def test_a_wrong_credit_code_is_refused(counter: Counter, charged: Stay, code: str) -> None:
    assert refused(ask, counter, charged, tax_id=code).field == "tax_id"


def test_an_old_tax_number_is_taken(counter: Counter, charged: Stay) -> None:
    assert ask(counter, charged, tax_id="430102196001015").tax_id == "430102196001015"


def test_a_private_person_needs_no_tax_number(counter: Counter, charged: Stay) -> None:
    assert ask(counter, charged, tax_id="").tax_id == ""


def test_a_special_invoice_needs_the_tax_number(counter: Counter, charged: Stay) -> None:
    assert refused(ask, counter, charged, kind="special", tax_id="").field == "tax_id"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "none"}, "kind"),
        ({"buyer_name": " "}, "buyer_name"),
        ({"amount": Decimal(0)}, "amount"),
    ],
)
def test_an_incomplete_request_is_refused(
    counter: Counter, charged: Stay, facts: dict[str, Any], field: str
) -> None:
    assert refused(ask, counter, charged, **facts).field == field


def test_an_invoice_is_issued_and_handed_over(counter: Counter, charged: Stay) -> None:
    cashier = counter.desk.cast.cashier
    asked = ask(counter, charged)
    services.issue_invoice(asked.pk, number="26430000001", by=cashier)
    services.hand_over_invoice(asked.pk, by=cashier)
    verbs = Entry.objects.filter(verb__startswith="invoice.").order_by("id")
    assert [entry.verb for entry in verbs] == [
        "invoice.requested",
        "invoice.issued",
        "invoice.handed_over",
    ]


def test_nothing_is_handed_over_that_was_not_issued(counter: Counter, charged: Stay) -> None:
    asked = ask(counter, charged)
    cashier = counter.desk.cast.cashier
    assert isinstance(refused(services.hand_over_invoice, asked.pk, by=cashier), Stale)


def test_a_number_is_used_once(counter: Counter, charged: Stay) -> None:
    cashier = counter.desk.cast.cashier
    one = ask(counter, charged, amount=Decimal(100))
    two = ask(counter, charged, amount=Decimal(100))
    services.issue_invoice(one.pk, number="26430000001", by=cashier)
    error = refused(services.issue_invoice, two.pk, number="26430000001", by=cashier)
    assert (error.code, error.field) == ("used", "number")


def test_an_issued_invoice_keeps_its_number(counter: Counter, charged: Stay) -> None:
    cashier = counter.desk.cast.cashier
    asked = ask(counter, charged)
    services.issue_invoice(asked.pk, number="26430000001", by=cashier)
    error = refused(services.issue_invoice, asked.pk, number="26430000002", by=cashier)
    assert isinstance(error, Stale)


def test_the_list_keeps_a_refused_number(counter: Counter, charged: Stay, enter: Any) -> None:
    asked = ask(counter, charged)
    browser = enter(counter.desk.cast.cashier)
    answer = browser.post(f"/invoices/{asked.pk}/issue/", {"number": "?"})
    assert (answer.status_code, 'value="?"' in answer.content.decode()) == (422, True)


def test_an_invoice_is_issued_from_the_list(counter: Counter, charged: Stay, enter: Any) -> None:
    asked = ask(counter, charged)
    browser = enter(counter.desk.cast.cashier)
    browser.post(f"/invoices/{asked.pk}/issue/", {"number": "26430000001"})
    browser.post(f"/invoices/{asked.pk}/hand-over/")
    asked.refresh_from_db()
    assert (asked.status, asked.number) == ("handed_over", "26430000001")
