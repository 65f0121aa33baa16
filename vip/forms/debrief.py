"""The debrief of a visit: people's own words, and the two acts each point is turned into."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.guests.freetext import no_card_number
from hotel.guests.selectors import preference_kinds
from hotel.staff import selectors as staff


def _words(label: Any, rows: int = 3, most: int = 2000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=label, required=False, max_length=most, validators=[no_card_number], widget=widget
    )


class DebriefForm(forms.Form):
    slot = "form"
    highlights = _words(_("What went well"))
    faults = _words(_("What went wrong"))
    improvements = _words(_("What to improve"))
    cost = forms.DecimalField(
        label=_("Cost (CNY)"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("What the amenities cost that were brought; add what came on top."),
    )


class PreferenceForm(forms.Form):
    slot = "likes"
    kind = forms.ChoiceField(label=_("Preference"))
    text = forms.CharField(label=_("What the guest likes"), max_length=200)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="preference_%s")
        self.fields["kind"].choices = preference_kinds()  # type: ignore[attr-defined]


class OweForm(forms.Form):
    slot = "owing"
    text = forms.CharField(
        label=_("What is made right the next time"), max_length=200, validators=[no_card_number]
    )
    department = forms.ChoiceField(label=_("Department"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="owe_%s")
        rows = [(each.code, each.name) for each in staff.departments()]
        self.fields["department"].choices = rows  # type: ignore[attr-defined]
