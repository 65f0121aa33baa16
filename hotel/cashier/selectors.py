"""What a folio says."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Q, QuerySet, Sum

from hotel.cashier.enums import RECEIPTS, FolioStatus, Kind
from hotel.cashier.models import Folio, Line
from hotel.web.prepared import Param, Prepared

ZERO = Decimal("0.00")


def balance(folio_id: int) -> Decimal:
    """What the guest owes; negative is what the hotel owes. CNY."""
    total = Line.objects.filter(folio=folio_id).aggregate(total=Sum("amount"))["total"]
    return total if total is not None else ZERO


_balances = Prepared(
    lambda: (
        Folio.objects.filter(stay__any=Param("stays", ArrayField(BigIntegerField())))
        .order_by()
        .values_list("stay_id")
        .annotate(Sum("lines__amount"))
    )
)


def balances_of_stays(stay_ids: Iterable[int]) -> dict[int, Decimal]:
    """Balances by stay, for lists; stays without a folio are left out. One query."""
    return {stay_id: total or ZERO for stay_id, total in _balances(stays=list(stay_ids))}


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
    return {
        stay_id: Money(pk, number, total or ZERO, -(deposits or ZERO), status == FolioStatus.OPEN)
        for stay_id, pk, number, status, total, deposits in _money(stays=list(stay_ids))
    }


_OF_DEPOSITS = (
    Q(lines__kind=Kind.DEPOSIT)
    | Q(lines__refers_to__kind=Kind.DEPOSIT)
    | Q(lines__refers_to__refers_to__kind=Kind.DEPOSIT)
)
_money = Prepared(
    lambda: (
        Folio.objects.filter(stay_id__any=Param("stays", ArrayField(BigIntegerField())))
        .order_by()
        .annotate(total=Sum("lines__amount"), deposits=Sum("lines__amount", filter=_OF_DEPOSITS))
        .values_list("stay_id", "pk", "number", "status", "total", "deposits")
    ),
)
_lines = Prepared(
    lambda: (
        Line.objects.filter(folio_id=Param("folio", BigIntegerField()))
        .select_related("posted_by")
        .order_by("id")
    ),
)


NIGHT = "room-night-"


def night_key(stay_id: int, night: date) -> str:
    """The key that lets a night be charged once."""
    return f"{NIGHT}{stay_id}-{night.isoformat()}"


def nights_posted(stay_ids: Iterable[int]) -> dict[int, set[date]]:
    """The nights charged by `services.charge_night`, by stay, also those reversed. One query."""
    return {
        stay_id: {date.fromisoformat(key[-10:]) for key in keys}
        for stay_id, keys in posted_under(stay_ids, NIGHT).items()
    }


def posted_under(stay_ids: Iterable[int], *prefixes: str) -> dict[int, dict[str, Decimal]]:
    """What was posted under idempotency keys that begin like these: amounts by key, by stay, also
    of lines reversed since. One query."""
    wanted = Q()
    for prefix in prefixes:
        wanted |= Q(idempotency_key__startswith=prefix)
    rows = Line.objects.filter(wanted, folio__stay__in=list(stay_ids))
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for stay_id, key, amount in rows.values_list("folio__stay_id", "idempotency_key", "amount"):
        found[stay_id][key] = amount
    return dict(found)


def room_revenue(night: date) -> Decimal:
    """What one night's room charges come to, less what was undone of them. CNY."""
    of_night = Q(idempotency_key__startswith=NIGHT, idempotency_key__endswith=f"-{night}")
    undone = Q(
        refers_to__idempotency_key__startswith=NIGHT,
        refers_to__idempotency_key__endswith=f"-{night}",
    )
    return _sum(Line.objects.filter(of_night | undone)) or ZERO


def line(line_id: int) -> Line:
    """Raises `Line.DoesNotExist`."""
    found = Line.objects.select_related("folio__stay__guest", "posted_by", "refers_to")
    return found.get(pk=line_id)


def lines_told(folio_id: int) -> list[Line]:
    """The lines in the order they were posted, with who posted them. One query."""
    return _lines(folio=folio_id)


def lines(folio_id: int) -> QuerySet[Line]:
    """The lines in the order they were posted, with who posted them."""
    return Line.objects.filter(folio=folio_id).select_related("posted_by", "refers_to")


def balance_upto(folio_id: int, line_id: int) -> Decimal:
    """What the guest owed when this line was posted, with it. CNY."""
    upto = Line.objects.filter(folio=folio_id, pk__lte=line_id)
    return upto.aggregate(total=Sum("amount"))["total"] or ZERO


def folio(folio_id: int) -> Folio:
    """Raises `Folio.DoesNotExist`."""
    return Folio.objects.select_related("stay__reservation", "stay__guest").get(pk=folio_id)


def folio_of_stay(stay_id: int) -> Folio | None:
    return (
        Folio.objects.select_related("stay__reservation", "stay__guest")
        .filter(stay=stay_id)
        .first()
    )


def deposit_taken(stay_id: int) -> bool:
    """Whether a deposit slip is in the guest's hands: a deposit that was not reversed."""
    taken = Line.objects.filter(folio__stay=stay_id, kind=Kind.DEPOSIT)
    return taken.exclude(undone_by__kind=Kind.REVERSAL).exists()


def charged(stay_id: int) -> Decimal:
    """What the stay was charged, less what was reversed of it. CNY."""
    of_charges = Q(kind=Kind.CHARGE) | Q(refers_to__kind=Kind.CHARGE)
    return _sum(Line.objects.filter(of_charges, folio__stay=stay_id)) or ZERO


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


def parts_to_return(folio_id: int) -> list[tuple[Line, Decimal]]:
    """How the guest's surplus would go back: lines and amounts, deposits first, latest first."""
    left = -balance(folio_id)
    received = Line.objects.filter(folio=folio_id, kind__in=RECEIPTS).select_related("folio")
    ordered = sorted(received, key=lambda line: (line.kind != Kind.DEPOSIT, -line.pk))
    parts = []
    for line in ordered:
        amount = min(refundable(line.pk), left)
        if amount > 0:
            parts.append((line, amount))
            left -= amount
    return parts


def _sum(rows: QuerySet[Line]) -> Decimal | None:
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return total
