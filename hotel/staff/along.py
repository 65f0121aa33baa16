"""What comes along with whoever is signed in: single values that nearly every page shows.

The person is asked for on every request. An app above adds a value to that query (`carry`), and a page
finds it with the person (`told`) instead of asking one query more. Such a value is as old as the
request: services, which act under locks, ask for themselves.
"""

from collections.abc import Callable
from typing import Any

from django.db.models.expressions import Combinable

_PREFIX = "along_"
_NOTHING = object()
_carried: dict[str, Callable[[], Combinable]] = {}


def carry(name: str, build: Callable[[], Combinable]) -> None:
    """Have this value come along, from `AppConfig.ready`. `OuterRef("pk")` is the person."""
    _carried[name] = build


def columns() -> dict[str, Combinable]:
    return {f"{_PREFIX}{name}": build() for name, build in _carried.items()}


def told(person: object, name: str, otherwise: Callable[[], Any]) -> Any:
    """The value that came along, None for one that stands nowhere; `otherwise` for somebody who was
    not signed in through the door, as in a test."""
    found = getattr(person, f"{_PREFIX}{name}", _NOTHING)
    return otherwise() if found is _NOTHING else found
