"""Who may listen to which topic. A topic names what has changed; the page fetches it by itself."""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase

from hotel.staff.models import User
from hotel.staff.rules import sees_guests, works_here

# Whether this person may know that something under this topic has changed.
Listener = Callable[[User, str], bool]

_FORM = re.compile(r"^[a-z][a-z0-9_.-]{0,40}(:[A-Za-z0-9_.@-]{1,40})?$")
_rules: dict[str, Listener] = {}


def allow(pattern: str, listener: Listener | str) -> None:
    """Let people listen to topics of this pattern (`vip:*`): by a permission's name, or by a function
    of person and topic. A longer pattern wins over a shorter one; without any, nobody may."""
    _rules[pattern] = _by_permission(listener) if isinstance(listener, str) else listener


def may_listen(user: User, topic: str) -> bool:
    if not _FORM.match(topic):
        return False
    for pattern in sorted(_rules, key=len, reverse=True):
        if fnmatchcase(topic, pattern):
            return _rules[pattern](user, topic)
    return False


def group(topic: str) -> str:
    """The channel layer's name for a topic; it allows no colon."""
    return "topic." + topic.replace(":", "--").replace("@", "-at-")


def _by_permission(permission: str) -> Listener:
    def listener(user: User, topic: str) -> bool:
        return user.has_perm(permission)

    return listener


def _own(user: User, topic: str) -> bool:
    return topic == f"user:{user.pk}"


def _colleague(user: User, topic: str) -> bool:
    return bool(works_here(user))


def _sees_guests(user: User, topic: str) -> bool:
    return bool(sees_guests(user))


allow("user:*", _own)
allow("dept:*", _colleague)
allow("staff", _colleague)
# The shared nouns of the house. Apps above say their own in their AppConfig.ready.
for _noun in ("guest", "room", "stay", "reservation", "folio", "group", "work", "vip"):
    allow(f"{_noun}:*", _sees_guests)
    allow(f"{_noun}.*", _sees_guests)
    allow(f"{_noun}s", _sees_guests)
for _topic in ("vip", "work", "business_date", "arrivals", "departures", "in_house", "rack"):
    allow(_topic, _sees_guests)
for _app in ("guests", "rooms", "stays", "cashier"):
    allow(f"{_app}.*", _sees_guests)
    allow(f"{_app}:*", _sees_guests)
