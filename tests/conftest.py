"""What every test may use: the cast, the house, a browser in which somebody is signed in."""

import os

import pytest

from ops import catalogues
from tests import servers
from tests.cast import cast, enter
from tests.house import house
from tests.live import (
    browser_context_args,
    browser_type_launch_args,
    celery_worker_process,
    demo_hotel,
    demo_stack,
    keep_shot,
    open_hotel,
    served,
    shared_hotel,
    stack,
)

__all__ = [
    "browser_context_args",
    "browser_type_launch_args",
    "cast",
    "celery_worker_process",
    "demo_hotel",
    "demo_stack",
    "enter",
    "house",
    "keep_shot",
    "open_hotel",
    "served",
    "shared_hotel",
    "stack",
]


def pytest_configure(config: pytest.Config) -> None:
    # Once a browser was used, Playwright keeps an event loop in this thread for the rest of the
    # run, and Django would refuse to ask the database. The served processes do not inherit this.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    servers.start(config)
    if not hasattr(config, "workerinput"):
        catalogues.compile_all()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.leave_clean()
