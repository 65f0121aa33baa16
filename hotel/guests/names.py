"""Names: what one may contain, and every way people look for it."""

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

from hotel.guests.surnames import READINGS, surname_of
from hotel.web.refusals import Refused

MOST_ZH = 60
MOST_LATIN = 80
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CHINESE_NAME = re.compile(f"[{_HAN}A-Za-z](?:[{_HAN}A-Za-z· ]*[{_HAN}A-Za-z])?")
_HAS_HAN = re.compile(f"[{_HAN}]")
_DOTS = re.compile("[•・‧∙⋅.]")
_SPACES = re.compile(r"\s+")
_NOT_SEARCHED = re.compile(r"[^\w]+|_")


def in_latin(given: str, surname: str) -> str:
    return f"{given} {surname}" if given and surname else given or surname


def normalise(text: str) -> str:
    """NFKC, trimmed, runs of spaces as one."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def clean_zh(text: str, *, field: str = "name_zh") -> str:
    """A Chinese name: characters, and letters or · as on some cards. Raises `Refused` beside `field`."""
    name = _DOTS.sub("·", normalise(text))
    _check_length(name, MOST_ZH, field)
    if name and not _CHINESE_NAME.fullmatch(name):
        raise Refused(
            _("A Chinese name has Chinese characters only; foreign names may be joined with ·."),
            field=field,
            code="name",
        )
    return name


def clean_latin(text: str, *, field: str) -> str:
    """A name in Latin letters, as printed in a passport. Raises `Refused` beside `field`."""
    name = normalise(text).replace("’", "'")
    _check_length(name, MOST_LATIN if field == "given_latin" else MOST_ZH, field)
    if name and not all(_is_latin(letter) for letter in name):
        raise Refused(
            _(
                "Use Latin letters as in the passport; space, hyphen, apostrophe and full stop are allowed."
            ),
            field=field,
            code="name",
        )
    return name


def _is_latin(letter: str) -> bool:
    if letter in " -'.":
        return True
    return unicodedata.category(letter)[0] in "LM" and (
        "LATIN" in (called := unicodedata.name(letter, "")) or called.startswith("COMBINING")
    )


def _check_length(name: str, most: int, field: str) -> None:
    if len(name) > most:
        raise Refused(
            _("This is %(length)d characters long; at most %(most)d fit.")
            % {"length": len(name), "most": most},
            field=field,
            code="too_long",
        )


def polite_zh(name_zh: str, honorific: str, sex: str) -> str:
    """How staff address somebody in Chinese: 张先生, 欧阳总."""
    usual = {"M": "先生", "F": "女士"}.get(sex, "")
    return surname_of(name_zh) + (honorific or usual)


def has_han(text: str) -> bool:
    return bool(_HAS_HAN.search(text))


def plain(text: str) -> str:
    """Lower-case, without accents: how both the stored and the typed name are compared."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)


def words(text: str) -> list[str]:
    """What was typed, as words to look for; Chinese characters typed with gaps belong together."""
    parts = [part for part in _NOT_SEARCHED.split(plain(text)) if part]
    return ["".join(parts)] if has_han(text) else parts


def search_text(name_zh: str, surname_latin: str, given_latin: str) -> str:
    """Every way people type the name, as words with a space before each.

    Each later part of a name stands as a word of its own (`张小明 小明 明`), so that looking for
    " 小明" finds it through the trigram index, which two characters without a space could not use.
    The whole name in letters stands first, so that those whose surname was typed can go first.
    """
    chinese, latin = _chinese_words(name_zh), _latin_words(surname_latin, given_latin)
    found = dict.fromkeys((*chinese, *latin))
    return f" {' '.join(found)} " if found else ""


def _chinese_words(name_zh: str) -> list[str]:
    name = _NOT_SEARCHED.sub("", plain(name_zh))
    if not name:
        return []
    found = []
    for syllables in readings(name):
        found += _tails(syllables)
        found += [tail for tail in _tails([each[0] for each in syllables]) if len(tail) > 1]
    return [*found, *_tails(list(name))]


def _latin_words(surname: str, given: str) -> list[str]:
    last, first = words(surname), words(given)
    if not last and not first:
        return []
    joined = ["".join((*last, *first)), "".join((*first, *last))]
    initials = "".join(word[0] for word in (*first, *last))
    return [*joined, *last, *first, initials]


def _tails(parts: list[str]) -> list[str]:
    return ["".join(parts[start:]) for start in range(len(parts))]


def readings(name: str) -> list[list[str]]:
    """The name in pinyin syllables without tones, once for each reading of its surname."""
    surname = surname_of(name)
    rest = _pinyin(name[len(surname) :])
    if surname in READINGS:
        heads = [_split(reading, surname) for reading in READINGS[surname]]
    else:
        heads = [_pinyin(surname)]
    return [[*head, *tail] for head in heads for tail in _with_u(rest)]


def _split(reading: str, surname: str) -> list[str]:
    """A two-character surname as one syllable after another, so that initials come out right."""
    if len(surname) == 1:
        return [reading]
    second = _pinyin(surname)[1]
    cut = reading.rfind(second) if second in reading else len(reading) // 2
    return [reading[:cut], reading[cut:]]


def _with_u(syllables: list[str]) -> list[list[str]]:
    """ü is typed as v by some and as u by others."""
    other = [each.replace("v", "u") for each in syllables]
    return [syllables] if other == syllables else [syllables, other]


@lru_cache(maxsize=4096)
def _pinyin_of(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # its tables take a while to load: only who writes names waits

    return tuple(each for part in lazy_pinyin(text) for each in ([part] if part else []))


def _pinyin(text: str) -> list[str]:
    return list(_pinyin_of(text)) if text else []
