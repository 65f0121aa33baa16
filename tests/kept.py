"""What a fixture writes through the services is written once; later tests get the same rows copied back.

    kept("cast", hire_for_real)

The copy is used only where the database stands as it stood when the copy was made (the highest keys
of its tables and of those they refer to); otherwise the rows are written anew. Moments become now.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from hotel.web import clock

Marks = dict[str, int]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00(?=[\t\n])")


@dataclass(frozen=True)
class Table:
    """One table as COPY reads and writes it."""

    name: str
    key: str
    columns: str

    @property
    def highest(self) -> str:
        return f"(SELECT coalesce(max({self.key}), 0) FROM {self.name})"


@dataclass(frozen=True)
class Copy:
    """Rows by table, and how high the keys stood before them."""

    before: Marks
    rows: dict[str, str]


_copies: dict[tuple[str, str], Copy] = {}


def kept(what: str, write: Callable[[], Any]) -> None:
    """Have the rows that `write()` makes: copied back when they are known, else written and kept."""
    at = str(connection.settings_dict["NAME"]), what
    known = _copies.get(at)
    if known is not None and _marks(known.before) == known.before:
        _write_back(known)
        return
    before = _marks(_tables())
    write()
    after = _marks(_tables())
    rows = {name: _rows(name, before[name]) for name in before if after[name] > before[name]}
    wanted = {name: before[name] for name in before if name in rows or before[name]}
    _copies[at] = Copy(wanted, rows)


def _marks(names: Iterable[str]) -> Marks:
    names, tables = list(names), _tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(tables[name].highest for name in names))
        return dict(zip(names, cursor.fetchone(), strict=True))


def _rows(name: str, above: int) -> str:
    table, out = _tables()[name], io.StringIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY (SELECT {table.columns} FROM {table.name} WHERE {table.key} > {above}"
            f" ORDER BY {table.key}) TO STDOUT",
            out,
        )
    return out.getvalue()


def _write_back(known: Copy) -> None:
    now = f"{clock.now():%Y-%m-%d %H:%M:%S.%f}+00"
    # Rows may come before those they refer to: the database looks at the end of the transaction.
    with transaction.atomic(), connection.cursor() as cursor:
        for name, rows in known.rows.items():
            table, fresh = _tables()[name], io.StringIO(_MOMENT.sub(now, rows))
            cursor.copy_expert(f"COPY {table.name} ({table.columns}) FROM STDIN", fresh)


@cache
def _tables() -> dict[str, Table]:
    """Every table with a number for its key, by its name."""
    found: dict[str, Table] = {}
    for model in apps.get_models(include_auto_created=True):
        key = model._meta.pk
        if model._meta.managed and not model._meta.proxy and _is_number(key):
            columns = [f.column for f in model._meta.local_concrete_fields if not f.generated]
            found[model._meta.db_table] = Table(
                f'"{model._meta.db_table}"', f'"{key.column}"', ", ".join(f'"{c}"' for c in columns)
            )
    return found


def _is_number(key: Any) -> bool:
    target = key.target_field if isinstance(key, models.OneToOneField) else key
    return isinstance(target, models.IntegerField | models.AutoField)
