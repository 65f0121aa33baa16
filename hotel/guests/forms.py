"""What the desk types about a guest. What each field may hold is said once, in `hotel.guests.facts`."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from hotel.guests import countries
from hotel.guests.facts import CLEANERS
from hotel.guests.models import (
    Company,
    DocumentKind,
    Guest,
    IdentityDocument,
    Preference,
    PreferenceKind,
    Sex,
)
from hotel.web.forms import add_refusal
from hotel.web.refusals import Refused
from hotel.web.widgets import DayInput

# Typed anew or not at all: the page never carries the number that is on file.
_HIDDEN = ("phone",)


def _date(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), required=False, **options)


def _text(label: Any, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs=attrs))


class GuestForm(forms.Form):
    name_zh = _text(_("Chinese name"), autocomplete="off", autofocus="")
    honorific = _text(_("Form of address"), autocomplete="off", list="honorifics")
    surname_latin = _text(_("Latin surname"), autocomplete="off")
    given_latin = _text(_("Latin given names"), autocomplete="off")
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Sex.choices], required=False)
    birth_date = _date(_("Date of birth"))
    nationality = forms.ChoiceField(
        label=_("Nationality"), choices=lazy(countries.choices, list), initial="CHN"
    )
    ethnicity = _text(_("Ethnic group"), autocomplete="off")
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "tel", "data-private": ""}
        ),
    )
    email = _text(_("E-mail"), autocomplete="off", inputmode="email")
    address = _text(_("Address"), autocomplete="off")
    company = forms.ModelChoiceField(
        label=_("Company"), queryset=Company.objects.none(), required=False, empty_label="—"
    )
    organisation = _text(_("Organisation"), autocomplete="off")
    position = _text(_("Position"), autocomplete="off")
    customer_class = forms.ChoiceField(
        label=_("Customer class"), choices=Guest.CustomerClass.choices, initial="general"
    )
    member_no = _text(_("Member number"), autocomplete="off")
    language = forms.ChoiceField(label=_("Language"), choices=Guest.Language.choices, initial="zh")
    quiet_hours = _text(_("Quiet hours"), placeholder="22:00–09:00")
    marketing_consent = forms.BooleanField(label=_("Agrees to offers"), required=False)
    notes = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    drop_phone = forms.BooleanField(label=_("Take the phone off file"), required=False)
    another_person = forms.BooleanField(label=_("This is another person"), required=False)
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].queryset = Company.objects.filter(active=True)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, guest: Guest) -> "GuestForm":
        """Filled with what is on file, except the phone number."""
        values = {name: getattr(guest, name) for name in CLEANERS if name not in _HIDDEN}
        return cls(initial={**values, "version": guest.version})

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, for the service."""
        return {name: self.cleaned_data[name] for name in CLEANERS if name in self.cleaned_data}

    @property
    def changed_facts(self) -> dict[str, Any]:
        """The same for a profile on file, where an empty phone field means leave it as it is."""
        facts = self.facts
        if not facts.get("phone") and not self.cleaned_data["drop_phone"]:
            facts.pop("phone", None)
        return facts

    def clean(self) -> dict[str, Any]:
        """Every wrong field is told at once; the services would stop at the first."""
        cleaned = super().clean() or {}
        for name, cleaner in CLEANERS.items():
            try:
                if name in cleaned:
                    cleaner(cleaned[name])
            except Refused as refusal:
                add_refusal(self, refusal)
        return cleaned

    def see_version(self, version: int) -> None:
        """After a conflict was shown, saving once more is deliberate."""
        data = cast(Any, self.data).copy()
        data["version"] = str(version)
        self.data = data


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    number = forms.CharField(
        label=_("Number"),
        strip=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "num", "data-private": ""}
        ),
    )
    valid_until = _date(_("Valid until"))
    issuing_place = _text(_("Issued by"), autocomplete="off")
    latin_name = _text(_("Name as printed"), autocomplete="off")
    verified_by = forms.ChoiceField(
        label=_("Verified by"), choices=IdentityDocument.VerifiedBy.choices, initial="document"
    )
    override_reason = _text(_("Reason for the exception"), autocomplete="off")

    def clean_valid_until(self) -> date | None:
        until: date | None = self.cleaned_data["valid_until"]
        if until is not None and not 1900 < until.year < 2200:
            raise forms.ValidationError(_("Check the year."))
        return until


class PreferenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Preference"), choices=PreferenceKind.choices)
    text = forms.CharField(label=_("What"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    source = forms.ChoiceField(
        label=_("Known from"), choices=Preference.Source.choices, initial="guest"
    )


class PlateForm(forms.Form):
    number = forms.CharField(
        label=_("Plate number"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": "湘A·12345", "lang": "zh-Hans"}
        ),
    )
    confirmed = forms.BooleanField(label=_("Non-standard plate"), required=False)


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("What for"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    secret = forms.CharField(
        label=_("Quick code or password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class WatchForm(forms.Form):
    on = forms.BooleanField(required=False)
    reason = forms.CharField(
        label=_("Reason for the flag"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
