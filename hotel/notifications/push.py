"""Nudges: telling open pages that something has changed. Only a nudge: pages refetch, poll when the
line is down, and ask for what they missed, so one that is lost costs nothing but seconds."""

import asyncio
import logging
import math
import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from channels.layers import get_channel_layer
from django.conf import settings

from hotel.notifications.topics import group

log = logging.getLogger(__name__)

# After a failed nudge nobody tries again for this long: a hung Redis costs a worker one short wait.
PAUSE_SECONDS = 2.0
GIVE_UP_SECONDS = 2.0


def nudge(topics: Iterable[str], entry_id: int | None, at: datetime, *, wait: bool = True) -> None:
    """Tell every page that listens to one of these topics. Never raises.

    Waits for Redis at most `REDIS_PATIENCE_SECONDS`, and a request (`wait=False`) not at all. From
    any thread of web or worker.
    """
    message = {
        "type": "nudge",
        "topics": sorted(set(topics)),
        "entry": entry_id,
        "at": at.isoformat(),
    }
    _sender.send(message, wait=wait)


@contextmanager
def unheard() -> Iterator[None]:
    """Nudges of this process are dropped: nobody has a page open yet, as while a hotel is furnished."""
    with _sender.muted():
        yield


class Sender:
    """One event loop on a thread of its own per process, so that the connection to Redis is kept.

    A loop for every nudge would open a connection each time.
    """

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._silent_until = 0.0

    @contextmanager
    def muted(self) -> Iterator[None]:
        before, self._silent_until = self._silent_until, math.inf
        try:
            yield
        finally:
            self._silent_until = before

    def send(self, message: dict[str, Any], *, wait: bool) -> None:
        if time.monotonic() < self._silent_until:
            return
        sending = asyncio.run_coroutine_threadsafe(self._publish(message), self._running_loop())
        if wait:
            with suppress(FutureTimeoutError):
                sending.result(timeout=settings.REDIS_PATIENCE_SECONDS)

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="nudges", daemon=True).start()
            return self._loop

    async def _publish(self, message: dict[str, Any]) -> None:
        try:
            await asyncio.wait_for(_publish(message), GIVE_UP_SECONDS)
        except Exception as problem:  # Redis is away: pages poll, and catch up from the journal
            self._silent_until = time.monotonic() + PAUSE_SECONDS
            log.warning("nudge not sent, pages will notice by themselves: %r", problem)


async def _publish(message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    for topic in message["topics"]:
        await layer.group_send(group(topic), {**message, "topics": [topic]})


_sender = Sender()


def _after_fork() -> None:
    """A forked worker inherits the object, but neither its thread nor the state of its locks."""
    global _sender
    _sender = Sender()


os.register_at_fork(after_in_child=_after_fork)
