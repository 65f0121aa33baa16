"""Nobody gets past the counter: only its services let a stay in or out."""

import ast
from collections.abc import Iterator
from pathlib import Path

from ops.processes import ROOT

SHIPPED = ("hotel", "frontdesk", "housekeeping", "vip", "complaints", "bench")
DOORS = frozenset({"check_in", "let_in", "check_out"})
# The services of the counter, the seed, which has guests leave in the past, and the benchmark, which
# settles a day before it prices the night.
MAY = ("frontdesk/services/", "hotel/seed/", "bench/night.py")


def callers(source: str) -> Iterator[str]:
    """Names of the stays' doors this module calls, however it imported them."""
    tree = ast.parse(source)
    modules, functions = imported(tree)
    for call in (node.func for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call, ast.Name) and call.id in functions:
            yield call.id
        if isinstance(call, ast.Attribute) and ast.unparse(call.value) in modules:
            yield from {call.attr} & DOORS


def imported(tree: ast.Module) -> tuple[set[str], set[str]]:
    """What the module calls the stays' services, and their doors."""
    modules, functions = set(), set()
    for node in (each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)):
        for name in node.names:
            if (node.module, name.name) == ("hotel.stays", "services"):
                modules.add(name.asname or name.name)
            if (node.module or "").startswith("hotel.stays.services") and name.name in DOORS:
                functions.add(name.asname or name.name)
    return modules, functions


def shipped() -> Iterator[Path]:
    for package in SHIPPED:
        yield from (ROOT / package).rglob("*.py")


def test_only_the_counter_lets_guests_in_and_out() -> None:
    found = {
        str(path.relative_to(ROOT)): sorted(set(callers(path.read_text())))
        for path in shipped()
        if not str(path.relative_to(ROOT)).startswith(MAY)
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_the_counter_itself_is_found_to_call_them() -> None:
    """The search sees what it looks for."""
    folder = ROOT / "frontdesk" / "services"
    called = {name for path in folder.glob("*.py") for name in callers(path.read_text())}
    assert called == {"let_in", "check_out"}
