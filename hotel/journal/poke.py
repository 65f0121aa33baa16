"""Tell Celery that news waits. Lost pokes do no harm: the sweep delivers."""

import logging
import time

log = logging.getLogger(__name__)

# After a failed poke nobody tries again for this long, so that a dead Redis costs the desk one short wait.
PAUSE_SECONDS = 5.0
_silent_until = 0.0


def poke(entry_id: int) -> None:
    """Ask a worker to deliver this entry now. Never raises, never waits longer than Redis' patience."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    from hotel.journal.tasks import deliver

    try:
        deliver.apply_async((entry_id,), retry=False)
    except Exception as problem:  # any broker trouble at all: the sweep will deliver
        _silent_until = time.monotonic() + PAUSE_SECONDS
        log.warning("poke failed, the sweep will deliver: %s", problem)
