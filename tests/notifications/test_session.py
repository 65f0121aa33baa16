"""A live line ends when its person is no longer signed in here, though nobody closes the page."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from hotel.asgi import application
from hotel.notifications import consumer
from hotel.staff import services as staff
from tests.cast import PASSWORD, Cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def quick_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "BEAT_SECONDS", 0.05)


def _code_after(client: Client, happens: Callable[[], object]) -> int:
    """What the line is closed with after something has happened to the session or the person."""

    async def hold_the_line() -> int:
        cookie = (
            f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        )
        headers = [
            (b"origin", b"http://testserver"),
            (b"host", b"testserver"),
            (b"cookie", cookie.encode()),
        ]
        line = WebsocketCommunicator(application, "/ws/", headers=headers)
        opened, _subprotocol = await line.connect(timeout=5)
        assert opened
        assert (await line.receive_json_from(5))["type"] == "welcome"
        await sync_to_async(happens)()
        while True:
            message = await asyncio.wait_for(line.receive_output(5), 10)
            if message["type"] == "websocket.close":
                return int(message["code"])

    # In a thread of its own: a browser test before may have left its loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(async_to_sync(hold_the_line)).result()


@pytest.fixture
def engineer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.engineer, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_a_line_ends_when_its_person_signs_out(engineer: Client) -> None:
    assert _code_after(engineer, lambda: Session.objects.all().delete()) == 4401


def test_a_line_ends_when_its_person_stops_working_here(cast: Cast, engineer: Client) -> None:
    left = lambda: staff.let_go(cast.engineer.pk, by=None, reason="moved away")  # noqa: E731
    assert _code_after(engineer, left) == 4401


def test_a_line_ends_when_the_password_is_changed_elsewhere(cast: Cast, engineer: Client) -> None:
    change = lambda: staff.set_password(cast.engineer.pk, PASSWORD + "-new", by=None)  # noqa: E731
    assert _code_after(engineer, change) == 4401


def test_a_line_ends_when_the_desk_is_locked(engineer: Client) -> None:
    assert _code_after(engineer, lambda: engineer.post("/lock/")) == 4423
