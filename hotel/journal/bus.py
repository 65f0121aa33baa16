"""News upward: apps above the journal say which acts they follow, without being imported.

A follower runs in the worker, in the transaction that marks the entry delivered: exactly once in
effect, whatever is killed. It may write rows and must not talk to anything outside the database;
what must go outside is returned as a callable, run after commit.
"""

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from hotel.journal.models import Entry

# Followers above name the entry they are handed by this module; the model itself stays protected.
__all__ = ["AfterCommit", "Entry", "Follower", "follow", "followers_of", "moves_rows"]

AfterCommit = Callable[[], None]
Follower = Callable[[Entry], AfterCommit | None]
Minds = Callable[[str], bool]

_followers: list[tuple[str, Follower, Minds]] = []


def _minds_all(_verb: str) -> bool:
    return True


def follow(pattern: str, *, minds: Minds = _minds_all) -> Callable[[Follower], Follower]:
    """Have the decorated function called for every entry whose verb matches, as in `stay.*`.

    For a verb that it does not `mind`, it neither reads nor writes rows: such entries may be
    delivered many at a time.
    """

    def decorate(follower: Follower) -> Follower:
        if (pattern, follower) not in [known[:2] for known in _followers]:
            _followers.append((pattern, follower, minds))
        return follower

    return decorate


def followers_of(verb: str) -> Iterator[Follower]:
    return (follower for pattern, follower, _ in _followers if fnmatchcase(verb, pattern))


def moves_rows(verb: str) -> bool:
    """Whether any follower may read or write rows for entries of this verb."""
    return any(fnmatchcase(verb, pattern) and minds(verb) for pattern, _, minds in _followers)
