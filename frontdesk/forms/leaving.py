"""The forms of the check-out."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.enums import InvoiceKind, Offered
from frontdesk.parting import Parting
from hotel.staff.models import User

STARS = (("5", "5"), ("4", "4"), ("3", "3"), ("2", "2"), ("1", "1"))
APPROVER = ("approver", "approver_password")


class LeaveForm(forms.Form):
    """What is asked, handed back and said when a guest leaves (handbook A1.18–A1.24)."""

    form_token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    belongings = forms.BooleanField(
        label=_("All belongings are with the guest"),
        error_messages={"required": _("Ask the guest, then tick it.")},
    )
    keys_returned = forms.IntegerField(label=_("Cards returned"), min_value=0, max_value=99)
    keys_missing_because = forms.CharField(
        label=_("Why a card is missing"), max_length=200, required=False
    )
    slip = forms.ChoiceField(
        label=_("Deposit slip"),
        choices=(
            ("returned", pgettext_lazy("slip", "Returned")),
            ("lost", pgettext_lazy("slip", "Lost")),
        ),
        initial="returned",
        widget=forms.RadioSelect,
        required=False,
    )
    slip_lost_statement = forms.CharField(
        label=_("Statement of the guest about the lost slip"), max_length=400, required=False
    )
    waive_because = forms.CharField(
        label=_("Why it is not charged"), max_length=200, required=False
    )
    approver = forms.CharField(
        label=_("Second person: staff number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    approver_password = forms.CharField(
        label=_("Second person: password"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    rating = forms.TypedChoiceField(
        label=_("Rating"),
        choices=(("", _("not asked")), *STARS),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("The guest's words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    membership = forms.ChoiceField(label=_("Membership"), choices=Offered.choices, required=False)

    def __init__(self, data: Any = None, *, parting: Parting, **more: Any) -> None:
        more.setdefault("auto_id", "leave_%s")
        super().__init__(data, **more)
        if not parting.row.keys:
            self._without("keys_returned", "keys_missing_because")
        if not parting.has_slip:
            self._without("slip", "slip_lost_statement")

    def _without(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    @classmethod
    def fresh(cls, parting: Parting) -> "LeaveForm":
        initial = {
            "form_token": uuid4(),
            "version": parting.stay.version,
            "keys_returned": parting.row.keys,
            "rating": "",
            "membership": Offered.NOT_OFFERED,
        }
        return cls(parting=parting, initial=initial)

    def second_person(self, request: HttpRequest) -> User | None:
        """Who confirms, proved by staff number and password; None where nobody was named.

        Raises nothing: a wrong password stands beside its field. Tries count as at the door.
        """
        number, password = (self.cleaned_data.get(name) or "" for name in APPROVER)
        if not number.strip():
            return None
        person = authenticate(request, username=number.strip(), password=password)
        if isinstance(person, User):
            return person
        self.add_error("approver_password", _("Staff number or password is wrong."))
        return None

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes, but the approver."""
        given = self.cleaned_data
        return {
            "form_token": given["form_token"],
            "keys_returned": given.get("keys_returned") or 0,
            "keys_missing_because": given.get("keys_missing_because", ""),
            "slip_returned": given.get("slip") != "lost",
            "slip_lost_statement": given.get("slip_lost_statement", ""),
            "waive_because": given["waive_because"],
            "rating": given["rating"],
            "comment": given["comment"],
            "membership": given["membership"] or Offered.NOT_OFFERED,
            "seen_version": given["version"],
        }


class WaiveForm(forms.Form):
    reason = forms.CharField(label=_("Why it need not be inspected"), max_length=200)


class InvoiceForm(forms.Form):
    form_token = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind of invoice"),
        choices=[choice for choice in InvoiceKind.choices if choice[0] != InvoiceKind.NONE],
        initial=InvoiceKind.ELECTRONIC,
    )
    buyer_name = forms.CharField(label=_("Invoice title"), max_length=120)
    tax_id = forms.CharField(label=_("Tax number"), max_length=30, required=False)
    deliver_to = forms.CharField(label=_("E-mail or phone"), max_length=120, required=False)
    amount = forms.DecimalField(
        label=_("Amount"),
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.01", "min": "0.01", "inputmode": "decimal"}),
    )

    @classmethod
    def fresh(cls, parting: Parting) -> "InvoiceForm":
        company = parting.stay.reservation.company
        initial = {
            "form_token": uuid4(),
            "amount": parting.to_invoice,
            "buyer_name": company.name if company else "",
        }
        return cls(initial=initial, auto_id="invoice_%s")

    @classmethod
    def typed(cls, data: Any) -> "InvoiceForm":
        return cls(data, auto_id="invoice_%s")


class IssueForm(forms.Form):
    number = forms.CharField(label=_("Invoice number"), max_length=40)
