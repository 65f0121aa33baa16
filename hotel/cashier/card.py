"""The folio on the stay page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hotel.cashier.enums import Kind
from hotel.cashier.selectors import ZERO, folio_of_stay, lines
from hotel.staff.models import User
from hotel.stays import cards

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def folio_card(stay: "Stay", viewer: User) -> Mapping[str, Any] | None:
    folio = folio_of_stay(stay.pk)
    posted = list(lines(folio.pk)) if folio else []
    return {
        "folio": folio,
        "lines": posted,
        "balance": sum((line.amount for line in posted), ZERO),
        "undone": {line.refers_to_id for line in posted if line.kind == Kind.REVERSAL},
    }


cards.register(cards.Card("folio", "stays/_folio.html", "cashier.view_folio", folio_card, sort=20))
