"""Upward facts: apps above know things about guests that the desk must see beside the name."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hotel.staff.models import User


@dataclass(frozen=True)
class Alert:
    """One thing to know about a guest. `level` is info, warn or stop; `permission` says who may see it."""

    level: str
    text: str
    icon: str = ""
    url: str = ""
    permission: str = "guests.see_guest"


# Given all ids of a page at once, so that a list of a hundred guests costs one query.
Provider = Callable[[set[int]], dict[int, list[Alert]]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Have `provider(guest_ids)` asked whenever guests are shown. A second one of a name replaces it."""
    _providers[name] = provider


def alerts_for(guest_ids: Iterable[int], viewer: User) -> dict[int, list[Alert]]:
    """All alerts this viewer may see, by guest id. As many queries as providers, whatever the ids."""
    ids = set(guest_ids)
    found: dict[int, list[Alert]] = defaultdict(list)
    if not ids:
        return found
    for provider in _providers.values():
        for guest_id, alerts in provider(ids).items():
            found[guest_id] += [each for each in alerts if viewer.has_perm(each.permission)]
    return found
