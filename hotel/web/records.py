"""Rows into what a queryset yields, with all that does not depend on the row worked out once.

As Django's own iterables do it, which work it out at each asking and set each field of a record apart.
"""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.db.models.base import ModelState
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
)

Rows = list[Any]
Reader = Callable[[Rows], list[Any]]


def reader(queryset: QuerySet[Any, Any], compiler: Any) -> Reader:
    """What turns the rows of this compiled queryset into its records or values."""
    kind = queryset._iterable_class
    converted = _converter(compiler)
    if kind is FlatValuesListIterable:
        return lambda rows: [row[0] for row in converted(rows)]
    if kind is ValuesListIterable:
        return lambda rows: [tuple(row) for row in converted(rows)]
    if kind is ValuesIterable:
        query = queryset.query
        names = list(query.selected or (*query.values_select, *query.annotation_select))
        return lambda rows: [dict(zip(names, row, strict=True)) for row in converted(rows)]
    if kind is not ModelIterable:
        raise TypeError(
            f"A prepared queryset yields records, values, tuples or texts, not {kind.__name__}"
        )
    record = _record(compiler)
    lookups = queryset._prefetch_related_lookups  # type: ignore[attr-defined]

    def read(rows: Rows) -> list[Any]:
        found = [record(row) for row in converted(rows)]
        if lookups and found:
            prefetch_related_objects(found, *lookups)
        return found

    return read


def _converter(compiler: Any) -> Callable[[Rows], Rows]:
    """Columns that arrive otherwise than they are read: JSON, encrypted texts, figures."""
    columns = [each[0] for each in compiler.select[: compiler.col_count]]
    found = compiler.get_converters(columns)
    steps = [(at, each, column) for at, (several, column) in found.items() for each in several]
    if not steps:
        return lambda rows: rows

    def convert(rows: Rows) -> Rows:
        connection = connections[DEFAULT_DB_ALIAS]
        made = [list(row) for row in rows]
        for at, step, column in steps:
            for row in made:
                row[at] = step(row[at], column, connection)
        return made

    return convert


def _record(compiler: Any) -> Callable[[Any], Model]:
    make = _maker(compiler.klass_info, compiler.select)
    beside = list(compiler.annotation_col_map.items())

    def record(row: Any) -> Model:
        made = make(row)
        assert made is not None  # noqa: S101  every row has a record of its own
        for name, at in beside:
            made.__dict__[name] = row[at]
        return made

    return record


def _maker(info: Any, select: Any) -> Callable[[Any], Model | None]:
    """Makes one record of a row, or None where an outer join found nothing."""
    model, fields = info["model"], info["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [each[0].target.attname for each in select[first:last]]
    own = first + names.index(model._meta.pk.attname)
    related = [_related(each, select) for each in info.get("related_klass_infos", [])]

    def make(row: Any) -> Model | None:
        if row[own] is None:
            return None
        made = model.__new__(model)
        made.__dict__.update(zip(names, row[first:last], strict=True))
        made._state = state = ModelState()
        state.db, state.adding = DEFAULT_DB_ALIAS, False
        for attach in related:
            attach(made, row)
        return made  # type: ignore[no-any-return]

    return make


def _related(info: Any, select: Any) -> Callable[[Model, Any], None]:
    make, here, there = _maker(info, select), info["local_setter"], info["remote_setter"]

    def attach(record: Model, row: Any) -> None:
        other = make(row)
        here(record, other)
        if other is not None:
            there(other, record)

    return attach
