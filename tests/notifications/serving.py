"""A served hotel shared by all tests of a file: starting one for each test would take minutes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.stack import Stack


@contextmanager
def running_stack(blocker: DjangoDbBlocker, *processes: str) -> Iterator[Stack]:
    """The cast's hotel with these processes."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, where Django would refuse to ask the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with blocker.unblock(), Stack("cast", redis_url=settings.REDIS_URL) as stack:
            yield stack.start(*processes)
