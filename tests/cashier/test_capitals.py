from decimal import Decimal

import pytest

from hotel.cashier.capitals import capitals


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("10", "壹拾元整"),
        ("500", "伍佰元整"),
        ("368.30", "叁佰陆拾捌元叁角整"),
        ("1288.05", "壹仟贰佰捌拾捌元零伍分"),
        ("10005", "壹万零伍元整"),
        ("100500.50", "壹拾万零伍佰元伍角整"),
        ("20010001", "贰仟零壹万零壹元整"),
        ("-300", "负叁佰元整"),
    ],
)
def test_an_amount_in_capitals(amount: str, said: str) -> None:
    assert capitals(Decimal(amount)) == said
