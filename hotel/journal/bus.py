"""News upward: apps above the journal say which acts they follow, without being imported.

A follower runs in the worker, in the transaction that marks the entry delivered: exactly once in
effect, whatever is killed. It may write rows and must not talk to anything outside the database;
what must go outside is returned as a callable, run after commit.
"""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from hotel.journal.models import Entry

# Followers above name the entry they are handed by this module; the model itself stays protected.
__all__ = ["AfterCommit", "Entry", "Follower", "follow", "followers_of"]

AfterCommit = Callable[[], None]
Follower = Callable[[Entry], AfterCommit | None]

_followers: list[tuple[str, Follower]] = []


def follow(pattern: str) -> Callable[[Follower], Follower]:
    """Have the decorated function called for every entry whose verb matches, as in `stay.*`."""

    def decorate(follower: Follower) -> Follower:
        if (pattern, follower) not in _followers:
            _followers.append((pattern, follower))
        return follower

    return decorate


def followers_of(verb: str) -> Iterator[Follower]:
    return (follower for pattern, follower in _followers if fnmatchcase(verb, pattern))
