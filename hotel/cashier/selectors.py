"""What a folio says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from hotel.cashier.enums import RECEIPTS, FolioStatus, Kind
from hotel.cashier.models import Folio, Line

ZERO = Decimal("0.00")


def balance(folio_id: int) -> Decimal:
    """What the guest owes; negative is what the hotel owes. CNY."""
    total = Line.objects.filter(folio=folio_id).aggregate(total=Sum("amount"))["total"]
    return total if total is not None else ZERO


def balances_of_stays(stay_ids: Iterable[int]) -> dict[int, Decimal]:
    """Balances by stay, for lists; stays without a folio are left out. One query."""
    rows = Folio.objects.filter(stay__in=list(stay_ids)).annotate(total=Sum("lines__amount"))
    return {folio.stay_id: folio.total or ZERO for folio in rows}


@dataclass(frozen=True)
class Money:
    """How a stay stands: `balance` is owed by the guest (below nothing: by the hotel), `deposit` is
    what the house still holds of the deposits. CNY."""

    folio_id: int
    number: str
    balance: Decimal
    deposit: Decimal
    is_open: bool

    @property
    def left(self) -> Decimal:
        """What the guest may still spend before money is short."""
        return -self.balance


def money_of_stays(stay_ids: Iterable[int]) -> dict[int, Money]:
    """How each of these stays stands; those without a folio are left out. One query."""
    of_deposits = (
        Q(lines__kind=Kind.DEPOSIT)
        | Q(lines__refers_to__kind=Kind.DEPOSIT)
        | Q(lines__refers_to__refers_to__kind=Kind.DEPOSIT)
    )
    rows = Folio.objects.filter(stay__in=list(stay_ids)).annotate(
        total=Sum("lines__amount"), deposits=Sum("lines__amount", filter=of_deposits)
    )
    return {
        folio.stay_id: Money(
            folio.pk,
            folio.number,
            folio.total or ZERO,
            -(folio.deposits or ZERO),
            folio.status == FolioStatus.OPEN,
        )
        for folio in rows
    }


NIGHT = "room-night-"


def night_key(stay_id: int, night: date) -> str:
    """The key that lets a night be charged once."""
    return f"{NIGHT}{stay_id}-{night.isoformat()}"


def nights_posted(stay_ids: Iterable[int]) -> dict[int, set[date]]:
    """The nights charged by `services.charge_night`, by stay, also those reversed. One query."""
    found: dict[int, set[date]] = defaultdict(set)
    posted = Line.objects.filter(
        folio__stay__in=list(stay_ids), idempotency_key__startswith=NIGHT
    ).values_list("folio__stay_id", "idempotency_key")
    for stay_id, key in posted:
        found[stay_id].add(date.fromisoformat(key[-10:]))
    return dict(found)


def line(line_id: int) -> Line:
    """Raises `Line.DoesNotExist`."""
    found = Line.objects.select_related("folio__stay__guest", "posted_by", "refers_to")
    return found.get(pk=line_id)


def lines(folio_id: int) -> QuerySet[Line]:
    """The lines in the order they were posted, with who posted them."""
    return Line.objects.filter(folio=folio_id).select_related("posted_by", "refers_to")


def folio(folio_id: int) -> Folio:
    """Raises `Folio.DoesNotExist`."""
    return Folio.objects.select_related("stay__reservation", "stay__guest").get(pk=folio_id)


def folio_of_stay(stay_id: int) -> Folio | None:
    return (
        Folio.objects.select_related("stay__reservation", "stay__guest")
        .filter(stay=stay_id)
        .first()
    )


def received(folio_id: int) -> Decimal:
    """Money taken and not given back: deposits and payments less refunds and reversals. CNY."""
    taken = Line.objects.filter(folio=folio_id, kind__in=RECEIPTS)
    undone = Line.objects.filter(folio=folio_id, refers_to__kind__in=(*RECEIPTS, Kind.REFUND))
    total = (_sum(taken) or ZERO) + (_sum(undone) or ZERO)
    return -total


def refundable(line_id: int) -> Decimal:
    """What may still be given back of a deposit or payment. CNY."""
    line = Line.objects.get(pk=line_id)
    if line.kind not in RECEIPTS:
        return ZERO
    given_back = Line.objects.filter(refers_to=line).exclude(undone_by__kind=Kind.REVERSAL)
    return -line.amount - (_sum(given_back) or ZERO)


def _sum(rows: QuerySet[Line]) -> Decimal | None:
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return total
