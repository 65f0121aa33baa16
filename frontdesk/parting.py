"""The check-out page: how far it is, what stands in the way, what is said now."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from frontdesk import lines
from frontdesk.departures import Leaving, leaving
from frontdesk.models import CheckOut, InvoiceRequest
from frontdesk.selectors.dues import House
from frontdesk.selectors.invoices import left_to_invoice
from hotel.cashier.bill import Bill
from hotel.cashier.selectors import deposit_taken, folio_of_stay, parts_to_return
from hotel.staff.models import User
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.cashier.models import Line
    from hotel.stays.models import Stay


@dataclass(frozen=True)
class Check:
    """One thing to be settled before the guest may go. `place` is the id of what settles it."""

    text: str
    done: bool
    place: str


@dataclass(frozen=True)
class Parting:
    """A guest at the counter, leaving."""

    stay: "Stay"
    viewer: User
    house: House

    @cached_property
    def row(self) -> Leaving:
        return leaving([self.stay], self.house)[0]

    @cached_property
    def bill(self) -> Bill | None:
        folio = folio_of_stay(self.stay.pk)
        return Bill.of(folio, self.viewer) if folio else None

    @property
    def balance(self) -> Decimal:
        return self.bill.balance if self.bill else Decimal(0)

    @property
    def inspection(self) -> Any:
        return self.row.inspection

    @property
    def inspected(self) -> bool:
        return self.inspection is not None and not self.inspection.is_open

    @property
    def inspection_due(self) -> datetime | None:
        """When the floor should have answered."""
        if self.inspection is None or not self.inspection.is_open:
            return None
        asked: datetime = self.inspection.requested_at
        return asked + clock.minutes(self.house.rules.inspection_minutes)

    @cached_property
    def returns(self) -> "list[tuple[Line, Decimal]]":
        """What goes back to the guest, and the way it came."""
        return parts_to_return(self.bill.folio.pk) if self.bill and self.balance < 0 else []

    @cached_property
    def has_slip(self) -> bool:
        return deposit_taken(self.stay.pk)

    @cached_property
    def invoices(self) -> list[InvoiceRequest]:
        return list(InvoiceRequest.objects.filter(stay=self.stay))

    @cached_property
    def to_invoice(self) -> Decimal:
        return left_to_invoice(self.stay.pk)

    @property
    def checks(self) -> list[Check]:
        """What the counter itself can see, in the order it is done."""
        owed = self.balance
        return [
            Check(_("Room inspected, or waived"), self.inspected, "inspect-act"),
            Check(_("Everything is charged"), not self.row.dues, "due-act"),
            Check(
                _("Money given back") if owed < 0 else _("Bill at zero"), owed == 0, "settle-act"
            ),
        ]

    @property
    def left(self) -> int:
        return sum(not check.done for check in self.checks)

    @property
    def say(self) -> lines.Line:
        """The line that belongs to the first open step."""
        if self.inspection is None:
            return lines.ASK
        if not self.inspected:
            return lines.INSPECT
        if self.row.dues:
            return lines.BILL
        return lines.SETTLE if self.balance else lines.RETURN


def left_record(stay_id: int) -> CheckOut | None:
    """The record of a guest who has left through the counter."""
    return CheckOut.objects.select_related("done_by", "approved_by").filter(stay=stay_id).first()
