"""Handbook B1.3, phones."""

import pytest

from hotel.guests import phones
from hotel.web.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13800002266", "+8613800002266"),
        ("138 0000 2266", "+8613800002266"),
        ("+86 138-0000-2266", "+8613800002266"),
        ("008613800002266", "+8613800002266"),
        ("１３８００００２２６６", "+8613800002266"),
        ("0731-88887777", "+8673188887777"),
        ("073188887777", "+8673188887777"),
        ("010-88887777-1234", "+861088887777-1234"),
        ("+86 731 8888 7777", "+8673188887777"),
        ("+44 20 7946 0958", "+442079460958"),
        ("+1 (650) 253-0000", "+16502530000"),
        ("+8529000000", "+8529000000"),
    ],
)
def test_a_right_number_is_stored_in_one_form(typed: str, stored: str) -> None:
    assert phones.check(typed).stored == stored


@pytest.mark.parametrize(
    "typed",
    ["12800002266", "1380000226", "138000022661", "88887777", "+123456", "+1234567890123456",
     "+8612345678901", "phone", "", "0731-888877", "+0123456789"],
)  # fmt: skip
def test_a_wrong_number_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        phones.check(typed)
    assert caught.value.field == "phone"


@pytest.mark.parametrize(
    ("stored", "masked"),
    [
        ("+8613800002266", "138****2266"),
        ("+8673188887777", "****7777"),
        ("+442079460958", "+44****0958"),
    ],
)
def test_a_phone_is_shown_masked(stored: str, masked: str) -> None:
    assert phones.mask(stored) == masked


def test_the_same_number_typed_differently_has_one_hash() -> None:
    assert phones.check("138 0000 2266").hash == phones.check("+8613800002266").hash


def test_a_revealed_number_is_grouped_for_reading_aloud() -> None:
    assert phones.pretty("+8613800002266") == "138 0000 2266"
