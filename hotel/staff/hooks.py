"""How staff acts reach the journal, which stands above this app and may not be imported here."""

from collections.abc import Callable
from typing import Any

# Set once by the journal's AppConfig.ready to `hotel.journal.services.record`.
_record: Callable[..., Any] | None = None


def use(record: Callable[..., Any]) -> None:
    """Have staff acts written by this function."""
    global _record
    _record = record


def record(verb: str, on: Any, **about: Any) -> None:
    """Journal a staff act in its own transaction. Arguments as `hotel.journal.services.record`."""
    if _record is None:
        raise RuntimeError("no journal: hotel.journal is not installed")
    _record(verb, on, **about)
