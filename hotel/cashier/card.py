"""The folio on the stay page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hotel.cashier.enums import Kind
from hotel.cashier.selectors import ZERO, folio_of_stay, lines, money_of_stays
from hotel.staff.models import User
from hotel.stays import cards

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def folio_card(stay: "Stay", viewer: User) -> Mapping[str, Any] | None:
    folio = folio_of_stay(stay.pk)
    posted = list(lines(folio.pk)) if folio else []
    money = money_of_stays([stay.pk]).get(stay.pk)
    return {
        "folio": folio,
        "lines": posted,
        "balance": money.balance if money else ZERO,
        "deposit": money.deposit if money else ZERO,
        "undone": {line.refers_to_id for line in posted if line.kind == Kind.REVERSAL},
        "may_open": stay.status == "in_house" and viewer.has_perm("cashier.post_charge"),
    }


cards.register(cards.Card("folio", "stays/_folio.html", "cashier.view_folio", folio_card, sort=20))
