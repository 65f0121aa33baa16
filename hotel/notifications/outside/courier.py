"""The worker's messenger: takes what is due, sends it on threads of its own, notes how it went."""

import queue
import threading

from hotel.notifications.outside import outgoing, senders
from hotel.notifications.outside.outgoing import Claim
from hotel.notifications.outside.trouble import Trouble
from hotel.web import clock

# Channels written to at the same time: one that does not answer holds up only itself.
MOST_AT_ONCE = 8

Result = tuple[Claim, Trouble | None]


class Courier:
    """Talks to the database from the thread that calls it, to the outside from short-lived others.

    Those are daemons: a worker that stops does not wait for somebody else's silence. What they held
    comes up again when its lease ends.
    """

    def __init__(self) -> None:
        self._busy: dict[int, Claim] = {}
        self._back: queue.SimpleQueue[Result] = queue.SimpleQueue()
        self._to_settle: list[Result] = []

    def turn(self, *, wait: float) -> bool:
        """Start what is due, note what came back within `wait` seconds. True when anything moved."""
        now = clock.now()
        free = MOST_AT_ONCE - len(self._busy)
        claims = outgoing.claim(now, busy=self._busy, limit=free) if free else []
        for claim in claims:
            self._busy[claim.channel_id] = claim
            self._start(claim)
        return self._settle(wait) or bool(claims)

    def run_dry(self) -> None:
        """Until nothing is due and nothing is under way."""
        while self.turn(wait=0.0) or self._busy:
            self._settle(0.05)

    def _start(self, claim: Claim) -> None:
        name = f"outside-{claim.channel_id}"
        threading.Thread(target=self._carry, args=[claim], name=name, daemon=True).start()

    def _carry(self, claim: Claim) -> None:
        if claim.message is None:
            trouble: Trouble | None = Trouble("unreadable", final=True)
        else:
            trouble = senders.send(claim.message)
        self._back.put((claim, trouble))

    def _settle(self, wait: float) -> bool:
        """Results stay here until the database has taken them."""
        self._collect(wait)
        moved = bool(self._to_settle)
        while self._to_settle:
            claim, trouble = self._to_settle[0]
            outgoing.settle(claim, trouble, clock.now())
            self._to_settle.pop(0)
            self._busy.pop(claim.channel_id, None)
        return moved

    def _collect(self, wait: float) -> None:
        try:
            self._to_settle.append(
                self._back.get(timeout=wait) if wait else self._back.get_nowait()
            )
            while True:
                self._to_settle.append(self._back.get_nowait())
        except queue.Empty:
            return
