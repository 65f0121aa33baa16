"""The same races at the till's pages: one payment sent by 16 browsers, one payment given back by 16."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hotel.cashier import posting, selectors, services
from hotel.cashier.models import Folio, Line
from hotel.staff.models import User
from tests import races
from tests.cashier.test_races import bill, till, unlocked
from tests.stays.makers import Desk

__all__ = ["bill", "till"]

pytestmark = pytest.mark.django_db(transaction=True)

Send = Callable[[int, str, dict[str, Any]], int]


def browsers(by: User) -> Send:
    """`send(hand, address, form)` gives the status; every hand has its own session."""
    clients = [Client() for _hand in range(races.HANDS)]
    for client in clients:
        client.force_login(by)

    def send(hand: int, address: str, form: dict[str, Any]) -> int:
        status = clients[hand].post(address, form).status_code
        assert status in (303, 422)
        return status

    return send


def payments(till: Desk, bill: Folio, rounds: int) -> list[int]:
    """How many lines each round left."""
    send, address = browsers(till.by), reverse("cashier:pay", args=[bill.pk])
    counts = []
    with races.race() as hands:
        for _turn in range(rounds):
            form = {"key": uuid4(), "amount": "100", "method": "card"}
            before = Line.objects.count()
            hands.run(lambda hand: send(hand, address, form))  # noqa: B023
            counts.append(Line.objects.count() - before)
    return counts


def test_a_payment_sent_by_all_browsers_is_one_line(till: Desk, bill: Folio) -> None:
    rounds = races.rounds("http")
    assert payments(till, bill, rounds) == [1] * rounds


def test_control_without_lock_and_key_browsers_pay_many_times(
    till: Desk, bill: Folio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "locked_folio", unlocked)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'cashier_line'::regclass"
            " AND contype = 'u' AND conname LIKE '%idempotency_key%'"
        )
        (name,) = cursor.fetchone()
    with races.without_constraint("cashier_line", name):
        assert max(payments(till, bill, 3)) > 1


def refunds(till: Desk, bill: Folio, rounds: int) -> list[Decimal]:
    """All browsers give back 60 of 100, each with a form of its own; how much each round gave."""
    send = browsers(till.cast.fo_manager)
    given = []
    with races.race() as hands:
        for turn in range(rounds):
            payment = services.take_payment(
                bill.pk, Decimal(100), key=f"payment-{turn}", by=till.by
            )
            address = reverse("cashier:refund", args=[payment.pk])

            def give(hand: int) -> int:
                form = {"key": uuid4(), "amount": "60", "reason": "overpaid"}
                return send(hand, address, form)  # noqa: B023

            hands.run(give)
            given.append(Decimal(100) - selectors.refundable(payment.pk))
    return given


def test_browsers_never_give_back_more_than_was_paid(till: Desk, bill: Folio) -> None:
    rounds = races.rounds("http")
    assert refunds(till, bill, rounds) == [Decimal(60)] * rounds


def test_control_without_lock_and_trigger_browsers_give_back_too_much(
    till: Desk, bill: Folio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "locked_folio", unlocked)
    with races.without_trigger("cashier_line", "cashier_line_laws"):
        assert max(refunds(till, bill, 3)) > 100
