"""A list of all countries, drawn once a language: a form of two guests has it twice."""

from functools import cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from hotel.guests import countries


class CountrySelect(forms.Select):
    """As `Select` with `countries.choices`."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        code = str(value or "")
        options = _options(get_language())
        if code in countries.COUNTRIES:
            options = SafeString(options.replace(f'value="{code}"', f'value="{code}" selected', 1))
        given = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, given, options)


class CountryField(forms.CharField):
    """A country by its code. Neither each form nor each check goes through the list."""

    widget = CountrySelect
    default_error_messages = forms.ChoiceField.default_error_messages

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and value not in countries.COUNTRIES:
            wrong = {"value": value}
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params=wrong
            )


@cache
def _options(_language: str | None) -> SafeString:
    return format_html_join("", '<option value="{}">{}</option>', countries.choices())
