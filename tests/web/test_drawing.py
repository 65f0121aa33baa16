"""Pages are drawn without Jinja2's detours and say the same."""

from typing import Any

import pytest
from django.utils.translation import gettext_lazy, override
from jinja2 import pass_context
from markupsafe import Markup

from hotel.web.drawing import kept
from hotel.web.jinja import environment

PAGES = environment(autoescape=True)
MACROS = (
    '{% macro line(a, b="<b>", c=None) %}[{{ a }}|{{ b }}|{{ c }}]{% endmacro %}'
    "{% macro around() %}({{ caller() }}){% endmacro %}"
    "{% macro many(a) %}{{ a }}{{ varargs|join }}{{ kwargs.x }}{% endmacro %}"
)


class Told:
    def __html__(self) -> str:
        return "<i>told</i>"


def drawn(source: str, **context: Any) -> str:
    return PAGES.from_string(MACROS + source).render(context)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("<a> & 'b'", "&lt;a&gt; &amp; &#39;b&#39;"),
        (Markup("<a>"), "<a>"),
        (Told(), "<i>told</i>"),
        (gettext_lazy("<lazy>"), "&lt;lazy&gt;"),
        (7, "7"),
        (None, "None"),
        (True, "True"),
    ],
)
def test_a_value_is_escaped_as_ever(value: Any, said: str) -> None:
    assert drawn("{{ value }}", value=value) == said


def test_what_is_missing_stays_empty() -> None:
    assert drawn("{{ nothing }}{{ row.nothing }}", row={}) == ""


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("line(v)", "[&lt;|&lt;b&gt;|None]"),
        ("line(v, v)", "[&lt;|&lt;|None]"),
        ("line(v, c=1)", "[&lt;|&lt;b&gt;|1]"),
        ("many(1, 2, 3, x=4)", "1234"),
    ],
)
def test_a_macro_takes_what_it_took(call: str, said: str) -> None:
    assert drawn("{{ " + call + " }}", v="<") == said


def test_a_macro_takes_no_more_than_it_says() -> None:
    with pytest.raises(TypeError):
        drawn("{{ line(1, 2, 3, 4) }}")


def test_a_macro_is_markup_once_and_for_all() -> None:
    assert drawn("{% set kept = line(v) %}{{ kept }}", v="<") == "[&lt;|&lt;b&gt;|None]"


def test_a_caller_is_called() -> None:
    assert drawn("{% call around() %}{{ v }}{% endcall %}", v="<") == "(&lt;)"


def test_a_function_that_asks_for_the_context_gets_it() -> None:
    @pass_context
    def who(context: Any) -> Any:
        return context["name"]

    assert (
        drawn("{% for each in 'ab' %}{% set name = each %}{{ who() }}{% endfor %}", who=who) == "ab"
    )


def test_a_kept_macro_is_drawn_once_for_each_code_and_language() -> None:
    asked = []

    def macro(code: str) -> str:
        asked.append(code)
        return code.upper()

    draw = kept(macro)  # type: ignore[arg-type]
    for language in ("en", "zh-hans", "en"):
        with override(language):
            assert [draw("a"), draw("b"), draw("a")] == ["A", "B", "A"]
    assert asked == ["a", "b", "a", "b"]
