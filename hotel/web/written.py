"""Rows written with SQL that is put together once, as `hotel.web.prepared` reads them."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

from hotel.web.prepared import Param
from hotel.web.statements import Statement

Made = TypeVar("Made", bound=models.Model)

_inserts: dict[type[models.Model], tuple[Statement, list[models.Field[Any, Any]]]] = {}


def put(row: Made) -> Made:
    """Insert a new row and give it its key, as `save(force_insert=True)` would, without signals."""
    insert, fields = _inserts.get(type(row)) or _insert_into(type(row))
    values = {
        field.attname: field.get_db_prep_save(field.pre_save(row, True), connection)
        for field in fields
    }
    ((row.pk,),) = insert.ask(values)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def _insert_into(model: type[models.Model]) -> tuple[Statement, list[models.Field[Any, Any]]]:
    meta = model._meta
    given = [field for field in meta.local_concrete_fields if not field.db_returning]
    query = InsertQuery(model)
    query.insert_values(given, [], raw=True)
    compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
    slots = [Param(field.attname, field) for field in given]
    placeholders, params = [], []
    for slot in slots:
        text, values = compiler.compile(slot)
        placeholders.append(text)
        params += values
    columns = ", ".join(compiler.quote_name_unless_alias(field.column) for field in given)
    table, key = meta.db_table, meta.pk.column
    sql = (
        f'INSERT INTO "{table}" ({columns})'  # noqa: S608  names of our own tables
        f" VALUES ({', '.join(placeholders)}) RETURNING {key}"
    )
    _inserts[model] = made = Statement(sql, params), given
    return made


class PreparedUpdate:
    """An UPDATE built at its first use: `build` gives the rows, and what each column becomes."""

    def __init__(self, build: Callable[[], tuple[QuerySet[Any, Any], Mapping[str, Any]]]) -> None:
        self._build = build
        self._made: Statement | None = None

    def __call__(self, **values: Any) -> int:
        """How many rows were changed. Raises KeyError when a `Param` is given no value."""
        return (self._made or self._make()).do(values)

    def _make(self) -> Statement:
        queryset, columns = self._build()
        query: Any = queryset.query.chain(UpdateQuery)
        query.add_update_values(dict(columns))
        self._made = made = Statement(*query.get_compiler(DEFAULT_DB_ALIAS).as_sql())
        return made
