"""Upward: apps above put cards of their own on a guest's page, such as the stays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hotel.staff.models import User


@dataclass(frozen=True)
class Panel:
    """A Jinja2 template drawn with `panel` as its context's name for `context`."""

    template: str
    context: Any


# Asked with the guest's id and the viewer; None where there is nothing to show.
Provider = Callable[[int, User], Panel | None]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Have `provider(guest_id, viewer)` asked whenever a guest's page is drawn."""
    _providers[name] = provider


def panels_for(guest_id: int, viewer: User) -> list[Panel]:
    asked = (provider(guest_id, viewer) for provider in _providers.values())
    return [panel for panel in asked if panel is not None]
