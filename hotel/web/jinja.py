"""The Jinja2 environment every page is drawn in: translation, addresses, and how figures look."""

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.utils import translation
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from hotel.web import clock, show, widgets, words
from hotel.web.bilingual import pick
from hotel.web.drawing import Pages, kept
from hotel.web.paths import path_to


def environment(**options: Any) -> Environment:
    """Built once by Django's Jinja2 backend. Autoescape is on; whitespace around tags is dropped."""
    env = Pages(  # the backend sets autoescape in `options`
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **options,
    )
    # The functions look up the active language on each call, so one environment serves both.
    env.globals.update(words.CALLABLES)
    env.globals.update(
        kept=kept,
        url=path_to,
        static=cache(static),
        pick=pick,
        now=clock.now,
        today=clock.today,
        html_lang=_html_lang,
        widget=widgets.widget,
        is_tick=widgets.is_tick,
        is_group=widgets.is_group,
        still=_still,
    )
    env.filters.update(_filters())
    return env


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "money": show.money,
        "amount": show.amount,
        "hm": show.hm,
        "md": show.md,
        "mdhm": show.mdhm,
        "day": show.day,
        "weekday": show.weekday,
        "iso": show.iso,
        "span": show.span,
        "pick": _pick,
    }


_drawn: dict[tuple[Any, ...], Markup] = {}


@pass_environment
def _still(env: Environment, template: str, *args: Hashable) -> Markup:
    """A part that is the same for everybody of one language, or of one language and these `args`,
    which must be few: drawn once a process. It sees nothing of the page but `args`."""
    key = (translation.get_language(), template, *args)
    found = _drawn.get(key)
    if found is None or env.auto_reload:
        # Drawn by our own templates, escaped there.
        _drawn[key] = found = Markup(env.get_template(template).render(args=args))  # noqa: S704
    return found


def _html_lang() -> str:
    return "zh-Hans" if (translation.get_language() or "zh").startswith("zh") else "en"


def _pick(value: Any, other: str = "name") -> str:
    """`zh|pick(en)` for two texts; `record|pick("title")` for a record with title_zh and title_en."""
    if isinstance(value, str):
        return pick(value, other)
    return pick(getattr(value, f"{other}_zh"), getattr(value, f"{other}_en"))
