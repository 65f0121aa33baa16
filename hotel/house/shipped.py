"""What the product ships with, and going back to it: each app registers its own set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hotel.staff.models import User


@dataclass(frozen=True)
class Difference:
    """One thing that stands otherwise than shipped; texts ready to show."""

    what: str
    now: str
    shipped: str


@dataclass(frozen=True)
class Shipped:
    """A set of defaults. `differences()` compares with what stands now, in the reader's language;
    `reset(by)` is a service: one transaction, journaled. `note` says what a reset leaves alone.
    `permission` is who may reset it."""

    key: str
    label: Any
    differences: Callable[[], Sequence[Difference]]
    reset: Callable[[User], Any]
    note: Any = ""
    permission: str = "house.reset_shipped"
    sort: int = 50


_sets: dict[str, Shipped] = {}


def register(shipped: Shipped) -> None:
    """Offer this set among the shipped defaults. A second one of a key replaces the first."""
    _sets[shipped.key] = shipped


def sets() -> list[Shipped]:
    return sorted(_sets.values(), key=lambda each: each.sort)


def of_key(key: str) -> Shipped | None:
    return _sets.get(key)
