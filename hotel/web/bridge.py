"""From the event loop to the pages and back in two steps: the whole question in, the whole answer out.

`a2wsgi`'s own middleware crosses between the threads for every part of an answer; two crossings
instead of five take a quarter off what a bare page costs. A slow client holds no thread either,
neither while it sends nor while it reads. Answers are kept in memory until they are sent: the largest
is a photo.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from a2wsgi.wsgi import build_environ

Scope = dict[str, Any]
Receive = Callable[[], Any]
Send = Callable[[dict[str, Any]], Any]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]

# A longer question, an upload, waits on the disk.
IN_MEMORY = 1 << 20


class Gone(Exception):  # noqa: N818  said of the client
    """The client left before its question was whole."""


class Pages:
    """A WSGI application on a fixed pool of threads, as an ASGI application for HTTP."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, threads: int) -> None:
        self.application = application
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with SpooledTemporaryFile(IN_MEMORY) as body:
                await _read(receive, body)
                run = asyncio.get_running_loop().run_in_executor
                context = copy_context()
                status, headers, answer = await run(
                    self.threads, context.run, self._answer, scope, body
                )
        except Gone:
            return
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def _answer(self, scope: Scope, body: IO[bytes]) -> Answer:
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *_trouble: Any) -> None:
            started.append((status, headers))

        environ: dict[str, Any] = {**build_environ(scope, body)}  # type: ignore[arg-type]
        parts = self.application(environ, start)
        try:
            answer = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        status, headers = started[-1]
        return int(status[:3]), [_encoded(*each) for each in headers], answer


async def _read(receive: Receive, body: IO[bytes]) -> None:
    """The whole question, ready to be read. Raises `Gone`."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body.write(message.get("body", b""))
        more = message.get("more_body", False)
    body.seek(0)


def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin1"), value.encode("latin1")
