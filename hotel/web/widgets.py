"""Form controls in the house's markup, for the `field` macro of templates/components/ui.html."""

from collections.abc import Mapping
from typing import Any

from django.forms import BoundField, widgets
from django.utils.safestring import SafeString


def widget(bound: BoundField, attrs: Mapping[str, Any] | None = None) -> SafeString:
    """The control with its class, marked invalid where it is, tied to its error and hint."""
    given = {**bound.field.widget.attrs, **(attrs or {})}
    classes = [_class(bound), given.get("class", ""), "is-invalid" if bound.errors else ""]
    if not is_group(bound):
        given["class"] = " ".join(filter(None, classes))
    described = [f"{bound.auto_id}_error"] if bound.errors else []
    described += [f"{bound.auto_id}_helptext"] if bound.help_text else []
    if described and not is_group(bound):
        given["aria-describedby"] = " ".join(described)
    return bound.as_widget(attrs=given)


def is_tick(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, widgets.CheckboxInput)


def is_group(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, (widgets.RadioSelect, widgets.CheckboxSelectMultiple))


class DayInput(widgets.DateInput):
    """The browser's own calendar; it speaks ISO, whatever the reader's language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(widgets.DateTimeInput):
    """Day and clock time at the hotel, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


def _class(bound: BoundField) -> str:
    control = bound.field.widget
    if is_group(bound):
        return ""  # Django would put it on the group as well; `.choices` styles the inputs
    if is_tick(bound):
        return "form-check-input"
    return "form-select" if isinstance(control, widgets.Select) else "form-control"
