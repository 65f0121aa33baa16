"""The check-in form and the walk-in form beside the persons: room, deposit, signature, keys."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.enums import Place
from frontdesk.services import Deposit
from hotel.cashier.enums import Method
from hotel.rooms import selectors as house
from hotel.web.widgets import DayInput

NO_DEPOSIT = ""


class CheckInForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    room = forms.IntegerField(
        label=_("Room"),
        error_messages={"required": _("Choose a room."), "invalid": _("Choose a room.")},
    )
    override_reason = forms.CharField(
        label=_("Why a VIP moves into a room nobody inspected"), max_length=200, required=False
    )
    deposit = forms.DecimalField(
        label=_("Deposit ¥"),
        max_digits=12,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num text-end"}),
    )
    method = forms.ChoiceField(
        label=pgettext_lazy("deposit", "How"), choices=Method.choices, initial=Method.WECHAT
    )
    waive_reason = forms.CharField(label=_("No deposit because"), max_length=200, required=False)
    plates = forms.CharField(
        label=_("Plates"), max_length=80, required=False, help_text=_("Several: with commas.")
    )
    # In the room the guest signs on the tablet, once everybody is registered: nothing to tick yet.
    sign_later = forms.BooleanField(required=False, widget=forms.HiddenInput)
    signed = forms.BooleanField(
        label=_("The guest has signed the registration form"), required=False
    )
    keys = forms.IntegerField(label=_("Key cards"), min_value=1, max_value=9, initial=1)
    place = forms.ChoiceField(
        label=pgettext_lazy("check-in", "Where"), choices=Place.choices, initial=Place.DESK
    )
    note = forms.CharField(label=_("Note"), max_length=400, required=False)

    def clean_signed(self) -> bool:
        if self.cleaned_data.get("sign_later"):
            return False
        if not self.cleaned_data["signed"]:
            raise forms.ValidationError(_("The guest signs the registration form first."))
        return True

    @property
    def signs_later(self) -> bool:
        """Whether the form was opened for a registration in the room."""
        return str(self["sign_later"].value()) == "True"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sign_later"):
            cleaned["place"] = Place.ROOM
        wants_none = bool((cleaned.get("waive_reason") or "").strip())
        if "deposit" in cleaned and not cleaned["deposit"] and not wants_none:
            self.add_error("deposit", _("Take a deposit, or say why there is none."))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What `services.check_in` takes, without the stay, the persons and the actor."""
        typed = self.cleaned_data
        waived = typed["waive_reason"].strip()
        return {
            "form_token": typed["token"],
            "room_id": typed["room"],
            "deposit": None if waived else Deposit(typed["deposit"] or Decimal(0), typed["method"]),
            "waive_reason": waived,
            "override_reason": typed["override_reason"],
            "plates": typed["plates"].replace("，", ",").split(","),
            "signed": typed["signed"],
            "keys": typed["keys"],
            "place": typed["place"],
            "note": typed["note"],
        }


class WalkInForm(CheckInForm):
    """The same, and what is sold: until when, which type, for how many, at what rate."""

    departure = forms.DateField(label=_("Departure"), widget=DayInput())
    room_type: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Room type"), queryset=None, error_messages={"required": _("Choose a room type.")}
    )
    adults = forms.IntegerField(label=_("Adults"), min_value=1, max_value=9, initial=1)
    children = forms.IntegerField(label=_("Children"), min_value=0, max_value=9, initial=0)
    rate = forms.DecimalField(
        label=_("Rate a night"),
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Empty: the rack rate."),
    )
    requests = forms.CharField(label=_("Special requests"), max_length=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room_type"].queryset = house.types()  # type: ignore[attr-defined]

    def clean_departure(self) -> Any:
        day = self.cleaned_data["departure"]
        if not 2000 <= day.year <= 2999:
            raise forms.ValidationError(_("Check the year."))
        return day

    @property
    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        sold = ("departure", "adults", "children", "rate", "requests")
        walked_in = super().facts | {name: typed[name] for name in sold}
        return walked_in | {"room_type_id": typed["room_type"].pk}
