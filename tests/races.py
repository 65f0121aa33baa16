"""Many hands at once: real threads, each with its own connection, let go at the same moment."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from django.db import connection, connections

from hotel.web.refusals import Refused

HANDS = 16
# A short race by default; RACE_ROUNDS=200 is the full proof.
ROUNDS = int(os.environ.get("RACE_ROUNDS", "20"))


def rounds(way: str) -> int:
    """How many rounds of a race that goes by service or over http, where each costs ten times more."""
    return ROUNDS if way == "service" or "RACE_ROUNDS" in os.environ else ROUNDS // 4


@dataclass(frozen=True)
class Outcome:
    """What one hand got: a value, or the exception that stopped it."""

    value: Any = None
    problem: Exception | None = None

    @property
    def won(self) -> bool:
        return self.problem is None


class Race:
    """The hands, kept over the rounds so that each round starts with open connections."""

    def __init__(self, hands: int = HANDS) -> None:
        self.hands = hands
        self._barrier = Barrier(hands)
        self._pool = ThreadPoolExecutor(hands)

    def run(self, act: Callable[[int], Any]) -> list[Outcome]:
        """Every hand calls `act(number)` at once. Only a refusal is a fair way to lose."""
        return list(self._pool.map(lambda hand: self._one(act, hand), range(self.hands)))

    def _one(self, act: Callable[[int], Any], hand: int) -> Outcome:
        connection.ensure_connection()
        self._barrier.wait(timeout=60)
        try:
            return Outcome(value=act(hand))
        except Refused as refusal:
            return Outcome(problem=refusal)

    def close(self) -> None:
        def leave(_hand: int) -> None:
            self._barrier.wait(timeout=60)  # each hand closes its own
            connections.close_all()

        list(self._pool.map(leave, range(self.hands)))
        self._pool.shutdown()


@contextmanager
def race(hands: int = HANDS) -> Iterator[Race]:
    started = Race(hands)
    try:
        yield started
    finally:
        started.close()


def winners(outcomes: list[Outcome]) -> list[Any]:
    return [outcome.value for outcome in outcomes if outcome.won]


@contextmanager
def without_constraint(table: str, name: str) -> Iterator[None]:
    """Take a constraint away for a negative control; the table is emptied before it returns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name]
        )
        (definition,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


@contextmanager
def without_trigger(table: str, name: str) -> Iterator[None]:
    """Switch a trigger off for a negative control."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")
