"""Nobody gets past the counter: only its services let a stay in or out."""

import ast
from collections.abc import Iterator
from pathlib import Path

from ops.processes import ROOT

SHIPPED = ("hotel", "frontdesk", "housekeeping", "vip", "complaints", "bench")
DOORS = frozenset({"check_in", "check_out"})
# The services of the counter, and the seed, which has guests leave in the past.
MAY = ("frontdesk/services/", "hotel/seed/")


def callers(source: str) -> Iterator[str]:
    """Names of the stays' doors this module calls, however it imported them."""
    modules, functions = set(), set()
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                if (node.module, name.name) == ("hotel.stays", "services"):
                    modules.add(name.asname or name.name)
                if (node.module or "").startswith("hotel.stays.services") and name.name in DOORS:
                    functions.add(name.asname or name.name)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in functions:
            yield called.id
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            if called.value.id in modules and called.attr in DOORS:
                yield called.attr


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
    assert called == DOORS
