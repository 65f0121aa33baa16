"""The home page's lines: what is late, what is next, what was promised. Apps above fill it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

LATE, NEXT, PROMISED = "late", "next", "promised"


@dataclass(frozen=True)
class Line:
    """One thing the reader can act on. `kind` is late, next or promised; `at` when it is or was due
    (aware); `path` the page on which it is done; `chip` a short state with its colour `mood`
    (ok, warn, bad, info, hold, vip for a level, or nothing); `room` stands before the text where there is one."""

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


@dataclass(frozen=True)
class Figure:
    """A number of the day over the home page's lines; `mood` as in `Line`, `path` where it leads."""

    label: str
    value: str
    path: str = ""
    mood: str = ""


@dataclass(frozen=True)
class Figures:
    """`provide(user)` gives a few figures with one query."""

    key: str
    permission: str
    provide: Callable[[Any], Iterable[Figure]]
    sort: int = 50


@dataclass(frozen=True)
class Column:
    """All lines of one kind, in order of their time."""

    kind: str
    lines: list[Line]


@dataclass(frozen=True)
class Today:
    columns: list[Column]
    figures: list[Figure]

    @property
    def is_clear(self) -> bool:
        return not any(column.lines for column in self.columns)


_sources: dict[str, Source] = {}
_figures: dict[str, Figures] = {}


def register(source: Source) -> None:
    """Put lines on the home pages. A second one of a key replaces the first."""
    _sources[source.key] = source


def register_figures(figures: Figures) -> None:
    """Put figures over the lines. A second set of a key replaces the first."""
    _figures[figures.key] = figures


def today_for(user: Any) -> Today:
    """Everything the reader can act on now, late before next before promised."""
    lines = [line for source in sources_for(user) for line in _first(source.provide(user))]
    columns = [
        Column(kind, sorted((each for each in lines if each.kind == kind), key=_when))
        for kind in (LATE, NEXT, PROMISED)
    ]
    ordered = sorted(_figures.values(), key=lambda each: each.sort)
    told = [each for each in ordered if user.has_perm(each.permission)]
    return Today(columns, [figure for each in told for figure in each.provide(user)])


def _first(lines: Iterable[Line]) -> Iterable[Line]:
    """At most `SHOWN` of each kind."""
    seen: Counter[str] = Counter()
    for line in lines:
        seen[line.kind] += 1
        if seen[line.kind] <= SHOWN:
            yield line


def _when(line: Line) -> tuple[bool, datetime]:
    """What has no time of its own comes last."""
    return (line.at is None, line.at or datetime.max.replace(tzinfo=UTC))


def sources_for(user: Any) -> list[Source]:
    ordered = sorted(_sources.values(), key=lambda each: each.sort)
    return [source for source in ordered if user.has_perm(source.permission)]
