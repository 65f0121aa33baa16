import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from ops.processes import ROOT

OURS = {"hotel", "vip", "frontdesk", "housekeeping", "complaints", "ops"}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(file: str) -> set[str]:
    lines = (ROOT / file).read_text().splitlines()
    return {_normal(re.split(r"[=\[]", line)[0]) for line in lines if "==" in line}


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_every_package_the_product_imports_is_required_by_name() -> None:
    files = [path for app in OURS for path in (ROOT / app).rglob("*.py")]
    foreign = set().union(*map(_imported, files)) - OURS - sys.stdlib_module_names
    where = packages_distributions()
    wanted = {name: {_normal(each) for each in where.get(name, [name])} for name in foreign}
    required = _named("requirements.txt")
    # ops.lint starts import-linter for developers only.
    assert {name for name, homes in wanted.items() if not homes & required} <= {"importlinter"}


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_required_is_locked(name: str) -> None:
    assert _named(f"{name}.txt") <= _named(f"{name}.lock")


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-dev.lock"])
def test_locks_name_exact_versions_and_no_index(file: str) -> None:
    lines = [
        line for line in (ROOT / file).read_text().splitlines() if line and line[0] not in " #"
    ]
    assert [
        line for line in lines if not re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+", line)
    ] == []
