"""A web process looks after the news: what no worker has taken after a second, it delivers itself.
So a burst of acts waits for no worker that was killed and has to start anew.

Only where `stand()` was called, as in every web process; the row lock of `outbox.deliver` sees to it
that whoever else comes at the same moment delivers nothing twice. Each act of the process wakes it
when the patience with that act is over, and then it looks after everybody's: another web process
may have been killed with its own in mind.
"""

import logging
import queue
import threading
import time
from datetime import timedelta

from django.db import connections

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=1)
MOST_WAITING = 1000


class Lookout:
    """One daemon thread, with a database connection of its own while there is something to look after."""

    def __init__(self, patience: timedelta = PATIENCE) -> None:
        self.patience = patience
        self._due_times: queue.Queue[float] = queue.Queue(MOST_WAITING)
        self._standing = False

    def stand(self) -> None:
        """Look after the news from now on. A second call changes nothing."""
        if not self._standing:
            self._standing = True
            threading.Thread(target=self._run, name="lookout", daemon=True).start()

    def wake_later(self) -> None:
        """Look when the patience with the act of this moment is over. Never raises, never waits."""
        if self._standing:
            try:
                self._due_times.put_nowait(time.monotonic() + self.patience.total_seconds())
            except queue.Full:
                log.warning("the lookout is behind; the sweep of the workers delivers")

    def _run(self) -> None:
        while True:
            self._wait_for_due()
            try:
                self._look()
            except Exception:  # the database may be restarting; the sweep of the workers delivers
                log.exception("what waits could not be delivered here")
                connections.close_all()
            if self._due_times.empty():
                connections.close_all()

    def _look(self) -> None:
        from hotel.journal import outbox  # the thread may stand before the apps are loaded

        outbox.sweep(self.patience)

    def _wait_for_due(self) -> None:
        """Wait until the patience with an act is over; one look is enough for all that are due then."""
        time.sleep(max(self._due_times.get() - time.monotonic(), 0))
        while not self._due_times.empty() and self._due_times.queue[0] <= time.monotonic():
            self._due_times.get()


_lookout = Lookout()
stand, wake_later = _lookout.stand, _lookout.wake_later
