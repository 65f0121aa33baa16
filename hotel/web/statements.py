"""SQL with slots for values, planned once a connection and then asked by name.

Planning a query of five joins costs PostgreSQL more than answering it. It forgets the plan with the
connection and makes another when the tables or what it knows of them change. The plan is one for all
values (`plan_cache_mode` in the settings): left to itself PostgreSQL guesses how many ids a list has and
goes on planning those.
Connections that do not last (`CONN_MAX_AGE=0`, as behind a pooler in transaction mode) are sent plain SQL.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from operator import attrgetter, methodcaller
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg2.extensions import AsIs

_numbers = count(1)
_SIZE = re.compile(r"\(.*?\)")
_ROWS, _COUNT = methodcaller("fetchall"), attrgetter("rowcount")


class Slot(str):  # noqa: SLOT000  a text cannot have slots
    """Stands among the parameters where a value will be."""

    def __new__(cls, name: str, db_type: str | None) -> "Slot":
        slot = super().__new__(cls, name)
        # Without its size: a value that is too long must find nothing, not be cut.
        slot.cast = f"::{_SIZE.sub('', db_type)}" if db_type else ""
        return slot

    cast: str


class Statement:
    """One SQL text with slots."""

    def __init__(self, sql: str, params: Iterable[Any], *, planned_anew: bool = False) -> None:
        self._planned_anew = planned_anew
        self._sql = sql
        self._params = tuple(params)
        self._slots = list(dict.fromkeys(each for each in self._params if type(each) is Slot))
        self._name = f"asked_{next(_numbers)}"
        given = ", ".join(["%s"] * len(self._slots))
        self._execute = f"EXECUTE {self._name}({given})" if given else f"EXECUTE {self._name}"

    def ask(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows for these values."""
        rows: list[tuple[Any, ...]] = self._run(values, _ROWS)
        return rows

    def do(self, values: Mapping[str, Any]) -> int:
        """How many rows were touched with these values."""
        count: int = self._run(values, _COUNT)
        return count

    def _run(self, values: Mapping[str, Any], found: Callable[[Any], Any]) -> Any:
        connection = connections[DEFAULT_DB_ALIAS]
        straight = _straight(connection)
        if straight is None or not self._kept_by(connection):
            with connection.cursor() as cursor:
                self._send(cursor, values)
                return found(cursor)
        with connection.wrap_database_errors:
            self._stand(connection)
            straight.execute(self._execute, tuple([values[each] for each in self._slots]) or None)
            return found(straight)

    def _send(self, cursor: Any, values: Mapping[str, Any]) -> None:
        connection = cursor.db
        if self._kept_by(connection):
            self._stand(connection)
            cursor.execute(self._execute, tuple(values[each] for each in self._slots) or None)
        else:
            cursor.execute(self._sql, self._filled(values))

    def _kept_by(self, connection: Any) -> bool:
        return not self._planned_anew and _lasts(connection) and not connection.queries_logged

    def _filled(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(values[each] if type(each) is Slot else each for each in self._params)

    def _stand(self, connection: Any) -> None:
        """Make the connection know the statement."""
        link = connection.connection
        known = _known(connection, link)
        if self._name in known:
            return
        numbered = {str(slot): AsIs(f"${at}{slot.cast}") for at, slot in enumerate(self._slots, 1)}
        with connection.wrap_database_errors, link.cursor() as cursor:
            text = cursor.mogrify(self._sql, self._filled(numbered))
            cursor.execute(b"PREPARE %s AS %s" % (self._name.encode(), text))
        known.add(self._name)


def _straight(connection: Any) -> Any:
    """The driver's own cursor, kept with its link, where Django's around it would do nothing: once a
    request has found its connection alive, and while nobody listens or counts."""
    link = connection.connection
    if (
        link is None
        or connection.execute_wrappers
        or connection.needs_rollback
        or not (connection.health_check_done or connection.in_atomic_block)
    ):
        return None
    kept_of, cursor = getattr(connection, "straight_cursor", (None, None))
    if kept_of is not link:
        cursor = connection.create_cursor()
        connection.straight_cursor = (link, cursor)
    return cursor


def _lasts(connection: Any) -> bool:
    return bool(connection.settings_dict["CONN_MAX_AGE"] != 0)


def _known(connection: Any, link: Any) -> set[str]:
    """The names this very link has heard of: a broken one is followed by another."""
    known_of, known = getattr(connection, "statements_known", (None, set()))
    if known_of is not link:
        known = set()
        connection.statements_known = (link, known)
    names: set[str] = known
    return names
