"""Upward discretion: an app above may have a stay's guest called otherwise before some viewers."""

from collections.abc import Callable, Collection, Mapping

from hotel.staff.models import User

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
