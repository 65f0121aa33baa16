"""What a notice says, made when it is read, in the reader's language."""

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
