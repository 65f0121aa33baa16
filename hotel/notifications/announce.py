"""Who is told of an act, and how loudly: each app says it for its own verbs.

@announce("vip.announced")
def _announced(entry: Entry) -> Iterable[News]:
    yield News("vip.announced", departments=("housekeeping",), needs_receipt=True, …)
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hotel.journal.bus import Entry

INFO = "info"
ACTION = "action"
ALARM = "alarm"
LOUDNESS = {INFO: 0, ACTION: 1, ALARM: 2}

# Minutes a department has for its receipt (handbook B5), unless the news says otherwise.
REMIND_AFTER_MINUTES = 15
ESCALATE_AFTER_MINUTES = 30


@dataclass(frozen=True)
class News:
    """One piece of news and its audience. The actor himself is never among the recipients.

    `code` names the text given to `hotel.notifications.words.say`; `params` is JSON for it.
    `departments` reaches whoever is on duty there and those who lead it, or all its people when
    nobody is on duty. `roles` reaches holders on duty, else all holders, else the catch-all
    (manager on duty, assistant manager). `on_duty=False` reaches all of them whatever the roster.
    `user_ids` are reached always. `needs_receipt` has every one of `departments` owe an
    acknowledgement; `subject` is the reference it is listed under (`vip.visit:12`), by default the
    act's own object. `needs_answer` has every recipient asked to accept. `confidential` keeps
    the text inside the pages: no name in a browser notification or on a shared screen. `silent` lays
    it into the inboxes and rings nobody.
    """

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    url: str = ""
    level: str = INFO
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    user_ids: tuple[int, ...] = ()
    on_duty: bool = True
    needs_receipt: bool = False
    needs_answer: bool = False
    confidential: bool = False
    silent: bool = False
    subject: str = ""
    remind_after: int = REMIND_AFTER_MINUTES
    escalate_after: int = ESCALATE_AFTER_MINUTES


Announcer = Callable[["Entry"], Iterable[News]]

_announcers: list[tuple[str, Announcer]] = []


def announce(verb: str) -> Callable[[Announcer], Announcer]:
    """Have the decorated function asked for the news of every entry with this verb (`vip.*` too).

    It runs in the worker, in the transaction that delivers the entry: it may read, and must not
    write or talk to anything outside the database.
    """

    def decorate(announcer: Announcer) -> Announcer:
        if (verb, announcer) not in _announcers:
            _announcers.append((verb, announcer))
        return announcer

    return decorate


def announced(verb: str) -> bool:
    """Whether anybody may have news of entries with this verb."""
    return any(fnmatchcase(verb, pattern) for pattern, _ in _announcers)


def news_of(entry: "Entry") -> Iterator[News]:
    for pattern, announcer in _announcers:
        if fnmatchcase(entry.verb, pattern):
            yield from announcer(entry)
