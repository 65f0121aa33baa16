"""A VIP's account runs high: the assistant manager alone is told, the guest is never asked (B1.4 催押)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotel.cashier import selectors as ledger
from hotel.notifications.announce import ACTION, News, announce
from hotel.notifications.words import say
from hotel.stays import selectors as stays

if TYPE_CHECKING:
    from hotel.journal.models import Entry

_LINE = "cashier.line:"

say(
    "vip.account_high",
    title=_("VIP in %(room)s owes ¥%(owed)s"),
    body=_("For the assistant manager only: speak to the host or the payer, never to the guest."),
    discreet=_("A VIP's account runs high"),
)


@announce("folio.charged")
def account_is_high(entry: "Entry") -> Iterable[News]:
    """Told once, by the charge that takes the debt over the price of one night (handbook C4 D09)."""
    stay = stays.stay(entry.data["stay"])
    if not (stay.guest.vip_level and stay.rate):
        return
    line_id = next(
        (int(ref.removeprefix(_LINE)) for ref in entry.about if ref.startswith(_LINE)), None
    )
    folio = ledger.folio_of_stay(stay.pk)
    if not (line_id and folio):
        return
    owed = ledger.balance_upto(folio.pk, line_id)
    if owed - Decimal(entry.data["amount"]) <= stay.rate < owed:
        yield News(
            "vip.account_high",
            params={"room": stay.room.number if stay.room else "", "owed": f"{owed:.2f}"},
            url=reverse("cashier:folio", args=[folio.pk]),
            level=ACTION,
            roles=("assistant_manager",),
            confidential=True,
        )
