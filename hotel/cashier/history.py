"""The bills of past stays in bulk, and what must always be true of the ledger."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import connection

from hotel.cashier.enums import FolioStatus, Kind, Method
from hotel.cashier.models import Folio, Line
from hotel.cashier.opening import draw_numbers
from hotel.staff.models import User
from hotel.stays import history
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.stays.models import Stay

BATCH = 1000


@history.bring_along
def write_bills(stays: "Sequence[Stay]", by: User) -> None:
    """For each stay a closed folio: a charge for each night (once for a day use), one payment."""
    folios = Folio.objects.bulk_create(
        [
            Folio(stay=stay, number=number)
            for stay, number in zip(stays, draw_numbers(len(stays)), strict=True)
        ],
        batch_size=BATCH,
    )
    lines = [line for folio in folios for line in _lines(folio, by)]
    Line.objects.bulk_create(lines, batch_size=BATCH)
    Folio.objects.filter(pk__in=[folio.pk for folio in folios]).update(status=FolioStatus.CLOSED)


def _lines(folio: Folio, by: User) -> list[Line]:
    stay = folio.stay
    count = max(stay.nights, 1)
    total = stay.rate * count
    if not total:
        return []
    charges = [
        _line(folio, Kind.CHARGE, stay.rate, f"N{night}", by, night=night) for night in range(count)
    ]
    return [*charges, _line(folio, Kind.PAYMENT, -total, "P", by, night=stay.nights)]


def _line(folio: Folio, kind: Kind, amount: Decimal, key: str, by: User, *, night: int) -> Line:
    stay = folio.stay
    day = stay.arrival + history.ONE_DAY * night
    return Line(
        folio=folio,
        kind=kind,
        amount=amount,
        description=ROOM_CHARGE if kind == Kind.CHARGE else kind.value,
        business_date=day,
        method=METHODS[stay.guest_id % len(METHODS)] if kind == Kind.PAYMENT else "",
        idempotency_key=f"past:{stay.pk}:{key}",
        request_hash="past",
        posted_by=by,
        posted_at=stay.departed_at or clock.now(),
    )


ROOM_CHARGE = "房费"
METHODS = (Method.WECHAT, Method.ALIPAY, Method.CARD, Method.CASH)


@history.invariant
def ledger_is_sound() -> list[str]:
    problems = []
    with connection.cursor() as cursor:
        for said, query in INVARIANTS.items():
            cursor.execute(query)
            problems += [f"{said}: {', '.join(map(str, row))}" for row in cursor.fetchall()]
    return problems


INVARIANTS = {
    "left with an open bill": """
        SELECT s.id, sum(l.amount) FROM stays_stay s
          JOIN cashier_folio f ON f.stay_id = s.id JOIN cashier_line l ON l.folio_id = f.id
         WHERE s.status = 'departed' GROUP BY s.id HAVING sum(l.amount) <> 0""",
    "more given back than received": """
        SELECT p.id, sum(r.amount) FROM cashier_line p
          JOIN cashier_line r ON r.refers_to_id = p.id
         WHERE p.kind IN ('deposit', 'payment') AND NOT EXISTS (
               SELECT 1 FROM cashier_line u WHERE u.refers_to_id = r.id AND u.kind = 'reversal')
         GROUP BY p.id, p.amount HAVING sum(r.amount) > -p.amount""",
    "undone on another bill": """
        SELECT l.id FROM cashier_line l JOIN cashier_line u ON u.id = l.refers_to_id
         WHERE l.folio_id <> u.folio_id""",
    "left, but the bill is open": """
        SELECT f.id FROM cashier_folio f JOIN stays_stay s ON s.id = f.stay_id
         WHERE s.status = 'departed' AND f.status = 'open'""",
}
