"""Fields both kinds of form use."""

from typing import Any

from django import forms

from hotel.web.widgets import MomentInput


class MomentField(forms.DateTimeField):
    """Day and clock time at the hotel."""

    widget = MomentInput


def text(label: Any, most: int, *, required: bool = False, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)
