"""Keeps a row of processes running, in order, until told to stop."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

from ops.child import Child

QUICK_DEATH_SECONDS = 10.0
MAX_PAUSE_SECONDS = 20.0


@dataclass
class Watch:
    """What the supervisor remembers of one child: when it started, and its quick deaths in a row."""

    child: Child
    started: float = 0.0
    quick_deaths: int = 0
    start_at: float | None = None


@dataclass
class Supervisor:
    """Restarts what dies, with growing pauses; stops all, last started first."""

    say: Callable[[str], None]
    watches: list[Watch] = field(default_factory=list)
    stopping: Event = field(default_factory=Event)

    def add(self, child: Child) -> None:
        """Start a child and watch it from now on."""
        child.start()
        self.watches.append(Watch(child, started=time.monotonic()))

    def catch_signals(self) -> None:
        """Ctrl-C and SIGTERM end `watch`. A second one during the stop changes nothing."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def watch(self) -> None:
        """Look after the children until a signal comes."""
        while not self.stopping.is_set():
            self.look()
            time.sleep(0.1)

    def look(self) -> None:
        """One look at every child: note the dead, start those whose pause is over."""
        for watch in self.watches:
            self._look_at(watch)

    def _look_at(self, watch: Watch) -> None:
        now = time.monotonic()
        if watch.start_at is not None:
            if now >= watch.start_at:
                watch.child.start()
                watch.started, watch.start_at = now, None
        elif not watch.child.alive:
            watch.start_at = now + self._pause(watch, now)

    def _pause(self, watch: Watch, now: float) -> float:
        """Seconds until the next start: none after a long life, doubling after quick deaths."""
        watch.child.kill()  # what it left in its session would hold ports and connections
        status = watch.child.process.returncode if watch.child.process else None
        quick = now - watch.started < QUICK_DEATH_SECONDS
        watch.quick_deaths = watch.quick_deaths + 1 if quick else 0
        pause = min(MAX_PAUSE_SECONDS, 0.5 * 2 ** (watch.quick_deaths - 1)) if quick else 0.0
        after = f" in {pause:g} s" if pause else ""
        self.say(f"{watch.child.name} ended ({_manner(status)}); starting it again{after}.")
        if watch.quick_deaths == 4:  # once, not for every further try
            self.say(f"{watch.child.name} keeps ending. See {watch.child.log}")
        return pause

    def stop(self) -> None:
        """Stop all, last started first: what others need goes last."""
        for watch in reversed(self.watches):
            watch.child.stop()


def _manner(status: int | None) -> str:
    if status is not None and status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"exit status {status}"
