"""Translation inside templates: each text is looked up once a language, then kept ready as markup.

Jinja2's own `newstyle` callables look the text up, wrap it and format it at every use, which on a dense
page is a third of its time. A process keeps its catalogues for life, so what was found stays true.
"""

from collections.abc import Callable
from typing import Any

from django.utils import translation
from markupsafe import Markup

_Key = tuple[Any, ...]
_kept: dict[_Key, Markup] = {}


def gettext(text: str, /, **values: Any) -> Markup:
    key = (translation.get_language(), text)
    found = _kept.get(key)
    if found is None:
        found = _keep(key, translation.gettext(text))
    return _filled(found, values)


def pgettext(context: str, text: str, /, **values: Any) -> Markup:
    key = (translation.get_language(), context, text)
    found = _kept.get(key)
    if found is None:
        found = _keep(key, translation.pgettext(context, text))
    return _filled(found, values)


def ngettext(one: str, many: str, count: int, /, **values: Any) -> Markup:
    """`%(num)s` is the count, unless the caller puts another text there."""
    return Markup(translation.ngettext(one, many, count)) % {"num": count, **values}  # noqa: S704


def npgettext(context: str, one: str, many: str, count: int, /, **values: Any) -> Markup:
    return Markup(translation.npgettext(context, one, many, count)) % {"num": count, **values}  # noqa: S704


def _keep(key: _Key, said: str) -> Markup:
    """Our own catalogue is markup; the values that go into it are escaped when they are put in."""
    _kept[key] = found = Markup(said)  # noqa: S704
    return found


def _filled(found: Markup, values: dict[str, Any]) -> Markup:
    if values:
        return found % values
    return found % {} if "%" in found else found


CALLABLES: dict[str, Callable[..., Markup]] = {
    "_": gettext,
    "gettext": gettext,
    "ngettext": ngettext,
    "pgettext": pgettext,
    "npgettext": npgettext,
}
