"""`make scale`: two web hosts and two worker hosts against one PostgreSQL and one Redis, tried and priced.

Each host is a network namespace with an address of its own; nothing but PostgreSQL and Redis is shared.
Prints what was tried, and what a page, an act, a push and a night cost in CPU; exits with 1 when a trial
failed. Needs root; docs/performance.md quotes it.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench import cost, hosts
from bench.hosts import SERVER, Host
from bench.sockets import TOPIC, Boards
from ops import catalogues, cluster, embedded, statics
from ops.child import Child

if TYPE_CHECKING:
    from tests.stack import Stack

WEB = (Host("web-1", 11), Host("web-2", 12))
WORKERS = (Host("worker-1", 21), Host("worker-2", 22))
PAGES = ("/arrivals/", "/rack/?days=30", "/boards/housekeeping/", "/find/?q=%E7%8E%8B")
SOCKETS, CONFIRMATIONS, ROUNDS, PUSHES = 100, 8, 60, 50


def main() -> int:
    if why := hosts.possible():
        print(why)
        return 0
    with hosts.network(*WEB, *WORKERS), _servers() as servers:
        return _try_all(servers)


@contextmanager
def _servers() -> Iterator[dict[str, Child]]:
    """PostgreSQL and Redis on the server's own address."""
    folder = Path(tempfile.mkdtemp(prefix="yingbin-scale-"))
    folder.chmod(0o755)
    postgres, _url = embedded.postgres(folder, max_connections=200)
    valkey, url = embedded.valkey(folder)
    _open_to_the_network(postgres, valkey, folder)
    os.environ["DATABASE_URL"] = f"postgres://postgres@{SERVER}/{cluster.DATABASE}"
    os.environ["REDIS_URL"] = url.replace("127.0.0.1", SERVER)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    try:
        embedded.start([postgres, valkey])
        catalogues.compile_all()
        statics.main()
        import django

        django.setup()
        yield {"postgres": postgres, "redis": valkey}
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _open_to_the_network(postgres: Child, valkey: Child, folder: Path) -> None:
    postgres.before_start()
    with (folder / "postgres" / "pg_hba.conf").open("a") as access:
        access.write(f"host all all {hosts.NETWORK}.0/24 trust\n")
    postgres.argv = [*postgres.argv, "-c", f"listen_addresses={SERVER}"]
    valkey.argv = [*valkey.argv, "--bind", "127.0.0.1", SERVER]


def _try_all(servers: dict[str, Child]) -> int:
    from tests.stack import Stack

    with Stack("demo") as stack:
        stack.env |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "WEB_THREADS": "8"}
        children = {host.name: host.web(stack.logs, stack.env) for host in WEB}
        children |= {host.name: host.worker(stack.logs, stack.env) for host in WORKERS}
        stack.children = children
        stack.start(*children)
        stack.url = _url(WEB[0])
        trial = Trial(stack, {**children, **servers})
        return trial.run()


def _url(host: Host) -> str:
    return f"http://{host.address}:{hosts.PORT}"


class Trial:
    """The hotel on its hosts, and what was found out about it."""

    def __init__(self, stack: "Stack", processes: dict[str, Child]) -> None:
        from bench.live import username

        self.stack, self.failed = stack, 0
        self.pids = {name: child.pid for name, child in processes.items()}
        for host in WEB:
            _until_serves(host)
        self.manager = stack.signed_in(username("fo_manager"))

    def run(self) -> int:
        self._check("one session on both hosts", self._one_session)
        self._price("a page (of four, by turns)", self._pages, ROUNDS * len(PAGES))
        self._across()
        self._price(f"a push to {SOCKETS} boards a host", self._pushes, PUSHES)
        self._night()
        self._check("a worker host is unplugged", self._without_a_worker)
        self._check("a web host is unplugged", self._without_a_web_host)
        for name, pid in self.pids.items():
            print(f"{name:12} {cost.memory_mb(pid):>8} MB")
        return 1 if self.failed else 0

    def _check(self, what: str, trial: Callable[[], str]) -> None:
        began = time.monotonic()
        try:
            found = trial()
        except AssertionError as problem:
            self.failed += 1
            found = f"FAILED: {problem}"
        print(f"{what:32} {found} ({time.monotonic() - began:.1f} s)", flush=True)

    def _price(self, what: str, act: Callable[[], None], times: int) -> None:
        spent = cost.of(act, self.pids, times)
        parts = ", ".join(f"{name} {value}" for name, value in spent.items() if value)
        print(f"{what:32} CPU ms each: {parts}", flush=True)

    # What is tried

    def _on(self, host: Host) -> httpx.Client:
        """The manager's browser, at another door of the house."""
        return httpx.Client(base_url=_url(host), cookies=dict(self.manager.cookies), timeout=10)

    def _one_session(self) -> str:
        answers = Counter(
            self._on(host).get("/arrivals/").status_code for host in WEB for _ in range(5)
        )
        assert answers == {200: 10}, answers
        return "10 pages of 10"

    def _pages(self) -> None:
        clients = [self._on(host) for host in WEB]
        for turn in range(ROUNDS):
            for path in PAGES:
                clients[turn % len(clients)].get(path).raise_for_status()

    def _across(self) -> None:
        """Visits are confirmed on the first host; boards are open on both."""
        from bench.live import confirming

        acts = confirming(self.stack, CONFIRMATIONS)
        slowest: list[float] = []
        with self._boards() as boards:

            def confirm() -> None:
                for act in acts:
                    slowest.append(_heard(boards, act))
                    time.sleep(0.3)

            self._price(f"a confirmation, {2 * SOCKETS} boards open", confirm, len(acts))
        median = statistics.median(slowest)
        print(
            f"{'  until the last board has heard':32} median {median:.0f} ms, {max(slowest):.0f} at most"
        )

    def _pushes(self) -> None:
        """Nothing but nudges, to boards on both hosts."""
        from hotel.notifications.push import nudge
        from hotel.web import clock

        with self._boards() as boards:
            for number in range(PUSHES):
                _heard(boards, partial(nudge, [TOPIC], -number, clock.now()))

    @contextmanager
    def _boards(self) -> Iterator[list[Boards]]:
        from bench.live import username

        supervisor = self.stack.signed_in(username("hk_supervisor"))
        boards = [Boards(_url(host), supervisor, SOCKETS) for host in WEB]
        try:
            for each in boards:
                each.open()
            yield boards
        finally:
            for each in boards:
                each.close()

    def _night(self) -> None:
        from bench import night
        from bench.live import username
        from hotel.staff.models import User

        def holder(role: str) -> User:
            return User.objects.get(username=username(role))

        rooms = night.settle(holder("general_manager"))
        self.pids["auditor"] = os.getpid()
        self._price(f"a night of {rooms} rooms", lambda: night.close(holder("night_auditor")), 1)
        del self.pids["auditor"]

    def _without_a_worker(self) -> str:
        return self._delivers_without(WORKERS[0])

    def _without_a_web_host(self) -> str:
        WEB[0].unplug()
        try:
            other = self._on(WEB[1])
            answers = Counter(other.get(path).status_code for path in PAGES * 5)
            assert answers == {200: 5 * len(PAGES)}, answers
            return f"{sum(answers.values())} pages of {sum(answers.values())} on the other"
        finally:
            WEB[0].plug()

    def _delivers_without(self, host: Host) -> str:
        from bench.live import confirming

        acts = confirming(self.stack, CONFIRMATIONS)
        before = _notices()
        host.unplug()
        try:
            for act in acts:
                act()
            _until(lambda: _undelivered() == 0, 60)
            made = _notices() - before
            assert made, "no notice was made"
            return (
                f"{len(acts)} confirmations, {made} notices, nothing left undelivered, none twice"
            )
        finally:
            host.plug()


def _heard(boards: list[Boards], act: Callable[[], None]) -> float:
    """Do the act; after how many ms the last board of all hosts has heard of it."""
    for other in boards[1:]:
        other.heard.clear()
    began = time.perf_counter()
    boards[0].hear(act)
    _until(lambda: all(len(each.heard) >= each.count for each in boards), 10)
    return (max(max(each.heard[: each.count]) for each in boards) - began) * 1000


def _notices() -> int:
    """How many there are; a second one for the same news and person is forbidden by the database."""
    from hotel.notifications.models import Notice

    return Notice.objects.count()


def _undelivered() -> int:
    from hotel.journal.models import Dispatch

    return Dispatch.objects.filter(delivered_at=None).count()


def _until_serves(host: Host) -> None:
    def serves() -> bool:
        try:
            return httpx.get(f"{_url(host)}/healthz/", timeout=5).status_code in {200, 503}
        except httpx.HTTPError:
            return False

    _until(serves, 60)


def _until(happens: Callable[[], bool], seconds: float) -> None:
    from tests.stack import until

    until(happens, seconds, "the hosts do it")


if __name__ == "__main__":
    sys.exit(main())
