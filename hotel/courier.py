"""The worker's second clockwork: messages to the outside, beside the relay and never in its way.

A thread of the worker's main process with a database connection of its own. It looks into the
table every second, so Redis and beat may be down; a message that takes its time holds no process of
the pool. Several couriers do no harm: row locks and leases let exactly one make each attempt.
"""

import logging
import threading
from typing import Any

from celery import bootsteps
from django.db import connections

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
AFTER_TROUBLE_SECONDS = 5.0


class OutsideCourier(bootsteps.StartStopStep):
    """Starts and stops the thread with the worker."""

    # Only after the pool has forked its children: they must not inherit the connection.
    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        super().__init__(worker, **kwargs)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self, worker: Any) -> None:
        self._thread.start()

    def stop(self, worker: Any) -> None:
        self._stopping.set()
        self._thread.join(timeout=5)

    def terminate(self, worker: Any) -> None:
        self.stop(worker)

    def _run(self) -> None:
        from hotel.notifications.outside.courier import Courier

        courier = Courier()
        while not self._stopping.is_set():
            try:
                courier.turn(wait=LOOK_SECONDS)
            except Exception:
                # The database may be restarting. The thread must outlive whatever it was.
                log.exception("the courier could not work and tries again")
                connections.close_all()
                self._stopping.wait(AFTER_TROUBLE_SECONDS)
        connections.close_all()
