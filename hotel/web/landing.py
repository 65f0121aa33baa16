"""Where sign-in takes each role. Apps claim roles from their `AppConfig.ready`; names are resolved late."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from hotel.staff.models import User

Arguments = Callable[["User"], tuple[Any, ...]]


@dataclass(frozen=True)
class Landing:
    roles: frozenset[str]
    route: str
    args: Arguments | tuple[Any, ...]
    rank: int

    def path_for(self, user: "User") -> str:
        args = self.args(user) if callable(self.args) else self.args
        return reverse(self.route, args=args)


_landings: list[Landing] = []


def register(
    role_codes: Iterable[str],
    route_name: str,
    args: Arguments | tuple[Any, ...] = (),
    *,
    rank: int = 50,
) -> None:
    """Land people who hold one of these roles on this route; of several the lowest rank wins.

    An empty `role_codes` is for everybody. `args` may be worked out from the person.
    """
    _landings.append(Landing(frozenset(role_codes), route_name, args, rank))


def landing_for(user: "User", default: str) -> str:
    """The path of this person's own first page; `default` while no page of theirs is installed."""
    for landing in sorted(_landings, key=lambda each: each.rank):
        if landing.roles and not landing.roles & user.role_codes:
            continue
        try:
            return landing.path_for(user)
        except NoReverseMatch:
            continue
    return default
