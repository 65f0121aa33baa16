"""A web process looks after the news of its own acts: what no worker has taken after a second, it
delivers itself. So a burst of acts waits for no worker that was killed and has to start anew.

Only where `stand()` was called, as in every web process; the row lock of `outbox.deliver` sees to it
that a worker who comes at the same moment delivers once. What a killed web process had in mind is
left to the sweep.
"""

import logging
import queue
import threading
import time
from collections.abc import Collection

from django.db import connections

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 1.0
MOST_WAITING = 1000


class Lookout:
    """One daemon thread, with a database connection of its own while there is something to look after."""

    def __init__(self, patience: float = PATIENCE_SECONDS) -> None:
        self.patience = patience
        self._waiting: queue.Queue[tuple[float, int]] = queue.Queue(MOST_WAITING)
        self._standing = False

    def stand(self) -> None:
        """Look after this process's acts from now on. A second call changes nothing."""
        if not self._standing:
            self._standing = True
            threading.Thread(target=self._run, name="lookout", daemon=True).start()

    def leave(self, entry_id: int) -> None:
        """Look at this entry when the patience is over. Never raises and never waits."""
        if self._standing:
            try:
                self._waiting.put_nowait((time.monotonic() + self.patience, entry_id))
            except queue.Full:
                log.warning("nobody looks after entry %s, the sweep will", entry_id)

    def _run(self) -> None:
        while True:
            try:
                deliver_left(self._due())
            except Exception:  # the database may be restarting; the sweep delivers
                log.exception("what was left could not be delivered here")
                connections.close_all()
            if self._waiting.empty():
                connections.close_all()

    def _due(self) -> list[int]:
        """Wait until the patience with somebody's entry is over; with all that were left before then."""
        due_at, entry_id = self._waiting.get()
        time.sleep(max(due_at - time.monotonic(), 0))
        found = [entry_id]
        # Entries are left in the order of their time: the first that is not due yet waits its turn.
        while not self._waiting.empty() and self._waiting.queue[0][0] <= time.monotonic():
            found.append(self._waiting.get()[1])
        return found


def deliver_left(entry_ids: Collection[int]) -> int:
    """Deliver those of these entries that still wait. Returns how many were delivered here."""
    from hotel.journal import outbox
    from hotel.journal.models import Dispatch

    left = Dispatch.objects.filter(pk__in=entry_ids, delivered_at=None, parked_at=None)
    ids = list(left.order_by("pk").values_list("pk", flat=True))
    return sum(outbox.deliver(entry_id) for entry_id in ids)


_lookout = Lookout()
stand, leave = _lookout.stand, _lookout.leave
