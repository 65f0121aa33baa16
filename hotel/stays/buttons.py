"""Upward acts on a stay: apps above put a button on the stay page, the lists and the rack's panel."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hotel.staff.models import User
from hotel.stays.models import Stay
from hotel.web.paths import path_to


@dataclass(frozen=True)
class Button:
    """A page that does something with a stay. `route` takes the stay's id.

    `phases` are those of `hotel.stays.phases` in which it is offered; `when` may narrow that.
    `primary` ones are filled, of which a page shows the first only; `key` is the shortcut.
    `posts` makes it a form of its own in place of a link.
    """

    key: str
    label: Any
    route: str
    permission: str
    phases: frozenset[str]
    shortcut: str = ""
    primary: bool = False
    posts: bool = False
    sort: int = 50
    when: Callable[[Stay], bool] | None = None


@dataclass(frozen=True)
class Offer:
    """A button as one stay offers it to one viewer."""

    button: Button
    path: str


_buttons: dict[str, Button] = {}


def register(button: Button) -> None:
    """Offer this act on stays. A second one of a key replaces the first."""
    _buttons[button.key] = button


def for_stay(stay: Stay, viewer: User, business_date: date) -> list[Offer]:
    """What this viewer may do with the stay now, in order. No query of its own."""
    phase = stay.phase(business_date)
    return [
        Offer(button, path_to(button.route, stay.pk))
        for button in _in_order()
        if phase in button.phases
        and viewer.has_perm(button.permission)
        and (button.when is None or button.when(stay))
    ]


def _in_order() -> Iterable[Button]:
    return sorted(_buttons.values(), key=lambda each: each.sort)
