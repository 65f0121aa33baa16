"""`@predicate` of the rules library, with a type: the library has none."""

from collections.abc import Callable
from typing import Any

import rules


def predicate(test: Callable[..., bool], name: str | None = None) -> Any:
    """A test of who may, which `&`, `|` and `~` combine; `name` is how it reads in the printed table."""
    return rules.predicate(test, name=name)
