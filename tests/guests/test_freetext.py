import pytest
from django.core.exceptions import ValidationError

from hotel.guests.freetext import has_card_number, no_card_number


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111111",
        "card 4111 1111 1111 1111 exp 12/30",
        "3782-822463-10005",
        "卡号４１１１１１１１１１１１１１１１",
        "6011000990139424",
    ],
)
def test_a_card_number_is_seen_however_it_is_written(text: str) -> None:
    assert has_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111112",
        "13800002266 13900002266",
        "2026-11-21 2026-11-24",
        "湘A12345",
        "room 1203, 3 pillows",
        "",
    ],
)
def test_other_figures_are_let_through(text: str) -> None:
    assert not has_card_number(text)


def test_the_validator_refuses_with_a_sentence() -> None:
    with pytest.raises(ValidationError):
        no_card_number("pay with 4111111111111111")
