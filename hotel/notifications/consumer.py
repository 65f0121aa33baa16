"""The live line of an open page. It carries ids only: what has changed, never what it says.

Page to house: `{"subscribe": ["dept:housekeeping"], "since": "ISO time"}`.
House to page: `welcome`, `nudge` (topics, entry, at), `refused` (topics), `resync`, `beat`; all with
`at`, the house's time, which a page gives back as `since` when it returns.
"""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.utils.dateparse import parse_datetime

from hotel.notifications.catchup import OVERLAP, TooMuchError, changes_since, recent_changes
from hotel.notifications.listener import Listener, Locked, listener_of
from hotel.notifications.selectors import Change
from hotel.notifications.topics import group, may_listen
from hotel.staff.models import User
from hotel.web import clock

log = logging.getLogger(__name__)

BEAT_SECONDS = 20
RECHECK_EVERY_BEATS = 3
MOST_TOPICS = 60
MOST_REMEMBERED = 2000
SIGNED_OUT = 4401
LOCKED = 4423
NONSENSE = 4400
TRY_AGAIN = 1013


class LiveConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """One open page."""

    user: User

    async def connect(self) -> None:
        # Topic → since when the page wants to know of it.
        self.topics: dict[str, datetime] = {}
        self.sent: dict[tuple[int, str, bool], None] = {}
        self.ticking: asyncio.Task[None] | None = None
        if not self._same_origin():
            await self.close()
            return
        # Accepted first: a browser shows a page no code of a refused handshake.
        await self.accept()
        if await self._recheck():
            await self._say("welcome")
            self.ticking = asyncio.create_task(self._tick())

    async def disconnect(self, code: int) -> None:
        if self.ticking is not None:
            self.ticking.cancel()
        for topic in self.topics:
            with suppress(Exception):
                await self.channel_layer.group_discard(group(topic), self.channel_name)

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any
    ) -> None:
        try:
            asked = await self.decode_json(text_data or "")
            topics = [str(topic) for topic in asked["subscribe"]][:MOST_TOPICS]
            since = parse_datetime(str(asked.get("since") or ""))
        except (ValueError, TypeError, KeyError, AttributeError):
            await self.close(code=NONSENSE)
            return
        if self.ticking is not None:
            await self._subscribe(set(topics), since if since and since.tzinfo else None)

    async def nudge(self, event: dict[str, Any]) -> None:
        """From the channel layer: something under a topic has changed."""
        if event["entry"] is not None:
            for topic in event["topics"]:
                self._remember((event["entry"], topic, True))
        await self._send({key: event[key] for key in ("type", "topics", "entry", "at")})

    async def _subscribe(self, topics: set[str], since: datetime | None) -> None:
        allowed = await database_sync_to_async(self._allowed)(topics)
        if topics - allowed:
            await self._say("refused", topics=sorted(topics - allowed))
        heard_since = (since or clock.now()) - OVERLAP
        try:
            for topic in sorted(allowed - self.topics.keys()):
                await self.channel_layer.group_add(group(topic), self.channel_name)
                self.topics[topic] = heard_since
        except Exception as problem:  # Redis is away: the page polls and comes back
            log.warning("no subscription: %r", problem)
            await self.close(code=TRY_AGAIN)
            return
        await self._say("subscribed", topics=sorted(allowed))
        if since is not None:
            await self._replay(since)

    def _allowed(self, topics: set[str]) -> set[str]:
        return {topic for topic in topics if may_listen(self.user, topic)}

    async def _replay(self, since: datetime) -> None:
        """Send what the page missed while it was away, or tell it to fetch everything."""
        try:
            changes = await database_sync_to_async(changes_since)(since - OVERLAP)
        except TooMuchError:
            await self._say("resync")
            return
        await self._catch_up(changes)

    async def _catch_up(self, changes: list[Change]) -> None:
        for change in changes:
            keys = {
                topic: (change.entry_id, topic, change.delivered)
                for topic in change.topics
                if topic in self.topics and change.latest >= self.topics[topic]
            }
            missed = [topic for topic, key in keys.items() if key not in self.sent]
            if missed:
                for topic in missed:
                    self._remember(keys[topic])
                await self._send(
                    {
                        "type": "nudge",
                        "topics": sorted(missed),
                        "entry": change.entry_id,
                        "at": change.at.isoformat(),
                        "replayed": change.delivered,
                    }
                )

    async def _tick(self) -> None:
        """Say that the line lives; catch up on what Redis lost; see whether the person is still here."""
        beats = 0
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            beats += 1
            try:
                if beats % RECHECK_EVERY_BEATS == 0 and not await self._recheck():
                    return
                await self._catch_up(await recent_changes())
            except (
                Exception
            ) as problem:  # the database is away: the line stays, the next beat asks again
                log.warning("beat without a check: %r", problem)
            await self._say("beat")

    async def _recheck(self) -> bool:
        session = self.scope.get("session")
        found: Listener = await database_sync_to_async(listener_of)(
            getattr(session, "session_key", None)
        )
        if isinstance(found, User):
            self.user = found
            return True
        await self.close(code=LOCKED if found is Locked.LOCKED else SIGNED_OUT)
        return False

    def _same_origin(self) -> bool:
        headers = dict(self.scope["headers"])
        origin = urlsplit(headers.get(b"origin", b"").decode("latin-1"))
        return bool(origin.netloc) and origin.netloc == headers.get(b"host", b"").decode("latin-1")

    def _remember(self, key: tuple[int, str, bool]) -> None:
        self.sent[key] = None
        while len(self.sent) > MOST_REMEMBERED:
            del self.sent[next(iter(self.sent))]

    async def _say(self, kind: str, **more: Any) -> None:
        await self._send({"type": kind, "at": clock.now().isoformat(), **more})

    async def _send(self, message: dict[str, Any]) -> None:
        # The line may be gone already; the page will ask for what it missed.
        with suppress(Exception):
            await self.send_json(message)
