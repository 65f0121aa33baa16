"""What surrounds every page: navigation, the facts of the day, the reader.

The shell stands below every app, so apps put themselves into it from their `AppConfig.ready`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.translation import get_language

from hotel.web.pages import came_from

Provider = Callable[[HttpRequest], Any]


# Compared by what they are, not by what they say: the label of a language is not looked up for it.
@dataclass(frozen=True, eq=False)
class NavItem:
    """One area in the rail. `label` is one word, lazily translated; `badge` counts late things only,
    and is asked for beside the page, not by it.

    `route` is looked up when the page is drawn; an area whose route does not exist is not shown.
    """

    key: str
    label: Any
    icon: str
    route: str
    permission: str
    badge: Provider | None = None
    sort: int = 50
    phone: bool = True
    # False keeps it out of the rail: it has another place there, as the bell does.
    rail: bool = True


@dataclass(frozen=True, eq=False)
class NavLink:
    """An area as this reader sees it."""

    item: NavItem
    path: str


_nav: dict[str, NavItem] = {}
_facts: dict[str, Provider] = {}
# Which areas come first at the bottom of a phone, for people of which roles; the first match wins.
_thumbs: list[tuple[frozenset[str], tuple[str, ...]]] = []


def put_first_on_phone(role_codes: tuple[str, ...], keys: tuple[str, ...]) -> None:
    """Have these areas (keys of `NavItem`) come first on the phones of people of these roles; no
    role is everybody."""
    _thumbs.append((frozenset(role_codes), keys))


def add_nav(item: NavItem) -> None:
    """Put an area into the rail (and, by order, the phone's bottom bar)."""
    _nav[item.key] = item


def add_fact(name: str, provider: Provider) -> None:
    """Put a fact into the top bar: `business_date` (a date) and `shift` are the known names."""
    _facts[name] = provider


class Frame:
    """The page's surroundings. Nothing is asked of the database until a template shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._told: dict[str, Any] = {}

    @property
    def _reader(self) -> Any:
        """None where something broke before anybody was looked up."""
        return getattr(self._request, "user", None)

    @property
    def nav(self) -> tuple[NavLink, ...]:
        """The rail, and the list of areas on a phone."""
        return tuple(link for link in self._links if link.item.rail)

    @cached_property
    def _links(self) -> list[NavLink]:
        user = self._reader
        if user is None or not user.is_authenticated:
            return []
        items = sorted(_nav.values(), key=lambda item: item.sort)
        links = (_link(item) for item in items if user.has_perm(item.permission))
        return [link for link in links if link is not None]

    @property
    def phone_nav(self) -> tuple[NavLink, ...]:
        """At most four: the fifth place is the reader's own page, which lists the rest."""
        links = [link for link in self._links if link.item.phone]
        first = self._first_on_phone()
        place = {key: number for number, key in enumerate(first)}
        return tuple(sorted(links, key=lambda link: place.get(link.item.key, len(first)))[:4])

    def _first_on_phone(self) -> tuple[str, ...]:
        held: frozenset[str] = getattr(self._reader, "role_codes", frozenset())
        return next((keys for roles, keys in _thumbs if not roles or roles & held), ())

    def fact(self, name: str) -> Any:
        """What an app above put there, asked for once a page."""
        if name not in self._told:
            provider = _facts.get(name)
            self._told[name] = provider(self._request) if provider else None
        return self._told[name]

    @property
    def hotel(self) -> Any:
        """The house's name and rules (`hotel.house`)."""
        return self.fact("hotel")

    @property
    def find_path(self) -> str:
        return _path("stays:find")

    @property
    def theme(self) -> str:
        return getattr(self._reader, "theme", "") or "light"

    @property
    def density(self) -> str:
        return getattr(self._reader, "density", "")

    @property
    def lock_minutes(self) -> int:
        return int(settings.DESK_LOCK_AFTER_MINUTES)

    @property
    def messages(self) -> list[Message]:
        """Read once, when the page shows them."""
        return list(get_messages(self._request))

    @property
    def came_from(self) -> str:
        """Where the form that is shown again lives."""
        return came_from(self._request)

    @property
    def next_path(self) -> str:
        """Where a change of language returns to: this page, if it can be asked for again."""
        request = self._request
        return request.get_full_path() if request.method in ("GET", "HEAD") else self.came_from

    @property
    def badges(self) -> list[tuple[str, Any]]:
        """Key of each of the reader's areas where something is late, and how much. Areas that share
        a badge ask for it once."""
        told: dict[Provider, Any] = {}
        for link in self._links:
            provider = link.item.badge
            if provider is not None and provider not in told:
                told[provider] = provider(self._request)
        counted = (
            (link.item, told.get(link.item.badge)) for link in self._links if link.item.badge
        )
        return [(item.key, count) for item, count in counted if count]


@cache
def _link(item: NavItem) -> NavLink | None:
    path = _path(item.route)
    return NavLink(item, path) if path else None


@cache
def _path(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


_CSRF_INPUT = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor of every page. Names here win over a view's own: keep them few."""
    token = SimpleLazyObject(lambda: get_token(request))
    return {
        # Once a page, not once a form: each asking would mask the secret anew.
        "csrf_token": token,
        "csrf_input": SimpleLazyObject(lambda: format_html(_CSRF_INPUT, token)),
        "user": getattr(request, "user", None),
        "frame": Frame(request),
        "lang": "zh" if (get_language() or "zh").startswith("zh") else "en",
    }
