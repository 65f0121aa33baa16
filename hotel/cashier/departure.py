"""Nobody leaves with an open bill: what the cashier says when a guest checks out."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hotel.cashier.enums import FolioStatus
from hotel.cashier.models import Folio
from hotel.cashier.posting import locked_folio
from hotel.cashier.selectors import ZERO, balance
from hotel.staff.models import User
from hotel.stays import gates

if TYPE_CHECKING:
    from hotel.stays.models import Stay


@gates.register_departure
def bill_is_settled(stay: "Stay") -> str | None:
    """The folio stays locked until the check-out commits, so nothing is posted in between."""
    left = ZERO
    for folio_id in Folio.objects.filter(stay=stay).values_list("pk", flat=True):
        locked_folio(folio_id)
        left += balance(folio_id)
    if not left:
        return None
    if left > 0:
        return _("The bill is not settled: ¥ %(left)s is owed.") % {"left": f"{left:,.2f}"}
    return _("¥ %(left)s is still to be given back to the guest.") % {"left": f"{-left:,.2f}"}


@gates.after_departure
def close_the_bill(stay: "Stay", by: User) -> None:
    Folio.objects.filter(stay=stay).update(status=FolioStatus.CLOSED)


@gates.after_return
def reopen_the_bill(stay: "Stay", by: User) -> None:
    """The guest is back: the bill takes charges again."""
    Folio.objects.filter(stay=stay, status=FolioStatus.CLOSED).update(status=FolioStatus.OPEN)
