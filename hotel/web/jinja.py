"""The Jinja2 environment every page is drawn in: translation, addresses, and how figures look."""

from collections.abc import Callable
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext, npgettext, pgettext
from jinja2 import Environment

from hotel.web import clock, show, widgets
from hotel.web.bilingual import pick


def environment(**options: Any) -> Environment:
    """Built once by Django's Jinja2 backend. Autoescape is on; whitespace around tags is dropped."""
    env = Environment(  # noqa: S701  the backend sets autoescape in `options`
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        **options,
    )
    # The functions look up the active language on each call, so one environment serves both.
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        url=_url,
        static=static,
        pick=pick,
        now=clock.now,
        today=clock.today,
        html_lang=_html_lang,
        widget=widgets.widget,
        is_tick=widgets.is_tick,
        is_group=widgets.is_group,
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
        "iso": show.iso,
        "span": show.span,
        "pick": _pick,
    }


def _url(route: str, *args: Any, **kwargs: Any) -> str:
    return reverse(route, args=args or None, kwargs=kwargs or None)


def _html_lang() -> str:
    return "zh-Hans" if (translation.get_language() or "zh").startswith("zh") else "en"


def _pick(value: Any, other: str = "name") -> str:
    """`zh|pick(en)` for two texts; `record|pick("title")` for a record with title_zh and title_en."""
    if isinstance(value, str):
        return pick(value, other)
    return pick(getattr(value, f"{other}_zh"), getattr(value, f"{other}_en"))
