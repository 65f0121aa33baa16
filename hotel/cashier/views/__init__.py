from hotel.cashier.views.printing import bill, slip
from hotel.cashier.views.reading import folio, folios, of_stay, open_bill
from hotel.cashier.views.till import charge, deposit, pay, refund, reverse

__all__ = [
    "bill",
    "charge",
    "deposit",
    "folio",
    "folios",
    "of_stay",
    "open_bill",
    "pay",
    "refund",
    "reverse",
    "slip",
]
