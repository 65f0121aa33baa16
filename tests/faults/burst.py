"""Confirmations in a burst while web, worker and beat are killed: how long the departments' news takes."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from statistics import quantiles

import psycopg2

from tests.faults.hotel import Clerk, Hotel, Outcome

# Two of each that serves or delivers, as a house that must not wait runs them; beat is one.
HOUSE = ("web", "web-2", "worker", "worker-2", "beat")
VICTIMS = (*HOUSE, "pool child")
CLERKS = 4
LOOK_EVERY = 0.02
# How often somebody is killed, in seconds between two.
PAUSES = (1.0, 4.0)


def killed_at_random(hotel: Hotel, short: bool) -> Outcome:
    """SIGKILL to web, worker and beat at random during 100 confirmations.

    Measured is the time from the commit of a confirmation until the notices of all its departments
    stand in their inboxes, both as another connection sees them.
    """
    hotel.supervise(*HOUSE)
    visits = hotel.visits(10 if short else 100)
    clerks = [hotel.clerk() for _ in range(CLERKS)]
    dice = random.Random(7)
    victims: list[str] = []
    with Stopwatch(hotel.stack.env["DATABASE_URL"]) as watch, ThreadPoolExecutor(CLERKS) as pool:
        jobs = [
            pool.submit(confirm_all, clerk, visits[number::CLERKS])
            for number, clerk in enumerate(clerks)
        ]
        while not all(job.done() for job in jobs):
            if not victims or not short:
                victims.append(_kill_one(hotel, dice))
            tend_for(hotel, dice.uniform(*PAUSES))
        confirmed = [visit for job in jobs for visit in job.result()]
        hotel.settle()
    outcome = hotel.outcome(len(visits), visits)
    outcome.lost += len(set(visits) - set(confirmed))
    outcome.news_seconds = watch.seconds
    outcome.news_limit = None if short else 3.0
    outcome.notes.insert(0, f"killed: {', '.join(victims)}; {watch.told()}")
    return outcome


class Stopwatch:
    """Looks into the database fifty times a second: which announcement is there, which is delivered."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.committed: dict[int, float] = {}
        self.delivered: dict[int, float] = {}
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Stopwatch":
        self.thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.stop.set()
        self.thread.join()

    def _look(self) -> None:
        with closing(psycopg2.connect(self.url)) as line, line.cursor() as cursor:
            line.autocommit = True
            while not self.stop.wait(LOOK_EVERY):
                cursor.execute(
                    "SELECT e.id, d.delivered_at IS NOT NULL FROM journal_entry e"
                    " JOIN journal_dispatch d ON d.entry_id = e.id WHERE e.verb = 'vip.announced'"
                )
                now = time.monotonic()
                for entry, out in cursor.fetchall():
                    self.committed.setdefault(entry, now)
                    if out:
                        self.delivered.setdefault(entry, now)

    @property
    def all_seconds(self) -> list[float]:
        return sorted(at - self.committed[entry] for entry, at in self.delivered.items())

    @property
    def seconds(self) -> float | None:
        """The 95th percentile."""
        took = self.all_seconds
        return quantiles(took, n=20)[-1] if len(took) > 1 else None

    def told(self) -> str:
        took = self.all_seconds
        if not took:
            return "nothing delivered"
        return f"news p50 {took[len(took) // 2]:.2f} s, slowest {took[-1]:.2f} s"


def _kill_one(hotel: Hotel, dice: random.Random) -> str:
    """SIGKILL to a web, a whole worker, beat, or one child of a worker's pool."""
    victim = dice.choice(VICTIMS)
    child = hotel.stack.children["worker" if victim == "pool child" else victim]
    pid = child.pid if child.alive else 0
    if victim == "pool child" and pid:
        children = _children_of(pid)
        pid = dice.choice(children) if children else 0
    with suppress(ProcessLookupError):
        if pid:
            os.kill(pid, signal.SIGKILL)
    return victim


def _children_of(pid: int) -> list[int]:
    with suppress(OSError), open(f"/proc/{pid}/task/{pid}/children") as file:  # noqa: PTH123
        return [int(child) for child in file.read().split()]
    return []


def tend_for(hotel: Hotel, seconds: float) -> None:
    until_then = time.monotonic() + seconds
    while time.monotonic() < until_then:
        hotel.tend()
        time.sleep(0.05)


def confirm_all(clerk: Clerk, visits: Iterable[int]) -> list[int]:
    return [visit for visit in visits if clerk.confirm_stubbornly(visit)]
