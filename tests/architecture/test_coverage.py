"""docs/coverage.md must not promise what is not there."""

import importlib
import re
from dataclasses import dataclass
from functools import cache

import pytest
from django.urls import get_resolver

from ops.processes import ROOT

STATES = {"missing", "thin", "works"}
ROW = re.compile(r"^\|\s*(\d+)\s*\|(.*)\|\s*$")


@dataclass(frozen=True)
class Item:
    number: int
    text: str
    state: str
    where: str
    test: str


@cache
def items() -> list[Item]:
    lines = (ROOT / "docs" / "coverage.md").read_text().splitlines()
    rows = [ROW.match(line) for line in lines]
    return [_item(int(row[1]), row[2]) for row in rows if row]


def _item(number: int, rest: str) -> Item:
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", rest)]
    assert len(cells) == 4, f"item {number} has {len(cells)} cells after its number"
    return Item(number, *cells)


def built() -> list[Item]:
    return [item for item in items() if item.state != "missing"]


def names(cell: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_item_of_the_handbook_stands_there_once() -> None:
    numbers = [item.number for item in items()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 321


def test_states_are_known() -> None:
    assert {item.state for item in items()} <= STATES


def test_what_is_built_names_where_it_lives() -> None:
    assert [item.number for item in built() if not names(item.where)] == []


def test_what_works_names_the_test_that_shows_it() -> None:
    working = [item for item in items() if item.state == "works"]
    assert [item.number for item in working if not names(item.test)] == []


@cache
def routes() -> set[str]:
    """Every route as `namespace:name`, or `name` for those outside."""
    resolver = get_resolver()
    inside = {
        f"{space}:{name}"
        for space, (_, inner) in resolver.namespace_dict.items()
        for name in inner.reverse_dict
        if isinstance(name, str)
    }
    return inside | {name for name in resolver.reverse_dict if isinstance(name, str)}


def exists(name: str) -> bool:
    """A route, or something that can be imported: a module, or an attribute path in one."""
    if ":" in name:
        return name in routes()
    if "." not in name:
        return name in routes()
    parts = name.removesuffix("()").split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[cut:]:
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


def test_every_page_and_verb_it_names_exists() -> None:
    lost = [(i.number, name) for i in built() for name in names(i.where) if not exists(name)]
    assert lost == []


def test_exists_finds_what_is_there_and_not_what_is_not() -> None:
    assert exists("staff:sign-in")
    assert exists("hotel.journal.services.record")
    assert not exists("staff:sign-out-of-the-world")
    assert not exists("hotel.journal.services.forget")


def shown_by(name: str) -> bool:
    """`tests/rooms/test_states.py::test_x`, or the file alone."""
    path, _, function = name.partition("::")
    file = ROOT / path
    if not file.is_file():
        return False
    plain = function.partition("[")[0].rpartition("::")[2]
    return (
        not plain
        or re.search(rf"^\s*(async )?def {re.escape(plain)}\(", file.read_text(), re.MULTILINE)
        is not None
    )


def test_every_test_it_names_exists() -> None:
    lost = [(i.number, name) for i in built() for name in names(i.test) if not shown_by(name)]
    assert lost == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tests/architecture/test_coverage.py::test_every_test_it_names_exists", True),
        ("tests/architecture/test_coverage.py", True),
        ("tests/architecture/test_coverage.py::test_of_nothing", False),
        ("tests/nowhere.py", False),
    ],
)
def test_shown_by_looks_into_the_file(name: str, found: bool) -> None:
    assert shown_by(name) is found
