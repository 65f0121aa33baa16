"""What staff type: at the door, at the lock, on their own page, into the roster."""

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.staff.models import Department, Duty, User
from hotel.web import clock
from hotel.web.widgets import DayInput


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Staff number"),
        max_length=32,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autofocus": True,
                "class": "num",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    @property
    def credentials(self) -> dict[str, str]:
        return {
            "username": self.cleaned_data["username"],
            "password": self.cleaned_data["password"],
        }


class UnlockForm(forms.Form):
    secret = forms.CharField(
        label=_("Quick code or password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class TasteForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=User.Language.choices, widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(
        label=_("Colours"), choices=User.Theme.choices, widget=forms.RadioSelect
    )
    density = forms.ChoiceField(
        label=_("Row height"),
        choices=User.Density.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    rings = forms.BooleanField(label=_("Sound when a notice comes"), required=False)

    @classmethod
    def of(cls, user: User) -> "TasteForm":
        return cls(initial={name: getattr(user, name) for name in cls.base_fields})


class QuickCodeForm(forms.Form):
    prefix = "quick"
    code = forms.CharField(
        label=_("New quick code"),
        required=False,
        max_length=6,
        help_text=_("Four to six digits. Empty takes the quick code away."),
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password", "inputmode": "numeric", "class": "num"}
        ),
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    prefix = "pass"
    old = forms.CharField(
        label=_("Present password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        help_text=_("At least eight characters, not a common word, not your number or name."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("password") != given.get("again") and "again" in given:
            self.add_error("again", _("The two new passwords differ."))
        return given


class DutyForm(forms.Form):
    """One person, one shift, one day."""

    user = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.none(),
        error_messages={"invalid_choice": _("Choose somebody who works in this department.")},
    )
    shift = forms.ChoiceField(label=_("Shift"), choices=Duty.Shift.choices)
    day = forms.DateField(label=_("Day"), widget=DayInput)

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = cast("forms.ModelChoiceField[User]", self.fields["user"])
        people.queryset = User.objects.filter(is_active=True, department=department)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < clock.today() - timedelta(days=1):
            raise forms.ValidationError(_("This day is past: the roster plans ahead."))
        if day > clock.today() + timedelta(days=366):
            raise forms.ValidationError(_("At most a year ahead."))
        return day
