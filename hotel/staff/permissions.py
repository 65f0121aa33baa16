"""The table of every route and every role: what the printed page and its proof are made of."""

from dataclasses import dataclass

from hotel.staff.models import User
from hotel.web.access import ANYONE, SIGNED_IN
from hotel.web.routes import Route, routes

YES, NO = "yes", "-"


@dataclass(frozen=True)
class Row:
    """One route and who may open it, by role code."""

    route: Route
    may: dict[str, bool]


def table(holders: dict[str, User]) -> list[Row]:
    """`holders` has, for each role's code, somebody who holds just that role."""
    return [
        Row(route, {code: _may(user, route) for code, user in holders.items()})
        for route in routes()
    ]


def _may(user: User, route: Route) -> bool:
    if route.permission in (ANYONE, SIGNED_IN):
        return True
    if route.permission is None or (route.of_admin and not user.is_staff):
        return False
    return user.has_perm(route.permission)


def as_markdown(rows: list[Row], names: dict[str, str]) -> str:
    """The page for the documentation: one line a route, one column a role."""
    codes = list(names)
    lines = [
        "# Who may open what",
        "",
        "Made by `manage.py print_permissions`, never by hand. Every route, every role; what one",
        "role may do to one record (its department's, its own) is decided again by the service.",
        "`anyone` needs no sign-in, `signed_in` any role. The test reads `tests/permissions.csv`.",
        "",
        "Roles: " + ", ".join(f"`{code}` {name}" for code, name in names.items()) + ".",
        "",
        "| route | path | permission | " + " | ".join(codes) + " |",
        "|---|---|---|" + "---|" * len(codes),
    ]
    for row in rows:
        marks = " | ".join("✓" if row.may[code] else "" for code in codes)
        path = row.route.pattern.replace("<", "&lt;").replace("|", "\\|")
        lines.append(f"| {row.route.name} | {path} | {row.route.permission} | {marks} |")
    return "\n".join(lines) + "\n"


def as_csv(rows: list[Row]) -> str:
    """The table the test proves over HTTP."""
    codes = list(rows[0].may)
    lines = [",".join(["route", "permission", *codes])]
    for row in rows:
        marks = [YES if row.may[code] else NO for code in codes]
        lines.append(",".join([row.route.name, str(row.route.permission), *marks]))
    return "\n".join(lines) + "\n"
