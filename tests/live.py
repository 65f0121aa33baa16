"""Fixtures for tests that need the product served: real processes, real Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from ops import browser, processes
from ops.child import Child
from ops.processes import ROOT
from tests.stack import Stack, flush, until, with_database

ARTIFACTS = ROOT / "artifacts"


@pytest.fixture
def stack(django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    """A hotel of its own with the cast and the small house; no process runs yet."""
    yield from _open("cast", django_db_blocker)


@pytest.fixture
def demo_stack(django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    """The demo hotel; no process runs yet."""
    yield from _open("demo", django_db_blocker)


@pytest.fixture
def served(stack: Stack) -> Stack:
    """The cast's hotel, its pages served."""
    return stack.start("web")


@pytest.fixture
def open_hotel(stack: Stack) -> Stack:
    """The cast's hotel with everything running: two web processes, worker and beat."""
    return stack.start("web", "web-2", "worker", "beat")


@pytest.fixture(scope="module")
def shared_hotel(django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    """One cast's hotel for all journeys of a module: its pages served, the worker at work."""
    for stack in _open("cast", django_db_blocker):
        yield stack.start("web", "worker")


@pytest.fixture
def demo_hotel(demo_stack: Stack) -> Stack:
    """The demo hotel with everything running."""
    return demo_stack.start("web", "web-2", "worker", "beat")


def _open(template: str, blocker: DjangoDbBlocker) -> Iterator[Stack]:
    from django.conf import settings

    flush(settings.REDIS_URL)
    with blocker.unblock(), Stack(template, redis_url=settings.REDIS_URL) as stack:
        yield stack


@pytest.fixture
def celery_worker_process(transactional_db: None, tmp_path: Path) -> Iterator[Child]:
    """A real Celery worker on the test database, with its relay."""
    from django.conf import settings

    from hotel.journal import pulse

    flush(settings.REDIS_URL)
    env = {
        "DATABASE_URL": with_database(
            os.environ["DATABASE_URL"], str(connection.settings_dict["NAME"])
        ),
        "DJANGO_ALLOW_ASYNC_UNSAFE": "",
    }
    worker = processes.worker(tmp_path, env)
    worker.start()
    try:
        until(lambda: pulse.age("worker") is not None, 60, "the worker lives")
        yield worker
    finally:
        worker.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """pytest-playwright starts Debian's Chromium, which calls nobody."""
    path = browser.chromium()
    if path is None:
        pytest.skip(browser.why_skipped())
    return {
        "executable_path": path,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "viewport": {"width": 1366, "height": 768},
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
    }


@pytest.fixture
def keep_shot() -> Any:
    """`keep_shot(page, "vip-overview")` keeps a picture in artifacts/."""

    def keep(page: Any, name: str) -> Path:
        ARTIFACTS.mkdir(exist_ok=True)
        path = ARTIFACTS / f"{name}.png"
        page.screenshot(path=str(path))
        return path

    return keep
