"""What pages may have missed: the journal knows, whatever Redis has lost."""

import asyncio
import time
from datetime import datetime, timedelta

from channels.db import database_sync_to_async

from hotel.notifications import selectors
from hotel.notifications.selectors import Change
from hotel.web import clock

# An act is timed before it commits: look back a little further than the page's last word.
OVERLAP = timedelta(seconds=10)
# A page away longer than this fetches everything instead.
LONGEST = timedelta(minutes=30)
MOST = 500
# All lines of a process share one look at the journal.
_LOOK = timedelta(seconds=60)
_FRESH_SECONDS = 5.0


class TooMuchError(Exception):
    """More was missed than is worth listing."""


def changes_since(moment: datetime) -> list[Change]:
    """What changed since then, oldest first. Raises `TooMuchError`."""
    if moment < clock.now() - LONGEST:
        raise TooMuchError
    changes = selectors.changes_since(moment, limit=MOST + 1)
    if len(changes) > MOST:
        raise TooMuchError
    return changes


class _Recent:
    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.looked_at = float("-inf")
        self.looking: asyncio.Future[list[Change]] | None = None

    async def look(self) -> list[Change]:
        if time.monotonic() - self.looked_at < _FRESH_SECONDS:
            return self.changes
        if self.looking is None:
            self.looking = asyncio.ensure_future(self._fetch())
        return await asyncio.shield(self.looking)

    async def _fetch(self) -> list[Change]:
        try:
            self.changes = await database_sync_to_async(selectors.changes_since)(
                clock.now() - _LOOK, limit=MOST
            )
            self.looked_at = time.monotonic()
        finally:
            self.looking = None
        return self.changes


_recent = _Recent()


async def recent_changes() -> list[Change]:
    """The changes of the last minute, at most a few seconds old."""
    return await _recent.look()
