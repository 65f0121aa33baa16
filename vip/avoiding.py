"""What a party must not be given, read from what the hotel wrote down of its members: pure functions.

A word counts wherever food restrictions are kept. In other remarks, where likes stand as well, it
counts only in a clause that refuses something; words of faith and diet count everywhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_CLAUSES = re.compile(r"[,,。.;;、!!\n/]+")
# No comma between "no" and what it refuses; a list after it stays one clause: "no nuts or milk".
_REFUSES = re.compile(
    r"不|忌|过敏|避|禁|勿|别|无|讨厌|戒"
    r"|allerg|intoleran|avoid|without|dislike|hate|\b(?:no|not|never|non|cannot|can't|don't|free)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoidable:
    """Something an amenity may contain, and the words by which a guest refuses it."""

    code: str
    words: tuple[str, ...]
    sure_words: tuple[str, ...] = ()


def avoided(
    avoidables: Iterable[Avoidable], restrictions: Iterable[str], remarks: Iterable[str]
) -> frozenset[str]:
    """The codes refused by any of these texts. Doubt counts as a refusal."""
    restricted, told = list(restrictions), list(remarks)
    refusing = [*restricted, *(part for text in told for part in _refusals(text))]
    return frozenset(
        each.code
        for each in avoidables
        if _names(each.words, refusing) or _names(each.sure_words, [*restricted, *told])
    )


def _refusals(text: str) -> list[str]:
    """The clauses that refuse something, each with what is listed after it."""
    parts = [part for part in _CLAUSES.split(text) if part.strip()]
    kept, refusing = [], False
    for part in parts:
        refusing = bool(_REFUSES.search(part)) or (refusing and len(part.strip()) <= SHORT)
        if refusing:
            kept.append(part)
    return _with_what_stands_before(parts, kept)


# A bare noun in a list ("不吃坚果、牛奶", "花生、坚果过敏") belongs to the refusal beside it.
SHORT = 6


def _with_what_stands_before(parts: list[str], kept: list[str]) -> list[str]:
    """“Peanuts, nuts: allergy” refuses both: short clauses right before a refusal count too."""
    found = set(kept)
    for before, after in zip(reversed(parts[:-1]), reversed(parts[1:]), strict=False):
        if after in found and len(before.strip()) <= SHORT:
            found.add(before)
    return [part for part in parts if part in found]


def _names(words: Iterable[str], texts: list[str]) -> bool:
    return any(_occurs(word.strip(), text) for word in words if word.strip() for text in texts)


def _occurs(word: str, text: str) -> bool:
    """Chinese anywhere; Latin at the beginning of a word, so that "nut" is not in "doughnut"."""
    if word.isascii():
        return re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) is not None
    return word in text
