"""Addresses of rows: a list of a hundred stays has hundreds, and their shape does not change."""

from functools import cache, lru_cache
from typing import Any

from django.urls import reverse

# Numbers that stand in no route: where they come out, a row's own number goes in.
_STAND_INS = (2_000_000_011, 2_000_000_012, 2_000_000_013)


def path_to(route: str, *args: Any, **kwargs: Any) -> str:
    """As `reverse`, in a tenth of its time for routes of numbers."""
    if not kwargs and 0 < len(args) <= len(_STAND_INS):
        for each in args:
            if type(each) is not int or each < 0:
                break
        else:
            return _shape(route, len(args)) % args
    return _path(route, *args, **kwargs)


@cache
def _shape(route: str, count: int) -> str:
    path = reverse(route, args=_STAND_INS[:count]).replace("%", "%%")
    for each in _STAND_INS[:count]:
        path = path.replace(str(each), "%d", 1)
    return path


@lru_cache(maxsize=4096)
def _path(route: str, *args: Any, **kwargs: Any) -> str:
    return reverse(route, args=args or None, kwargs=kwargs or None)
