"""Upward facts: apps above know things about guests that the desk must see beside the name."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from hotel.staff.models import User


@dataclass(frozen=True)
class Alert:
    """One thing to know about a guest. `level` is info, warn or stop; `permission` says who may see it.

    `discreet` is what may be said where the guest goes by another name; empty: nothing.
    """

    level: str
    text: str
    icon: str = ""
    url: str = ""
    permission: str = "guests.see_guest"
    discreet: str = ""


# Given all ids of a page at once, so that a list of a hundred guests costs one query.
Provider = Callable[[set[int]], dict[int, list[Alert]]]

LEVELS = ("info", "warn", "stop")
# What surprises nobody at the counter is left out of the busiest lists.
PRESSING = ("warn", "stop")


@dataclass(frozen=True)
class _Source:
    provider: Provider
    levels: frozenset[str]
    permission: str


_sources: dict[str, _Source] = {}


def register(
    name: str, provider: Provider, *, levels: Iterable[str] = LEVELS, permission: str = ""
) -> None:
    """Have `provider(guest_ids)` asked whenever guests are shown. A second one of a name replaces it.

    It is not asked where none of its `levels` is shown, nor for viewers without `permission`.
    """
    _sources[name] = _Source(provider, frozenset(levels), permission)


def alerts_for(
    guest_ids: Iterable[int], viewer: User, *, levels: Iterable[str] = LEVELS
) -> dict[int, list[Alert]]:
    """The alerts of these levels this viewer may see, by guest id. As many queries as providers,
    whatever the ids."""
    ids, wanted = set(guest_ids), frozenset(levels)
    found: dict[int, list[Alert]] = defaultdict(list)
    if not ids:
        return found
    may: dict[str, bool] = {}
    for source in _sources.values():
        if not source.levels & wanted or not _may(viewer, source.permission, may):
            continue
        for guest_id, alerts in source.provider(ids).items():
            found[guest_id] += [
                each
                for each in alerts
                if each.level in wanted and _may(viewer, each.permission, may)
            ]
    return found


def under_alias(found: Iterable[Alert]) -> list[Alert]:
    """What may stand beside a guest who goes by another name: neither name nor way to it."""
    return [replace(each, text=each.discreet, url="") for each in found if each.discreet]


def _may(viewer: User, permission: str, known: dict[str, bool]) -> bool:
    if permission not in known:
        known[permission] = not permission or viewer.has_perm(permission)
    return known[permission]
