"""The form by which a calendar or a wall screen is given an address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.staff import selectors as staff
from vip.forms.fields import text
from vip.models import SharedAddress


class ShareForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"), choices=SharedAddress.Kind.choices)
    department = forms.ChoiceField(label=_("Department"))
    place = text(_("For whom or where"), 80, required=True)
    language = forms.ChoiceField(label=_("Language"), choices=SharedAddress.Language.choices)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="share_%s")
        field = self.fields["department"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type
        field.choices = [(each.code, each.name) for each in staff.departments()]
