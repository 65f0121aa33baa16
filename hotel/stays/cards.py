"""Upward facts on the stay page: apps above put a card there without being imported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hotel.staff.models import User
from hotel.stays.models import Stay

Provider = Callable[[Stay, User], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Card:
    """`template` is drawn with `stay`, `user` and what `provide(stay, viewer)` returns as `card`;
    None leaves the card out. `permission` says who may see it. The bill stands `at_once` on the page;
    what is below the first screen is fetched when the page stands."""

    key: str
    template: str
    permission: str
    provide: Provider
    sort: int = 50
    at_once: bool = False


_cards: dict[str, Card] = {}


def register(card: Card) -> None:
    """Put a card on the stay page. A second one of a key replaces the first."""
    _cards[card.key] = card


def for_stay(stay: Stay, viewer: User, *, at_once: bool) -> list[tuple[Card, Mapping[str, Any]]]:
    """The cards this viewer sees, in order, each with what it shows: those on the page, or the rest."""
    shown = []
    for card in sorted(_cards.values(), key=lambda each: each.sort):
        if card.at_once == at_once and viewer.has_perm(card.permission):
            facts = card.provide(stay, viewer)
            if facts is not None:
                shown.append((card, facts))
    return shown
