"""What a notice says, made when it is read, in the reader's language."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Union

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import pick
from hotel.web.show import mdhm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text = Union[str, "_StrPromise"]


@dataclass(frozen=True)
class Words:
    title: Text
    body: Text = ""
    # Said instead of the title where other eyes may read it: a browser notification.
    discreet: Text = ""


@dataclass(frozen=True)
class Said:
    """A notice's text, ready to show. `discreet` names nobody when the notice is confidential."""

    title: str
    body: str
    discreet: str


_words: dict[str, Words] = {}
_UNKNOWN = Words(title=_("Something new"))
_DISCREET = _("A new notice for you")

# Places in a text that never hold a person's name, whoever writes it. Any other is taken for one.
HARMLESS = frozenset(
    {
        "amount", "arrival", "before", "category", "channel", "department", "due", "level",
        "minutes", "number", "persons", "rating", "room", "rooms", "severity", "since", "tasks",
        "until", "where", "yoghurts",
    }
)  # fmt: skip
_PLACE = re.compile(r"%\((\w+)\)")


def say(code: str, *, title: Text, body: Text = "", discreet: Text = "") -> None:
    """Give the words of a notice: lazy translations with `%(name)s` places for its params.

    A param may be plain; `{"zh": …, "en": …}` or a pair `<name>_zh`, `<name>_en` (picked by the
    reader's language); `{"at": "ISO time"}` (shown on the hotel's clock); or `{"code": …,
    "params": …}` (another notice's title). A missing param is left empty.
    """
    _words[code] = Words(title, body, discreet)


def said(code: str, params: Mapping[str, Any], *, confidential: bool = False) -> Said:
    """The text of a notice in the active language."""
    words = _words.get(code, _UNKNOWN)
    values = _Params({name: _spoken(value) for name, value in params.items()})
    title = str(words.title) % values
    return Said(
        title=title,
        body=str(words.body) % values,
        discreet=str(words.discreet or _DISCREET) % values if confidential else title,
    )


def said_outside(
    code: str, params: Mapping[str, Any], *, names: bool, confidential: bool
) -> tuple[str, str]:
    """Title and body as they may leave the house, in the active language.

    Without `names` only texts that cannot hold one are told, else the discreet one. What is
    confidential is always told discreetly.
    """
    words = _words.get(code, _UNKNOWN)
    spoken = said(code, params, confidential=True)
    if confidential or not (names or names_nobody(words.title)):
        return spoken.discreet, ""
    return spoken.title, spoken.body if names or names_nobody(words.body) else ""


def names_nobody(text: Text) -> bool:
    """Whether every place in this text holds something harmless."""
    return set(_PLACE.findall(str(text))) <= HARMLESS


def discreet_words() -> dict[str, str]:
    """The discreet text of every notice, with its places, for proving that none holds a name."""
    return {code: str(words.discreet or _DISCREET) for code, words in _words.items()}


def sample(code: str) -> str:
    """A notice's title with its facts left open, for choosing it from a list."""
    return str(_words.get(code, _UNKNOWN).title) % defaultdict(lambda: "…")


def known() -> frozenset[str]:
    """The codes that have words."""
    return frozenset(_words)


def _spoken(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    if "code" in value:
        return said(value["code"], value.get("params") or {}).title
    if "at" in value:
        return mdhm(datetime.fromisoformat(value["at"]))
    return pick(str(value.get("zh", "")), str(value.get("en", "")))


class _Params(dict[str, Any]):
    """Params as the words ask for them: in the reader's language, and never a KeyError."""

    def __missing__(self, name: str) -> Any:
        zh, en = ("_zh", "_en") if (get_language() or "zh").startswith("zh") else ("_en", "_zh")
        return self.get(name + zh) or self.get(name + en) or ""
