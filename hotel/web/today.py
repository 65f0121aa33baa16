"""The home page's lines: what is late, what is next, what was promised. Apps above fill it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LATE, NEXT, PROMISED = "late", "next", "promised"


@dataclass(frozen=True)
class Line:
    """One thing the reader can act on. `kind` is late, next or promised; `at` when it is or was due
    (aware); `path` the page on which it is done; `chip` a short state with its colour `mood`
    (ok, warn, bad, info, hold or nothing); `room` stands before the text where there is one."""

    kind: str
    text: str
    path: str
    at: datetime | None = None
    detail: str = ""
    room: str = ""
    chip: str = ""
    mood: str = ""


# At most so many lines of one source: the page the source belongs to shows the rest.
SHOWN = 8
Provider = Callable[[Any], Iterable[Line]]


@dataclass(frozen=True)
class Source:
    """`provide(user)` gives lines this user can act on, most urgent first, cheaply: at most three
    queries. `more` is the route of the page with all of them."""

    key: str
    label: Any
    permission: str
    provide: Provider
    more: str = ""
    sort: int = 50


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Put lines on the home pages. A second one of a key replaces the first."""
    _sources[source.key] = source


def sources_for(user: Any) -> list[Source]:
    ordered = sorted(_sources.values(), key=lambda each: each.sort)
    return [source for source in ordered if user.has_perm(source.permission)]
