"""A follower that tests can read, deafen and break; it hears only verbs that begin with `test.`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hotel.journal import bus
from hotel.journal.bus import Follower


@contextmanager
def following(
    pattern: str, follower: Follower, minds: Callable[[str], bool] = lambda _verb: True
) -> Iterator[None]:
    """Have `follower` called for these verbs, as long as the test lasts."""
    bus.follow(pattern, minds=minds)(follower)
    try:
        yield
    finally:
        bus._followers[:] = [each for each in bus._followers if each[1] is not follower]


def failing(_entry: object) -> None:
    raise RuntimeError("the follower is ill")


def noting(heard: list[int]) -> Callable[[object], None]:
    """A follower that writes down the ids it was given."""
    return lambda entry: heard.append(entry.pk)  # type: ignore[attr-defined]
