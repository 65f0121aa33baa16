"""Texts of templates: in the active language, with their values escaped."""

from django.utils import translation

from hotel.web.jinja import environment


def _drawn(source: str, **context: object) -> str:
    return environment(autoescape=True).from_string(source).render(**context)


def test_each_language_has_its_own_text() -> None:
    source = '{{ _("Search") }}'
    with translation.override("en"):
        assert _drawn(source) == "Search"
    with translation.override("zh-hans"):
        assert _drawn(source) != "Search"
    with translation.override("en"):
        assert _drawn(source) == "Search"


def test_values_are_escaped() -> None:
    with translation.override("en"):
        drawn = _drawn('{{ _("As of %(time)s", time=value) }}', value="<b>")
    assert drawn == "As of &lt;b&gt;"


def test_a_count_may_be_shown_otherwise() -> None:
    source = '{{ ngettext("%(num)s unread notice", "%(num)s unread notices", 100, num="99+") }}'
    with translation.override("en"):
        assert _drawn(source) == "99+ unread notices"


def test_a_count_is_filled_in_by_itself() -> None:
    source = '{{ ngettext("%(num)s unread notice", "%(num)s unread notices", 1) }}'
    with translation.override("en"):
        assert _drawn(source) == "1 unread notice"
