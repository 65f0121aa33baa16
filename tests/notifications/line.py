"""A page's live line, as a test holds it: a WebSocket with the cookies of somebody signed in."""

import json
import time
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Any, Self

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin


class Line(AbstractContextManager["Line"]):
    """`Line(stack.url, client.cookies)`; `hear("nudge")` waits for the next message of that type."""

    def __init__(self, url: str, cookies: httpx.Cookies | None = None, origin: str = "") -> None:
        self.url = url
        self.cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
        self.origin = origin or url
        self.socket: ClientConnection
        self._open = ExitStack()

    def __enter__(self) -> Self:
        opening = connect(
            self.url.replace("http", "ws", 1) + "/ws/",
            origin=Origin(self.origin),
            additional_headers={"Cookie": self.cookie},
            open_timeout=10,
            proxy=None,
        )
        self.socket = self._open.enter_context(opening)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def subscribe(self, *topics: str, since: str = "") -> dict[str, Any]:
        self.socket.send(json.dumps({"subscribe": topics, "since": since}))
        return self.hear("subscribed")

    def hear(self, kind: str, seconds: float = 10) -> dict[str, Any]:
        """The next message of this type; others are passed over. Raises `TimeoutError`."""
        deadline = time.monotonic() + seconds
        while True:
            message: dict[str, Any] = json.loads(
                self.socket.recv(timeout=max(0.01, deadline - time.monotonic()))
            )
            if message["type"] == kind:
                return message

    def hear_of(self, entry_id: int, seconds: float = 10) -> dict[str, Any]:
        """The nudge of this entry; a page that comes back hears of a little more than it missed."""
        while True:
            nudge = self.hear("nudge", seconds)
            if nudge["entry"] == entry_id:
                return nudge

    def silent(self, seconds: float = 1) -> bool:
        """True when no nudge comes in that time."""
        try:
            self.hear("nudge", seconds)
        except TimeoutError:
            return True
        return False

    def closed_with(self, seconds: float = 10) -> int:
        """The code the house closes the line with."""
        try:
            self.hear("nothing of the kind", seconds)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 0
        raise AssertionError("the line is still open")
