"""Addresses of rows: a list of a hundred stays has hundreds, and they do not change."""

from functools import lru_cache
from typing import Any

from django.urls import reverse


@lru_cache(maxsize=16384)
def path_to(route: str, *args: Any, **kwargs: Any) -> str:
    return reverse(route, args=args or None, kwargs=kwargs or None)
