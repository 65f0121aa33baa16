"""Upward discretion: an app above may have a stay's guest called otherwise before some viewers."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from hotel.staff.models import User

if TYPE_CHECKING:
    from hotel.stays.models import Stay

# Names to say in place of the guest's, by stay id, for all stays of a page at once.
Provider = Callable[[Collection[int], User], Mapping[int, str]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Have `provider(stay_ids, viewer)` asked whenever stays are shown to many eyes."""
    _providers[name] = provider


def aliases(stay_ids: Collection[int], viewer: User) -> dict[int, str]:
    """What this viewer calls the guests of these stays, where it is not their name."""
    found: dict[int, str] = {}
    for provider in _providers.values() if stay_ids else ():
        found.update(provider(stay_ids, viewer))
    return found


def names(stays: "Collection[Stay]", viewer: User) -> dict[int, str]:
    """What this viewer calls the guest of each stay: the alias, or the name."""
    found = aliases({stay.pk for stay in stays}, viewer)
    return {stay.pk: found.get(stay.pk, stay.guest.name) for stay in stays}
