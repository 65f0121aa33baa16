"""The bill as its page and its print show it: lines with a running sum, and what may be done to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hotel.cashier.authority import may_reverse
from hotel.cashier.enums import RECEIPTS, FolioStatus, Kind
from hotel.cashier.models import Folio, Line
from hotel.cashier.selectors import ZERO, lines
from hotel.staff.models import User


@dataclass(frozen=True)
class Row:
    """`left` is what of a receipt may still be given back; `runs` the balance after the line."""

    line: Line
    runs: Decimal
    left: Decimal
    undone: bool
    may_refund: bool
    may_reverse: bool


@dataclass(frozen=True)
class Bill:
    """A folio as one viewer reads it."""

    folio: Folio
    rows: list[Row]

    @classmethod
    def of(cls, folio: Folio, viewer: User) -> "Bill":
        """Two queries: the lines, and the viewer's roles."""
        return cls(folio, list(_rows(folio, list(lines(folio.pk)), viewer)))

    @property
    def balance(self) -> Decimal:
        return self.rows[-1].runs if self.rows else ZERO

    @property
    def last(self) -> int:
        """The last line's number, 0 for an empty bill: what a form has seen."""
        return self.rows[-1].line.pk if self.rows else 0

    @property
    def is_open(self) -> bool:
        return self.folio.status == FolioStatus.OPEN

    @property
    def deposit(self) -> Decimal:
        """What the house still holds of the deposits."""
        return sum((row.left for row in self.rows if row.line.kind == Kind.DEPOSIT), ZERO)

    @property
    def charged(self) -> Decimal:
        return sum((row.line.amount for row in self.rows if _is_charge(row.line)), ZERO)

    @property
    def paid(self) -> Decimal:
        """What was received and not given back."""
        return self.charged - self.balance

    @property
    def returnable(self) -> list[Row]:
        """Receipts of which something is left, deposits first."""
        held = [row for row in self.rows if row.left > 0]
        return sorted(held, key=lambda row: row.line.kind != Kind.DEPOSIT)


def _is_charge(line: Line) -> bool:
    undone = line.refers_to
    return line.kind == Kind.CHARGE or (undone is not None and undone.kind == Kind.CHARGE)


def _rows(folio: Folio, posted: list[Line], viewer: User) -> Iterator[Row]:
    reversed_ids = {line.refers_to_id for line in posted if line.kind == Kind.REVERSAL}
    given: dict[int, Decimal] = {}
    for line in posted:
        if line.refers_to_id and line.pk not in reversed_ids:
            given[line.refers_to_id] = given.get(line.refers_to_id, ZERO) + line.amount
    is_open = folio.status == FolioStatus.OPEN
    refunds = is_open and viewer.has_perm("cashier.refund")
    undoes = is_open and viewer.has_perm("cashier.reverse")
    runs = ZERO
    for line in posted:
        runs += line.amount
        receipt = line.kind in RECEIPTS
        undone = line.pk in reversed_ids
        left = -line.amount - given.get(line.pk, ZERO) if receipt else ZERO
        untouched = (
            not undone and line.kind != Kind.REVERSAL and (not receipt or left == -line.amount)
        )
        yield Row(
            line,
            runs,
            left,
            undone,
            may_refund=refunds and left > 0,
            may_reverse=undoes and untouched and may_reverse(viewer, line.amount),
        )
