"""A house of a size as real processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench.sizes import Size

if TYPE_CHECKING:
    from tests.stack import Stack


@contextmanager
def filled(size: Size) -> Iterator["Stack"]:
    """A stack, not started yet, whose database is a copy of a filled one. The copied one goes."""
    from tests.stack import FURNISH, Stack, drop_database

    FURNISH[size.name] = [
        f"from bench.fill import fill; from bench.sizes import Size; fill({size!r})"
    ]
    with Stack(size.name) as stack:
        drop_database(stack.server, stack.template)
        yield stack
