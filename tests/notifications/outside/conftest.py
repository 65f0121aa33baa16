from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.notifications.outside.receivers import Robot, robot_at


@pytest.fixture
def loopback(settings: Any) -> None:
    """As a hotel allows a chat server of its own: this machine, in plain http."""
    settings.WEBHOOK_INNER_NETWORKS = ["127.0.0.1/32"]
    settings.WEBHOOK_ALLOW_HTTP = True


@pytest.fixture
def robot(loopback: None) -> Iterator[Robot]:
    with robot_at() as listening:
        yield listening


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
