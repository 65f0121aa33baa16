from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.stays.conftest import desk

__all__ = ["desk"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield
