"""发票: asked for, issued under a number, handed over (handbook A1.22, A1.23, B1.3 invoice title)."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as BadNumber

from frontdesk.enums import InvoiceKind, InvoiceStatus
from frontdesk.models import InvoiceRequest
from frontdesk.selectors.invoices import left_to_invoice
from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays.acts import locked_stay
from hotel.web import clock
from hotel.web.refusals import Refused, Stale
from hotel.web.show import money

# Tax numbers from before the unified code.
OLD_LENGTHS = (15, 20)


@transaction.atomic
def request_invoice(
    stay_id: int,
    *,
    by: User,
    form_token: UUID,
    kind: str,
    buyer_name: str,
    tax_id: str = "",
    deliver_to: str = "",
    amount: Decimal | None = None,
    at: datetime | None = None,
) -> InvoiceRequest:
    """Note down which invoice the guest wants. `amount` CNY, what the bill still allows when None.

    The same `form_token` twice is one request. Raises `Refused` beside the field.
    """
    stay = locked_stay(stay_id)
    made = InvoiceRequest.objects.filter(form_token=form_token).first()
    if made is not None:
        return made
    if kind not in InvoiceKind.values or kind == InvoiceKind.NONE:
        raise Refused(_("Choose one of the list."), field="kind")
    buyer = free_text(buyer_name, "buyer_name", 120)
    if not buyer:
        raise Refused(_("Whose name goes on the invoice?"), field="buyer_name")
    asked = InvoiceRequest.objects.create(
        stay=stay,
        form_token=form_token,
        kind=kind,
        buyer_name=buyer,
        tax_id=checked_tax_id(tax_id, kind),
        deliver_to=free_text(deliver_to, "deliver_to", 120),
        amount=_amount(stay_id, amount),
        requested_at=at or clock.now(),
        requested_by=by,
    )
    _journal("invoice.requested", asked, by)
    return asked


@transaction.atomic
def issue_invoice(invoice_id: int, *, number: str, by: User) -> InvoiceRequest:
    """The invoice is written, under this number."""
    asked = _locked(invoice_id)
    number = free_text(number, "number", 40).upper()
    if asked.status == InvoiceStatus.ISSUED and asked.number == number:
        return asked
    _expect(asked, InvoiceStatus.REQUESTED)
    if not re.fullmatch(r"[0-9A-Z-]{6,40}", number):
        raise Refused(_("An invoice number has digits and capital letters."), field="number")
    asked.status, asked.number = InvoiceStatus.ISSUED, number
    try:
        with transaction.atomic():
            asked.save(update_fields=["status", "number"])
    except IntegrityError as problem:
        raise Refused(
            _("Another invoice has this number already."), field="number", code="used"
        ) from problem
    _journal("invoice.issued", asked, by, changes={"number": ("", number)})
    return asked


@transaction.atomic
def hand_over_invoice(invoice_id: int, *, by: User) -> InvoiceRequest:
    """The guest has the invoice, on paper or sent."""
    asked = _locked(invoice_id)
    if asked.status == InvoiceStatus.HANDED_OVER:
        return asked
    _expect(asked, InvoiceStatus.ISSUED)
    asked.status, asked.handed_over_at = InvoiceStatus.HANDED_OVER, clock.now()
    asked.save(update_fields=["status", "handed_over_at"])
    _journal("invoice.handed_over", asked, by)
    return asked


def checked_tax_id(text: str, kind: str) -> str:
    """The buyer's tax number: a unified credit code with its check character, or an older number of
    15 or 20 digits; private persons have none. Raises `Refused` beside `tax_id`."""
    number = re.sub(r"[\s-]", "", text).upper()
    if not number:
        if kind == InvoiceKind.SPECIAL:
            raise Refused(_("A special invoice needs the buyer's tax number."), field="tax_id")
        return ""
    if len(number) in OLD_LENGTHS and number.isalnum() and number.isascii():
        return number
    try:
        return str(uscc.validate(number))
    except BadNumber as problem:
        raise Refused(
            _("This is no unified credit code: compare all 18 characters."), field="tax_id"
        ) from problem


def is_old_tax_id(number: str) -> bool:
    return len(number) in OLD_LENGTHS


def _amount(stay_id: int, wanted: Decimal | None) -> Decimal:
    left = left_to_invoice(stay_id)
    amount = left if wanted is None else wanted
    if not amount.is_finite() or amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise Refused(_("The amount must be more than zero."), field="amount")
    if amount > left:
        raise Refused(
            _("At most %(left)s of this bill is left for an invoice.") % {"left": money(left)},
            field="amount",
        )
    return amount


def _locked(invoice_id: int) -> InvoiceRequest:
    rows = InvoiceRequest.objects.select_related("stay__reservation", "stay__guest")
    return rows.select_for_update(of=("self",)).get(pk=invoice_id)


def _expect(asked: InvoiceRequest, status: InvoiceStatus) -> None:
    if asked.status != status:
        raise Stale(
            _("This invoice is %(state)s already.") % {"state": asked.get_status_display()},
            theirs={_("state"): asked.get_status_display(), _("number"): asked.number or "—"},
        )


def _journal(verb: str, asked: InvoiceRequest, by: User, changes: Any = None) -> None:
    stay = asked.stay
    record(
        verb,
        asked,
        by=by,
        about=[stay, stay.reservation, stay.guest],
        changes=changes,
        data={"stay": stay.pk, "amount": str(asked.amount), "kind": asked.kind},
        topics=["cashier", f"stays.stay:{stay.pk}"],
    )
