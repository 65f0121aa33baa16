"""Upward question: does anybody have a claim on this room in this period?"""

from collections.abc import Callable

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

# A room's id and a half-open period; the answer is a sentence for the clerk, or None.
Claim = Callable[[int, DateTimeTZRange], str | None]

_askers: list[Claim] = []


def register(ask: Claim) -> Claim:
    """Have `ask(room_id, period)` asked before a room is blocked. The database still has the last
    word; this only turns its error into a sentence that says who is in the way."""
    if ask not in _askers:
        _askers.append(ask)
    return ask


def claim_on(room_id: int, period: DateTimeTZRange) -> str | None:
    """The first claim anybody has on the room in the period, in words."""
    return next((reason for ask in _askers if (reason := ask(room_id, period))), None)
