"""Pages on threads behind an event loop: the question comes whole, the answer goes whole."""

import asyncio
import threading
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
import pytest

from hotel.web.bridge import IN_MEMORY, Pages

Answered = TypeVar("Answered")


def on_a_loop(asked: Coroutine[Any, Any, Answered]) -> Answered:
    """On a thread of its own: a browser test may have left a loop running on this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def answered(application: Any, **asked: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        pages: Any = Pages(application, threads=2)
        transport = httpx.ASGITransport(pages)
        async with httpx.AsyncClient(transport=transport, base_url="http://hotel") as client:
            return await client.request(**asked)

    return on_a_loop(ask())


def echo(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Says back the question's method, path, length and where it was read."""
    body = environ["wsgi.input"].read()
    headers = [("X-Read", str(len(body))), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    start("201 Created", [*headers, ("X-Thread", threading.current_thread().name)])
    yield environ["REQUEST_METHOD"].encode()
    yield environ["PATH_INFO"].encode("latin1")


def test_question_and_answer_pass_whole() -> None:
    answer = answered(echo, method="POST", url="/房间/", content=b"x" * 70_000)
    assert (answer.status_code, answer.text) == (201, "POST/房间/")
    assert answer.headers["X-Read"] == "70000"
    assert answer.headers.get_list("Set-Cookie") == ["a=1", "b=2"]
    assert answer.headers["X-Thread"].startswith("page")


def test_a_long_question_waits_on_the_disk_and_is_read_the_same() -> None:
    answer = answered(echo, method="PUT", url="/", content=b"x" * (IN_MEMORY + 1))
    assert answer.headers["X-Read"] == str(IN_MEMORY + 1)


class Parts:
    """An answer that breaks in the middle."""

    closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"half"
        raise OSError("the disk is gone")

    def close(self) -> None:
        self.closed = True


def test_an_answer_that_breaks_is_closed_and_not_sent_by_half() -> None:
    parts = Parts()

    def breaking(environ: dict[str, Any], start: Any) -> Parts:
        start("200 OK", [])
        return parts

    with pytest.raises(OSError, match="the disk is gone"):
        answered(breaking, method="GET", url="/")
    assert parts.closed


def test_who_leaves_before_the_question_is_whole_is_not_answered() -> None:
    sent: list[dict[str, Any]] = []
    told: Iterator[dict[str, Any]] = iter(
        [
            {"type": "http.request", "body": b"ha", "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def receive() -> dict[str, Any]:
        return next(told)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    def never(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        raise AssertionError("asked all the same")

    on_a_loop(Pages(never, threads=1)({"type": "http"}, receive, send))
    assert sent == []
