"""Tell Celery that news waits. Lost pokes do no harm: the sweep delivers.

A clerk never waits for Redis. The request only leaves the entry's id with a thread of its own,
because a broker that hangs can hold whoever talks to it: measured with Redis stopped by SIGSTOP and
socket timeouts of 0.4 s, opening Celery's connection still took 7.2 s.
"""

import logging
import os
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

from hotel.journal import lookout

log = logging.getLogger(__name__)

# After a failed poke nobody tries again for this long; the sweep comes sooner.
PAUSE_SECONDS = 5.0
# A poke that waited longer is worthless: the sweep has been by.
EXPIRES_SECONDS = 30
MOST_WAITING = 1000


def poke(entry_id: int) -> None:
    """Ask a worker to deliver this entry now. Never raises and never waits."""
    _messenger.leave(entry_id)
    lookout.wake_later()


class Messenger:
    """One daemon thread per process that talks to the broker, and the ids left for it."""

    def __init__(self) -> None:
        self._waiting: queue.Queue[int] = queue.Queue(MOST_WAITING)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._silent_until = 0.0

    def leave(self, entry_id: int) -> None:
        try:
            self._waiting.put_nowait(entry_id)
            self._start()
        except (queue.Full, RuntimeError) as problem:  # RuntimeError: no thread at shutdown
            log.warning("poke dropped, the sweep will deliver: %r", problem)

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="pokes", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self.send_waiting()

    def send_waiting(self) -> None:
        """Wait for an id and send it, with what else was left meanwhile, as one message."""
        self._send([self._waiting.get(), *self._more()])

    def _more(self) -> Iterator[int]:
        with suppress(queue.Empty):
            while True:
                yield self._waiting.get_nowait()

    def _send(self, entry_ids: list[int]) -> None:
        if time.monotonic() < self._silent_until:
            return
        from hotel.journal.tasks import deliver

        try:
            deliver.apply_async(tuple(entry_ids), retry=False, expires=EXPIRES_SECONDS)
        except Exception as problem:  # any broker trouble at all: the sweep will deliver
            self._silent_until = time.monotonic() + PAUSE_SECONDS
            log.warning("poke failed, the sweep will deliver: %r", problem)


_messenger = Messenger()


def _after_fork() -> None:
    """A forked worker inherits the object, but neither its thread nor the state of its locks."""
    global _messenger
    _messenger = Messenger()


os.register_at_fork(after_in_child=_after_fork)
