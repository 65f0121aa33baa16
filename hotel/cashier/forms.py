"""The forms of the till. Each carries a key, so that a second press finds the first one's line."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.cashier.enums import Method
from hotel.cashier.models import Line
from hotel.cashier.posting import MovedOn
from hotel.cashier.selectors import ZERO, refundable
from hotel.web.forms import add_refusal
from hotel.web.refusals import Refused

T = TypeVar("T")


class MoneyInput(forms.NumberInput):
    def __init__(self) -> None:
        super().__init__(attrs={"step": "0.01", "min": "0.01", "inputmode": "decimal"})


def _amount(label: Any = None, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label or _("Amount"), max_digits=12, decimal_places=2, widget=MoneyInput, **more
    )


class PostingForm(forms.Form):
    """`key` makes the posting count once; `seen` is the last line the clerk had before the eyes."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def fresh(cls, seen: int | None = None, **initial: Any) -> Any:
        return cls(initial={"key": uuid4(), "seen": seen, **initial}, auto_id=cls.auto_ids())

    @classmethod
    def typed(cls, data: Any) -> Any:
        return cls(data, auto_id=cls.auto_ids())

    @classmethod
    def auto_ids(cls) -> str:
        """Several of them stand on one page."""
        return f"{cls.__name__.removesuffix('Form').lower()}_%s"

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes, by its own names."""
        facts = dict(self.cleaned_data)
        return {**facts, "key": f"form:{facts['key']}"}

    def send(self, act: Callable[[dict[str, Any]], T]) -> T | None:
        """What `act` has made of the form, or None with the reason on the form.

        After somebody was faster what was typed stays, and the next press knows of their line.
        """
        if not self.is_valid():
            return None
        try:
            return act(self.given)
        except MovedOn as moved:
            self.data = {**{name: self.data[name] for name in self.data}, "seen": str(moved.last)}
            add_refusal(self, moved)
        except Refused as refusal:
            add_refusal(self, refusal)
        return None


class ChargeForm(PostingForm):
    description = forms.CharField(label=_("What for"), max_length=160)
    amount = _amount()


class DepositForm(PostingForm):
    amount = _amount()
    method = forms.ChoiceField(label=_("Paid by"), choices=Method.choices)


class PaymentForm(DepositForm):
    tendered = _amount(_("Cash received"), required=False)


class RefundForm(PostingForm):
    amount = _amount()
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def of(cls, line: Line, owed: Decimal, seen: int) -> "RefundForm":
        """Proposes what the guest has too much, as far as this line still holds it."""
        most = refundable(line.pk)
        return cls.fresh(seen, amount=min(most, -owed) if owed < ZERO else most)  # type: ignore[no-any-return]


class GiveBackForm(PostingForm):
    """One press gives back all the guest has too much, each part the way it came."""


class ReversalForm(PostingForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
