"""What is typed while a guest lives here: how long, with whom, what stands in the room."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.guests import selectors as people
from hotel.stays.enums import Baggage
from hotel.stays.forms.booking import NEWCOMER, BookingForm, DayField
from hotel.stays.forms.changing import Versioned
from hotel.stays.models import Stay


class Reasoned(Versioned):
    """Asks why, without insisting: the service does where a reason is needed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ExtendForm(Reasoned):
    departure = DayField(label=_("New departure"))
    overbook = forms.BooleanField(label=_("Overbook within the type's limit"), required=False)

    field_order = ("departure", "reason", "overbook")

    def __init__(self, *args: Any, may_overbook: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_overbook:
            del self.fields["overbook"]


class ReturnForm(Reasoned):
    """A departure taken back, until when."""

    departure = DayField(label=_("New departure"))
    field_order = ("departure", "reason")

    @classmethod
    def of(cls, stay: Stay, today: date) -> "ReturnForm":
        until = max(stay.departure, today, stay.arrival + timedelta(days=1))
        return cls(initial={"departure": until, "version": stay.version})


class PersonForm(Versioned):
    """A guest on file, or the facts of a new one."""

    guest = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name_zh = BookingForm.declared_fields["name_zh"]
    surname_latin = BookingForm.declared_fields["surname_latin"]
    given_latin = BookingForm.declared_fields["given_latin"]
    sex = BookingForm.declared_fields["sex"]
    phone = BookingForm.declared_fields["phone"]

    def clean_guest(self) -> int | None:
        guest_id: int | None = self.cleaned_data["guest"]
        if guest_id is not None and not people.guests().filter(pk=guest_id).exists():
            raise forms.ValidationError(_("This guest is not on file any more. Search again."))
        return guest_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named = any(cleaned.get(name) for name in NEWCOMER[:3])
        told = any(name in self.errors for name in NEWCOMER[:3])
        if "guest" in cleaned and not cleaned["guest"] and not named and not told:
            self.add_error("name_zh", _("Find the guest, or give the new guest's name."))
        return cleaned

    @property
    def newcomer(self) -> dict[str, Any] | None:
        """The new guest's facts, or None when a guest on file was chosen."""
        if self.cleaned_data["guest"]:
            return None
        return {name: self.cleaned_data[name] for name in NEWCOMER if self.cleaned_data[name]}


class BedsForm(Reasoned):
    beds = forms.IntegerField(label=_("Extra beds"), min_value=0, max_value=2)
    field_order = ("beds", "reason")


class BaggageForm(forms.Form):
    baggage = forms.ChoiceField(
        label=_("Baggage"), choices=Baggage.choices, widget=forms.RadioSelect
    )
