"""Items that cannot be finished in time unless begun at once; apps above know how long each takes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from hotel.work.models import Item

# Given the open items of its subject on a page: for those at risk, when to have begun, by item id.
Provider = Callable[[Iterable[Item], datetime], Mapping[int, datetime]]

_providers: dict[str, Provider] = {}


def register(subject_type: str, provider: Provider) -> None:
    """Have `provider(items, now)` asked once for all open items of this type on a board."""
    _providers[subject_type] = provider


def at_risk(items: Iterable[Item], now: datetime) -> dict[int, datetime]:
    """By item id, when those should have been begun that cannot be in time any more otherwise."""
    by_type: dict[str, list[Item]] = {}
    for item in items:
        if item.subject_type in _providers:
            by_type.setdefault(item.subject_type, []).append(item)
    found: dict[int, datetime] = {}
    for subject_type, rows in by_type.items():
        found |= _providers[subject_type](rows, now)
    return found
