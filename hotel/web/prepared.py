"""Querysets that are put into SQL once and asked many times.

Django builds the SQL of a queryset anew for every request, which on a page of many joins costs more
than PostgreSQL needs to answer. A page's queries do not change, only their values do:

    _arriving = Prepared(lambda: Stay.objects.filter(arrival=Param("day", DateField())))
    _arriving(day=business_date())

The answer is a list of whatever the queryset yields, prefetched relations included. Nothing of the
database is kept between two askings: this is no cache.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    Case,
    Expression,
    Field,
    ForeignObject,
    Func,
    IntegerField,
    Lookup,
    Model,
    Q,
    QuerySet,
    Value,
    When,
)

from hotel.web.records import Reader, reader
from hotel.web.statements import Slot, Statement

Row = TypeVar("Row")


class Param(Expression):
    """A value of the query that is given at each asking. `Param("ids", ArrayField(…))` goes with
    `filter(pk__any=…)`."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (Slot(self.name, self.output_field.db_type(connection)),)


@Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(Lookup[Any]):
    """`pk__any=[…]`: as `in`, but one parameter however many values, so that the SQL stays the same."""

    lookup_name = "any"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (list(value),)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", (*left_params, *right_params)


_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it, a prepared query asked again with the same values gives the rows it gave before.

    For a page that only reads and is made of many apps' parts: they share what several of them ask.
    """
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


_FORGED = object()


def _without_forged(value: Any) -> Any:
    """A number that no column holds finds nothing, as in Django's own queries."""
    if type(value) is int:
        return value if -(2**63) <= value < 2**63 else _FORGED
    if type(value) is list:
        return [each for each in value if _without_forged(each) is not _FORGED]
    return value


class Prepared(Generic[Row]):
    """One queryset, built at its first asking; safe to share between threads."""

    def __init__(
        self, build: Callable[[], QuerySet[Any, Row]], *, planned_anew: bool = False
    ) -> None:
        """`planned_anew` has PostgreSQL look at the values each time: where one plan does not suit them
        all, as with a word to search for or the newest few of many."""
        self._build = build
        self._planned_anew = planned_anew
        self._made: tuple[Statement, Reader] | None = None

    def __call__(self, **values: Any) -> list[Row]:
        """Ask. Raises KeyError when a `Param` is given no value."""
        statement, read = self._made or self._make()
        values = {name: _without_forged(value) for name, value in values.items()}
        if any(value is _FORGED for value in values.values()):
            return []
        answers = _answers.get()
        if answers is None:
            return read(statement.ask(values))
        key = (self, tuple(sorted((name, _fixed(value)) for name, value in values.items())))
        if key not in answers:
            answers[key] = read(statement.ask(values))
        return list(answers[key])

    def one(self, **values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self(**values)), None)

    def get(self, **values: Any) -> Row:
        """The first row. Raises the model's `DoesNotExist` when there is none."""
        for row in self(**values):
            return row
        raise self._build().model.DoesNotExist

    def _make(self) -> tuple[Statement, Reader]:
        queryset = self._build()
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        self._made = (
            Statement(sql, params, planned_anew=self._planned_anew),
            reader(queryset, compiler),
        )
        return self._made


def hand(record: Model, relation: str, rows: list[Any]) -> None:
    """Give a record the rows of a relation that were asked for beside it, as a prefetch would."""
    manager = getattr(record, relation)
    found = manager.get_queryset()
    found._result_cache, found._prefetch_done = rows, True
    record.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = found


class Rows(Func):
    """How many rows there are (of which `when` holds), without the grouping that `Count` brings into
    `values_list`."""

    function = "COUNT"
    output_field = IntegerField()

    def __init__(self, when: Q | None = None) -> None:
        super().__init__(Value(1) if when is None else Case(When(when, then=Value(1))))
