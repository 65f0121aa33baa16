"""Handbook B1.3, plates."""

import pytest

from hotel.guests import plates
from hotel.web.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("湘A·12345", "湘A12345"),
        ("湘a 8k6m2", "湘A8K6M2"),
        ("粤Z1234港", "粤Z1234港"),
        ("京A1234警", "京A1234警"),
        ("湘AD12345", "湘AD12345"),
        ("湘A12345D", "湘A12345D"),
        ("沪Ａ１２３４５", "沪A12345"),
    ],
)
def test_a_standard_plate_is_normalised(typed: str, number: str) -> None:
    assert plates.check(typed) == plates.CheckedPlate(number, standard=True)


@pytest.mark.parametrize("typed", ["WJ12345", "湘I12345", "使123456", "AB12 CDE", "湘A1234"])
def test_another_plate_asks_to_be_confirmed(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        plates.check(typed)
    assert caught.value.code == "nonstandard"


def test_a_confirmed_plate_passes_as_it_is() -> None:
    assert plates.check("使 123-456", confirmed=True) == plates.CheckedPlate(
        "使123456", standard=False
    )


@pytest.mark.parametrize("typed", ["", "<script>", "1" * 5000, "🚗🚗"])
def test_what_cannot_be_a_plate_is_refused_even_confirmed(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        plates.check(typed, confirmed=True)
    assert caught.value.field == "number"
