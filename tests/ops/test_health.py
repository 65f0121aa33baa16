import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pytest_django import DjangoDbBlocker

from ops import embedded
from ops.child import Child
from tests.stack import Stack, until

pytestmark = pytest.mark.served


@pytest.fixture(scope="module")
def valkey() -> Iterator[Child]:
    folder = Path(tempfile.mkdtemp(prefix="yingbin-health-"))
    folder.chmod(0o755)
    child, url = embedded.valkey(folder)
    child.env = {"url": url}
    embedded.start([child])
    yield child
    child.stop()


@pytest.fixture(scope="module")
def hotel(valkey: Child, django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    """A hotel with a Redis of its own, which a test may stop."""
    with django_db_blocker.unblock(), Stack("cast", redis_url=valkey.env["url"]) as stack:
        yield stack.start("web", "worker", "beat")


def is_well(hotel: Stack) -> bool:
    return httpx.get(f"{hotel.url}/healthz/", timeout=5).status_code == 200


def test_all_well_is_200_with_every_part(hotel: Stack) -> None:
    until(lambda: is_well(hotel), 60, "all parts are well")
    health = hotel.health()
    assert {name for name, part in health.items() if isinstance(part, dict) and part["ok"]} == {
        "database",
        "redis",
        "worker",
        "beat",
        "outbox",
        "channels",
    }


def test_a_hung_redis_is_503_within_two_seconds(hotel: Stack, valkey: Child) -> None:
    until(lambda: is_well(hotel), 60, "all parts are well")
    os.kill(valkey.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        answer = httpx.get(f"{hotel.url}/healthz/", timeout=10)
        took = time.monotonic() - began
    finally:
        os.kill(valkey.pid, signal.SIGCONT)
    assert (answer.status_code, answer.json()["redis"]["ok"], took < 2) == (503, False, True)


def test_a_worker_that_is_gone_is_503(hotel: Stack) -> None:
    from hotel.journal.models import Pulse
    from hotel.web import clock

    hotel.stop("worker")
    Pulse.objects.filter(name="worker").update(at=clock.now() - clock.minutes(1))
    answer = httpx.get(f"{hotel.url}/healthz/", timeout=10)
    hotel.start("worker")
    assert (answer.status_code, answer.json()["worker"]["ok"]) == (503, False)


def test_an_entry_that_waits_too_long_is_503(hotel: Stack) -> None:
    from django.db import transaction

    from hotel.journal.models import Dispatch
    from hotel.journal.services import record
    from hotel.staff.models import User
    from hotel.web import clock

    user = User.objects.get(username="admin")
    with transaction.atomic():
        entry = record("test.parked", user, by=None)
        Dispatch.objects.filter(entry=entry).update(parked_at=clock.now())
    answer = httpx.get(f"{hotel.url}/healthz/", timeout=10)
    Dispatch.objects.filter(entry=entry).update(parked_at=None)
    assert (answer.status_code, answer.json()["outbox"]["parked"]) == (503, 1)
