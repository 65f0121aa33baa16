"""The folio on the stay page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hotel.cashier.enums import Kind
from hotel.cashier.selectors import ZERO, lines_told, money_of_stays
from hotel.staff.models import User
from hotel.stays import cards

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def folio_card(stay: "Stay", viewer: User) -> Mapping[str, Any] | None:
    money = money_of_stays([stay.pk]).get(stay.pk)
    posted = lines_told(money.folio_id) if money else []
    return {
        "folio": money,
        "lines": posted,
        "balance": money.balance if money else ZERO,
        "deposit": money.deposit if money else ZERO,
        "undone": {line.refers_to_id for line in posted if line.kind == Kind.REVERSAL},
        "may_open": stay.status == "in_house" and viewer.has_perm("cashier.post_charge"),
    }


cards.register(
    cards.Card("folio", "stays/_folio.html", "cashier.view_folio", folio_card, at_once=True)
)
