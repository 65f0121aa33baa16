"""What may be told where names may not."""

import pytest

from hotel.notifications.outside import trouble
from hotel.notifications.words import (
    HARMLESS,
    discreet_words,
    known,
    names_nobody,
    said_outside,
    say,
)

WHERE = ("room", "rooms", "where", "before")
CANARY = "欧阳听雪 Ouyang Tingxue"

say("test.room", title="Room %(room)s let", body="For %(guest)s")
say("test.person", title="%(guest)s in %(room)s", body="Room %(room)s")


@pytest.mark.parametrize("code", sorted(known()))
def test_no_notice_of_the_house_lets_a_name_out(code: str) -> None:
    named = dict.fromkeys(
        ("name", "guest", "who", "reason", "title", "what", "lines", "difference", "cause"), CANARY
    )
    harmless = {name: name for name in HARMLESS}
    for confidential in (False, True):
        told = said_outside(code, named | harmless, names=False, confidential=confidential)
        assert CANARY not in "".join(told)


@pytest.mark.parametrize(("code", "words"), sorted(discreet_words().items()))
def test_discreet_words_have_no_place_for_a_name(code: str, words: str) -> None:
    assert names_nobody(words), code


@pytest.mark.parametrize(("code", "words"), sorted(discreet_words().items()))
def test_discreet_words_do_not_tell_where_somebody_is(code: str, words: str) -> None:
    """Of a confidential visit the room is hidden as well as the name."""
    assert not [place for place in WHERE if f"%({place})" in words], code


def test_words_that_name_nobody_are_told_in_full() -> None:
    told = said_outside(
        "test.room", {"room": 801, "guest": CANARY}, names=False, confidential=False
    )
    assert told == ("Room 801 let", "")


def test_words_with_a_name_are_told_discreetly() -> None:
    told = said_outside(
        "test.person", {"room": 801, "guest": CANARY}, names=False, confidential=False
    )
    assert told == ("A new notice for you", "")


def test_where_names_are_allowed_everything_is_told_but_what_is_confidential() -> None:
    params = {"room": 801, "guest": "Bao"}
    assert said_outside("test.person", params, names=True, confidential=False) == (
        "Bao in 801",
        "Room 801",
    )
    assert said_outside("test.person", params, names=True, confidential=True) == (
        "A new notice for you",
        "",
    )


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("status 502", "The other side answered with status 502."),
        ("broken KeyError", "It could not be sent (KeyError)."),
        ("", ""),
    ],
)
def test_a_trouble_is_told_in_words(kept: str, said: str) -> None:
    assert trouble.said(kept) == said
