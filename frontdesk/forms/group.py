"""The group's check-in: what counts for all rooms, and a row for each."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.group import Row
from frontdesk.services import Deposit, Member
from hotel.cashier.enums import Method

MOST_KEYS = 9


class GroupForm(forms.Form):
    """Deposit, signature, note: said once for all rooms."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    deposit = forms.DecimalField(
        label=_("Deposit for each room ¥"),
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num text-end"}),
    )
    method = forms.ChoiceField(
        label=pgettext_lazy("deposit", "How"), choices=Method.choices, initial=Method.WECHAT
    )
    waive_reason = forms.CharField(label=_("No deposit because"), max_length=200, required=False)
    signed = forms.BooleanField(label=_("The group's leader has signed the list"), required=False)
    note = forms.CharField(label=_("Note"), max_length=400, required=False)

    def clean_signed(self) -> bool:
        if not self.cleaned_data["signed"]:
            raise forms.ValidationError(_("The group's leader signs the list first."))
        return True

    @property
    def facts(self) -> dict[str, Any]:
        """What `services.check_in_group` takes besides the reservation, the rooms and the actor."""
        typed = self.cleaned_data
        waived = typed["waive_reason"].strip()
        amount = typed["deposit"] or Decimal(0)
        return {
            "form_token": typed["token"],
            "deposit": Deposit(amount, typed["method"]) if amount and not waived else None,
            "waive_reason": waived,
            "signed": typed["signed"],
            "note": typed["note"],
        }


class RowForm(forms.Form):
    """One room of the group."""

    go = forms.BooleanField(label=_("Let in"), required=False)
    # Any number: a room that somebody else took meanwhile is the service's to refuse.
    room = forms.IntegerField(label=_("Room"), required=False, widget=forms.Select)
    keys = forms.IntegerField(
        label=_("Key cards"), min_value=1, max_value=MOST_KEYS, required=False
    )
    why = forms.CharField(
        label=_("Why a VIP moves into a room nobody inspected"), max_length=200, required=False
    )

    def __init__(self, data: Mapping[str, Any] | None, row: Row) -> None:
        proposed = row.proposed
        stay = row.stay
        held = stay.room
        initial = {
            "go": row.ready,
            "room": proposed.pk if proposed else (held.pk if held else ""),
            "keys": min(max(stay.adults, 1), MOST_KEYS),
        }
        super().__init__(data, prefix=f"s{stay.pk}", initial=initial)
        self.row = row
        self.told: list[str] = []
        choices = [(str(room.pk), f"{room.number} {room.code}") for room in row.rooms]
        if held is not None:
            choices.insert(0, (str(held.pk), f"{held.number} {held.code}"))
        self.fields["room"].widget.choices = [("", "—"), *choices]

    @property
    def member(self) -> Member | None:
        """The room as ticked; None where it was not, or where something typed is wrong."""
        if not self.is_valid() or not self.cleaned_data["go"]:
            return None
        typed = self.cleaned_data
        return Member(
            stay_id=self.row.stay.pk,
            room_id=typed.get("room"),
            keys=typed.get("keys") or self.initial["keys"],
            override_reason=typed.get("why") or "",
        )


class RoomsForm:
    """The rows of the group, together."""

    def __init__(self, data: Mapping[str, Any] | None, rows: Sequence[Row]) -> None:
        self.forms = [RowForm(data if row.due else None, row) for row in rows]

    def is_valid(self) -> bool:
        """Every ticked row is asked, so that everything wrong is told at once."""
        bound = [form for form in self.forms if form.is_bound]
        return all(form.is_valid() or not form["go"].value() for form in bound)

    @property
    def members(self) -> list[Member]:
        asked = [form.member for form in self.forms if form.is_bound]
        return [member for member in asked if member is not None]
