"""Form controls drawn with the Jinja2 versions that Django ships of them: a control of Django's own
template language costs as much as a row of a list. The admin's widgets exist in that language only.

The controls a form is full of are written out here: to Django an input is two templates, a list of
countries five hundred.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.forms.renderers import BaseRenderer, DjangoTemplates, Jinja2
from django.template import TemplateDoesNotExist
from django.utils.safestring import SafeString

from hotel.web.drawing import shown

_jinja2, _django = Jinja2(), DjangoTemplates()
_Widget = Mapping[str, Any]


class Renderer(BaseRenderer):
    def get_template(self, template_name: str) -> Any:
        return _found(template_name)

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        """The control as markup."""
        draw = _DRAWN.get(template_name)
        if draw is None:
            return SafeString(super().render(template_name, context, request))
        return SafeString(draw(context["widget"]))  # every value in it is escaped


@cache
def _found(template_name: str) -> Any:
    try:
        return _jinja2.get_template(template_name)
    except TemplateDoesNotExist:
        return _django.get_template(template_name)


def _attrs(widget: _Widget) -> str:
    return "".join(
        f" {shown(name)}" if value is True else f' {shown(name)}="{shown(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: _Widget) -> str:
    value = widget["value"]
    said = "" if value is None else f' value="{shown(value)}"'
    return (
        f'<input type="{shown(widget["type"])}" name="{shown(widget["name"])}"{said}'
        f"{_attrs(widget)}>"
    )


def _textarea(widget: _Widget) -> str:
    # The line break is the browser's to drop, so that a text may begin with one of its own.
    text = shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{shown(widget["name"])}"{_attrs(widget)}>\n{text}</textarea>'


def _select(widget: _Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _at in widget["optgroups"])
    return f'<select name="{shown(widget["name"])}"{_attrs(widget)}>{groups}</select>'


def _group(name: Any, options: list[_Widget]) -> str:
    drawn = "".join(
        f'<option value="{shown(each["value"])}"{_attrs(each)}>{shown(each["label"])}</option>'
        for each in options
    )
    return f'<optgroup label="{shown(name)}">{drawn}</optgroup>' if name else drawn


_INPUTS = ("checkbox", "date", "datetime", "email", "hidden", "number", "password", "text", "time")
_DRAWN: dict[str, Callable[[_Widget], str]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in _INPUTS},
    "django/forms/widgets/input.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
