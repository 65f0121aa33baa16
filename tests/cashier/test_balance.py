"""Whatever is posted in whatever order: the balance is the sum, and nobody gets back more than given."""

from contextlib import suppress
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotel.cashier import selectors, services
from hotel.cashier.models import Folio, Line
from hotel.stays.history import check_invariants
from hotel.web.refusals import Refused
from tests.stays.makers import Desk

AMOUNTS = st.decimals("0.01", "999.99", places=2)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["charge", "take_deposit", "take_payment", "refund", "reverse"]),
        AMOUNTS,
        st.integers(0, 9),
    ),
    max_size=12,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_the_balance_is_the_sum_of_what_was_accepted(
    folio: Folio, desk: Desk, acts: list[tuple[str, Decimal, int]]
) -> None:
    point = transaction.savepoint()
    expected = Decimal(0)
    for act, amount, which in acts:
        with suppress(Refused):
            expected += do(folio, desk, act, amount, which).amount
    assert selectors.balance(folio.pk) == expected
    assert check_invariants() == []
    transaction.savepoint_rollback(point)


def do(folio: Folio, desk: Desk, act: str, amount: Decimal, which: int) -> Line:
    key = str(uuid4())
    if act == "charge":
        return services.charge(folio.pk, amount, "Tea", key=key, by=desk.by)
    if act in ("take_deposit", "take_payment"):
        line: Line = getattr(services, act)(folio.pk, amount, key=key, by=desk.by)
        return line
    lines = list(selectors.lines(folio.pk))
    if not lines:
        raise Refused("nothing to undo")
    target = lines[which % len(lines)].pk
    if act == "refund":
        return services.refund(target, amount, key=key, by=desk.by, reason="x")
    return services.reverse(target, "x", key=key, by=desk.by)
