"""The worker's own clockwork: delivers waiting news without being told to by Redis.

A thread of the worker's main process with a database connection of its own. Whatever happens to
Redis (down, hung, flushed), an entry is delivered within two seconds of its commit. Several relays
do no harm: each entry's row lock lets exactly one deliver it.
"""

import logging
import threading
import time
from typing import Any

from celery import bootsteps
from django.db import connections

log = logging.getLogger(__name__)

SWEEP_SECONDS = 2.0
HEARTBEAT_SECONDS = 5.0


class Relay(bootsteps.StartStopStep):
    """Starts and stops the thread with the worker."""

    # Only after the pool has forked its children: they must not inherit the relay's connection.
    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        super().__init__(worker, **kwargs)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def start(self, worker: Any) -> None:
        self._thread.start()

    def stop(self, worker: Any) -> None:
        self._stopping.set()
        self._thread.join(timeout=5)

    def terminate(self, worker: Any) -> None:
        self.stop(worker)

    def _run(self) -> None:
        next_beat = 0.0
        while not self._stopping.is_set():
            beating = time.monotonic() >= next_beat
            if beating:
                next_beat = time.monotonic() + HEARTBEAT_SECONDS
            try:
                tick(beating=beating)
            except Exception:
                # The database may be restarting. The thread must outlive whatever it was.
                log.exception("the relay could not work and tries again")
                connections.close_all()
            self._stopping.wait(SWEEP_SECONDS)
        connections.close_all()


def tick(*, beating: bool) -> None:
    """One turn: a sign of life when it is time for one, then deliver everything that waits."""
    from hotel.journal import outbox, pulse

    if beating:
        pulse.beat("worker")
    outbox.sweep()
