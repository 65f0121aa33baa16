"""What the check of the Chinese texts calls trouble."""

import pytest
from babel.messages.catalog import Message

from ops import catalogues


@pytest.mark.parametrize(
    ("chinese", "trouble"),
    [
        ("已批准，赠品已下单。", ""),
        ("%(level)s 贵宾:%(name)s", ""),
        ("已批准,赠品已下单。", "half-width punctuation between Chinese words"),
        ("", "empty Chinese"),
    ],
)
def test_a_text_is_judged(chinese: str, trouble: str) -> None:
    assert catalogues._trouble(Message("Approved.", chinese)) == trouble


def test_a_text_nobody_has_translated_is_named() -> None:
    assert catalogues._trouble(None) == "no Chinese"


def test_every_text_of_the_product_is_in_order() -> None:
    assert catalogues.problems() == []
