"""16 hands at the till: one payment sent by all, one payment given back by all; with controls."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from hotel.cashier import posting, selectors, services
from hotel.cashier.models import Folio, Line
from hotel.stays import services as stays
from hotel.stays.selectors import stay as find_stay
from hotel.web import clock
from tests import races
from tests.cast import hire_cast
from tests.house import build_house
from tests.stays.makers import Desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def till(transactional_db: None) -> Desk:
    stays.open_business_date(clock.today())
    return Desk(hire_cast(), build_house())


@pytest.fixture
def bill(till: Desk) -> Folio:
    return services.open_folio(till.in_house("801").pk, by=till.by)


def pay_at_once(till: Desk, bill: Folio, rounds: int) -> list[int]:
    """All hands send one payment; how many lines each round left."""
    counts = []
    with races.race() as hands:
        for turn in range(rounds):
            before = Line.objects.count()
            hands.run(
                lambda hand: services.take_payment(
                    bill.pk,
                    Decimal(100),
                    key=f"payment-{turn}",  # noqa: B023
                    by=till.by,
                )
            )
            counts.append(Line.objects.count() - before)
    return counts


def test_a_payment_sent_by_all_hands_is_one_line(till: Desk, bill: Folio) -> None:
    assert pay_at_once(till, bill, races.ROUNDS) == [1] * races.ROUNDS


def unlocked(folio_id: int) -> Folio:
    return Folio.objects.select_related("stay__reservation", "stay__guest").get(pk=folio_id)


def test_the_key_alone_keeps_a_payment_single(
    till: Desk, bill: Folio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "locked_folio", unlocked)
    assert pay_at_once(till, bill, 5) == [1] * 5


def test_control_without_lock_and_key_a_payment_is_taken_many_times(
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
        assert max(pay_at_once(till, bill, 3)) > 1


def give_back_at_once(till: Desk, bill: Folio, rounds: int) -> list[Decimal]:
    """All hands give back 60 of 100; how much each payment gave."""
    given = []
    with races.race() as hands:
        for turn in range(rounds):
            payment = services.take_payment(
                bill.pk, Decimal(100), key=f"payment-{turn}", by=till.by
            )
            hands.run(
                lambda hand: services.refund(
                    payment.pk,  # noqa: B023
                    Decimal(60),
                    key=f"refund-{turn}-{hand}",  # noqa: B023
                    by=till.by,
                    reason="overpaid",
                )
            )
            given.append(Decimal(100) - selectors.refundable(payment.pk))
    return given


def test_a_payment_is_never_given_back_above_itself(till: Desk, bill: Folio) -> None:
    assert give_back_at_once(till, bill, races.ROUNDS) == [Decimal(60)] * races.ROUNDS


def test_the_trigger_alone_keeps_refunds_below_the_payment(
    till: Desk, bill: Folio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "locked_folio", unlocked)
    assert give_back_at_once(till, bill, 5) == [Decimal(60)] * 5


def test_control_without_lock_and_trigger_too_much_is_given_back(
    till: Desk, bill: Folio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "locked_folio", unlocked)
    with races.without_trigger("cashier_line", "cashier_line_laws"):
        assert max(give_back_at_once(till, bill, 3)) > 100


def test_nothing_is_posted_while_a_guest_leaves(till: Desk, bill: Folio) -> None:
    """Either the charge comes first and the guest stays, or the guest has left and it is refused."""

    def act(hand: int) -> Any:
        if hand == 0:
            return stays.check_out(bill.stay_id, by=till.by)
        return services.charge(bill.pk, Decimal(10), "Tea", key=f"tea-{hand}", by=till.by)

    with races.race() as hands:
        hands.run(act)
    left = find_stay(bill.stay_id).status == "departed"
    assert left == (selectors.balance(bill.pk) == 0)
