"""A table of figures, and the bars drawn from it: one source for page, CSV and workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hotel.web import show


@dataclass(frozen=True, slots=True)
class Column:
    """kind: text, count, percent (a share 0–1), score (a mean), span (a length of time), money or date."""

    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: its class, how wide in percent, what it counts."""

    kind: str
    width: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    parts: Sequence[Part]
    said: str


@dataclass(frozen=True, slots=True)
class Key:
    """What a kind of part means, for the legend."""

    kind: str
    label: str


@dataclass(frozen=True)
class Table:
    """`code` names it in addresses and files; a cell that is None is not known."""

    code: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    note: str = ""
    bars: Sequence[Bar] = ()
    keys: Sequence[Key] = field(default=())
    long: bool = False

    def shown(self) -> list[list[str]]:
        """The cells as people read them."""
        kinds = [column.kind for column in self.columns]
        return [
            [shown(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in self.rows
        ]


def shown(cell: Any, kind: str) -> str:
    """A cell as people read it; — for what is not known."""
    if cell is None:
        return "—"
    if kind == "percent":
        return f"{cell:.0%}"
    if kind == "score":
        return f"{cell:.1f}"
    if kind == "span":
        return span(cell)
    if kind == "money":
        return show.amount(cell)
    return show.md(cell) if kind == "date" else str(cell)


def span(length: timedelta) -> str:
    """Answers within the first minute differ too."""
    seconds = int(length.total_seconds())
    return show.span(length) if seconds >= 60 else _("%(count)s s") % {"count": seconds}


def plain(cell: Any, kind: str) -> Any:
    """A cell as a spreadsheet calculates with it: a length of time in minutes, a share as a number."""
    if isinstance(cell, timedelta):
        return round(cell.total_seconds() / 60, 1)
    if isinstance(cell, Decimal):
        return float(cell)
    return round(cell, 4) if isinstance(cell, float) else cell
