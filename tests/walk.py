"""Every page of the product with records that are really there, and who opens it.

Reads the route table, fills each argument from the database Django is connected to, and keeps what
answers with a whole page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.test import Client

from hotel.staff.models import User
from hotel.web.routes import Route, routes

# Who tries each page, in this order: the first who is let in shows it.
ROLES = (
    "receptionist",
    "room_attendant",
    "hk_supervisor",
    "cashier",
    "fo_supervisor",
    "general_manager",
    "admin",
)
# Nothing to see, or the way out.
PASSED_BY = {
    "healthz",
    "staff:sign-out",
    "staff:lock",
    "staff:unlock",
    "staff:active",
    "work:picture",
}
# A few records of a kind where the page depends on where the record stands.
STATUSES = ("confirmed", "in_house", "departed", "cancelled")
ADMIN = (
    "/admin/staff/user/",
    "/admin/stays/stay/",
    "/admin/rooms/room/",
    "/admin/journal/entry/",
)


@dataclass(frozen=True)
class Place:
    """A page: `username` is who opens it, None who has not signed in."""

    route: str
    path: str
    username: str | None

    @property
    def name(self) -> str:
        """A file name: `stays-stay`."""
        return self.route.replace(":", "-")


def places() -> list[Place]:
    """Every page once for each record worth looking at."""
    return visit()[0]


def visit() -> tuple[list[Place], list[str]]:
    """The pages, and a line for each address that broke for somebody."""
    visitors = [(user.username, _client(user)) for role in ROLES if (user := somebody(role))]
    found, broken = [Place("staff:sign-in", "/sign-in/", None)], []
    for route in routes():
        if route.name in PASSED_BY or (route.of_admin and route.pattern not in ADMIN):
            continue
        for path in paths(route):
            opened, problems = _tried(route, path, visitors)
            found += opened
            broken += problems
    return found, broken


def somebody(role: str) -> User | None:
    return User.objects.filter(roles__code=role, is_active=True).order_by("username").first()


def _client(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def _tried(
    route: Route, path: str, visitors: list[tuple[str, Client]]
) -> tuple[list[Place], list[str]]:
    """The page as the first sees it who is let in; everybody else's is only asked not to break."""
    opened: list[Place] = []
    broken = []
    for username, client in visitors:
        answer = client.get(path)
        if answer.status_code == 405:
            break
        if answer.status_code >= 500:
            broken.append(f"{path} {answer.status_code} for {username}")
        whole = answer.status_code == 200 and b"<html" in getattr(answer, "content", b"")[:400]
        if whole and not opened:
            opened.append(Place(route.name, path, username))
    return opened, broken


def paths(route: Route) -> Iterator[str]:
    """The route's address with real records in it; none when there is no such record."""
    pieces = route.pattern.split("<")
    arguments = [piece.split(">", 1)[0].split(":")[-1] for piece in pieces[1:]]
    rests = [piece.split(">", 1)[1] for piece in pieces[1:]]
    for values in product(*(samples(name) for name in arguments)):
        yield pieces[0] + "".join(
            f"{value}{rest}" for value, rest in zip(values, rests, strict=True)
        )


def samples(argument: str) -> list[Any]:
    """What may stand in a path for `stay_id`, `code`, `ref`: read from the tables."""
    if argument == "code":
        return ["housekeeping", "front_office"]
    if argument == "ref":
        return [f"stays.stay:{number}" for number in samples("stay_id")[:1]]
    if not argument.endswith("_id"):
        return []
    noun = argument.removesuffix("_id").replace("_", "")
    models = [model for model in apps.get_models() if model.__name__.lower() == noun] or [
        model for model in apps.get_models() if model.__name__.lower().endswith(noun)
    ]
    return _records(models[0]) if models else []


def _records(model: type[Model]) -> list[Any]:
    rows = model._default_manager.order_by("-pk")
    if model.__name__ != "Stay":
        return list(rows.values_list("pk", flat=True)[:1])
    each = [rows.filter(status=status).values_list("pk", flat=True)[:1] for status in STATUSES]
    return [number for numbers in each for number in numbers]
