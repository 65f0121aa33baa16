"""How long from confirming a VIP visit until every open board has been told."""

import asyncio
import json
import threading
import time
from collections.abc import Callable

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from bench.http import Row, percentile

TOPIC = "dept:housekeeping"


class Boards:
    """Open lines of a department's boards, on an event loop of their own."""

    def __init__(self, url: str, client: httpx.Client, count: int) -> None:
        self.url, self.count = url, count
        self.cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        self.heard: list[float] = []
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def open(self) -> None:
        self._do(self._open())

    def _do(self, work: "asyncio.Future[None] | object") -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=120)  # type: ignore[arg-type]

    async def _open(self) -> None:
        self.lines: list[ClientConnection] = []
        for _ in range(self.count):
            line = await connect(
                self.url.replace("http", "ws", 1) + "/ws/",
                origin=Origin(self.url),
                additional_headers={"Cookie": self.cookie},
                open_timeout=30,
                proxy=None,
            )
            await line.send(json.dumps({"subscribe": [TOPIC]}))
            await self._wait_for(line, "subscribed")
            self.lines.append(line)
        self.listening = [asyncio.create_task(self._listen(line)) for line in self.lines]

    async def _wait_for(self, line: ClientConnection, kind: str) -> None:
        while json.loads(await line.recv())["type"] != kind:
            pass

    async def _listen(self, line: ClientConnection) -> None:
        """Note when this board first hears of each act; what follows on the same act is for free."""
        last = None
        async for message in line:
            said = json.loads(message)
            if said["type"] == "nudge" and said["entry"] != last:
                last = said["entry"]
                self.heard.append(time.perf_counter())

    def hear(self, act: Callable[[], None], seconds: float = 15) -> list[float]:
        """Do the act; how many ms later each board heard of it. Raises when one did not."""
        self.heard.clear()
        began = time.perf_counter()
        act()
        deadline = began + seconds
        while len(self.heard) < self.count:
            if time.perf_counter() > deadline:
                raise RuntimeError(f"only {len(self.heard)} of {self.count} boards heard of it")
            time.sleep(0.005)
        return [(moment - began) * 1000 for moment in sorted(self.heard)[: self.count]]

    def close(self) -> None:
        self._do(self._close())
        self.loop.call_soon_threadsafe(self.loop.stop)

    async def _close(self) -> None:
        for task in self.listening:
            task.cancel()
        await asyncio.gather(*(line.close() for line in self.lines), return_exceptions=True)


def confirm_to_board(boards: Boards, confirms: list[Callable[[], None]]) -> Row:
    """Each confirmation in turn; the figures are over every board of every confirmation."""
    boards.hear(confirms[0])  # the first pays for imports and connections
    times = []
    for confirm in confirms[1:]:
        time.sleep(0.5)  # the boards are quiet again
        times += boards.hear(confirm)
    return {
        "p50_ms": round(percentile(times, 50), 1),
        "p95_ms": round(percentile(times, 95), 1),
        "sockets": boards.count,
    }
