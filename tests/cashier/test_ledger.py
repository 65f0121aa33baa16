"""The ledger: each posting once, refunds never above their payment, the balance a sum."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from hotel.cashier import selectors, services
from hotel.cashier.models import Folio, Line
from hotel.journal.models import Entry
from hotel.stays import services as stays
from hotel.stays.history import check_invariants
from hotel.web.refusals import Refused
from tests.stays.makers import Desk, night

D = Decimal


def charge(folio: Folio, desk: Desk, amount: str = "368.00", key: str = "c1") -> Line:
    return services.charge(folio.pk, D(amount), "Room", key=key, by=desk.by)


def pay(folio: Folio, desk: Desk, amount: str = "368.00", key: str = "p1") -> Line:
    return services.take_payment(folio.pk, D(amount), method="wechat", key=key, by=desk.by)


def refund(line: Line, desk: Desk, amount: str, key: str = "r1") -> Line:
    return services.refund(line.pk, D(amount), key=key, by=desk.cast.cashier, reason="overpaid")


def refused(act: Any, *args: Any, **facts: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    return caught.value


def test_a_new_bill_is_at_zero(folio: Folio) -> None:
    assert selectors.balance(folio.pk) == 0


def test_a_stay_has_one_bill(folio: Folio, desk: Desk) -> None:
    assert services.open_folio(folio.stay_id, by=desk.by) == folio


def test_a_charge_is_owed(folio: Folio, desk: Desk) -> None:
    charge(folio, desk)
    assert selectors.balance(folio.pk) == D("368.00")


def test_a_deposit_counts_toward_the_bill(folio: Folio, desk: Desk) -> None:
    charge(folio, desk)
    services.take_deposit(folio.pk, D(500), key="d1", by=desk.by)
    assert selectors.balance(folio.pk) == D("-132.00")


def test_a_refund_brings_the_balance_back(folio: Folio, desk: Desk) -> None:
    refund(pay(folio, desk), desk, "68.00")
    assert selectors.balance(folio.pk) == D("-300.00")


def test_a_refund_goes_the_way_the_money_came(folio: Folio, desk: Desk) -> None:
    assert refund(pay(folio, desk), desk, "68.00").method == "wechat"


def test_a_line_carries_the_business_date(folio: Folio, desk: Desk) -> None:
    stays.advance_business_date(night(3), by=None)
    assert charge(folio, desk).business_date == night()


def test_the_same_posting_sent_twice_is_one_line(folio: Folio, desk: Desk) -> None:
    assert charge(folio, desk) == charge(folio, desk)


def test_a_posting_sent_twice_is_one_act(folio: Folio, desk: Desk) -> None:
    charge(folio, desk)
    before = Entry.objects.count()
    charge(folio, desk)
    assert Entry.objects.count() == before


def test_another_posting_under_a_used_key_is_refused(folio: Folio, desk: Desk) -> None:
    charge(folio, desk)
    assert refused(charge, folio, desk, "99.00").code == "used"


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity", "99999999"])
def test_impossible_amounts_are_refused(folio: Folio, desk: Desk, amount: str) -> None:
    assert refused(charge, folio, desk, amount).field == "amount"


def test_money_is_never_a_float(folio: Folio, desk: Desk) -> None:
    with pytest.raises(TypeError):
        services.charge(folio.pk, 12.5, "Tea", key="t", by=desk.by)  # type: ignore[arg-type]


def test_no_more_is_given_back_than_was_paid(folio: Folio, desk: Desk) -> None:
    payment = pay(folio, desk)
    refund(payment, desk, "300.00")
    error = refused(refund, payment, desk, "68.01", key="r2")
    assert (error.field, "68.00" in error.text) == ("amount", True)


def test_a_charge_is_not_given_back(folio: Folio, desk: Desk) -> None:
    refused(refund, charge(folio, desk), desk, "1.00")


def test_a_line_is_reversed_once(folio: Folio, desk: Desk) -> None:
    line = charge(folio, desk)
    services.reverse(line.pk, "wrong room", key="v1", by=desk.cast.fo_supervisor)
    again = refused(services.reverse, line.pk, "again", key="v2", by=desk.cast.fo_supervisor)
    assert again.code == "reversed"
    assert selectors.balance(folio.pk) == 0


def test_a_payment_partly_given_back_is_not_reversed(folio: Folio, desk: Desk) -> None:
    payment = pay(folio, desk)
    refund(payment, desk, "1.00")
    refused(services.reverse, payment.pk, "typo", key="v1", by=desk.cast.fo_supervisor)


def test_a_reversed_refund_may_be_given_again(folio: Folio, desk: Desk) -> None:
    payment = pay(folio, desk)
    given = refund(payment, desk, "368.00")
    services.reverse(given.pk, "the guest had gone", key="v1", by=desk.cast.fo_supervisor)
    refund(payment, desk, "368.00", key="r2")
    assert selectors.balance(folio.pk) == 0


def test_money_received_is_counted_net(folio: Folio, desk: Desk) -> None:
    refund(pay(folio, desk), desk, "68.00")
    assert selectors.received(folio.pk) == D("300.00")


def test_nobody_leaves_with_an_open_bill(folio: Folio, desk: Desk) -> None:
    charge(folio, desk)
    assert "368.00" in refused(stays.check_out, folio.stay_id, by=desk.by).text


def test_nobody_leaves_money_behind(folio: Folio, desk: Desk) -> None:
    pay(folio, desk)
    assert "368.00" in refused(stays.check_out, folio.stay_id, by=desk.by).text


def test_a_settled_guest_leaves_and_the_bill_closes(folio: Folio, desk: Desk) -> None:
    charge(folio, desk)
    pay(folio, desk)
    stays.check_out(folio.stay_id, by=desk.by)
    assert refused(charge, folio, desk, key="late").code == "closed"
    assert check_invariants() == []


def test_no_bill_is_opened_for_who_has_left(desk: Desk) -> None:
    stay = stays.check_out(desk.in_house("802").pk, by=desk.by)
    assert refused(services.open_folio, stay.pk, by=desk.by).code == "closed"


def refuses(sql: str, *values: Any) -> str:
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)
    return str(caught.value)


@pytest.mark.parametrize("sql", ["UPDATE cashier_line SET amount = 1", "DELETE FROM cashier_line"])
def test_a_line_is_never_changed(folio: Folio, desk: Desk, sql: str) -> None:
    charge(folio, desk)
    assert "append_only" in refuses(sql)


COPY = """
INSERT INTO cashier_line (folio_id, kind, amount, description, business_date, method, refers_to_id,
                          reason, idempotency_key, request_hash, posted_by_id, posted_at)
SELECT folio_id, %s, %s, 'x', business_date, '', %s, '', %s, '', posted_by_id, posted_at
FROM cashier_line WHERE id = %s
"""


@pytest.mark.parametrize(
    ("kind", "amount", "law"),
    [
        ("refund", "368.01", "given back"),
        ("reversal", "10.00", "whole line"),
        ("charge", "-5.00", "cashier_line_"),
        ("payment", "5.00", "cashier_line_"),
    ],
)
def test_the_database_knows_the_laws_of_money(
    folio: Folio, desk: Desk, kind: str, amount: str, law: str
) -> None:
    line = pay(folio, desk)
    undone = line.pk if kind in ("refund", "reversal") else None
    assert law in refuses(COPY, kind, amount, undone, "raw", line.pk)


def test_nothing_is_posted_to_a_closed_bill_by_plain_sql(folio: Folio, desk: Desk) -> None:
    line = charge(folio, desk)
    Folio.objects.update(status="closed")
    assert "closed" in refuses(COPY, "charge", "1.00", None, "raw", line.pk)
