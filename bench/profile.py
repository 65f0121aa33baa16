"""What a page costs and why, in this process: `python -m bench.profile arrivals --size large --plan`.

Prints queries, milliseconds of CPU and of SQL of each page; `--plan` how PostgreSQL answers the
slowest statements. Names are those of `make bench`, or paths; none means every page. Without `--keep`
the house is filled on a server of its own, and gone afterwards; `--keep URL` fills that database once
and uses it from then on. Pages are only read, but the visitor signs in: use no hotel that is in use.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.sizes import SIZES, Size
from ops import catalogues, embedded, statics
from ops.child import Child

if TYPE_CHECKING:
    from django.test import Client

WARM, TURNS, SLOWEST = 3, 20, 3


@dataclass
class Statements:
    """Every statement of some requests, with its seconds."""

    asked: list[tuple[float, str, Any]] = field(default_factory=list)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.asked.append((time.perf_counter() - began, sql, params))

    @property
    def seconds(self) -> float:
        return sum(took for took, _sql, _params in self.asked)

    def slowest(self) -> list[tuple[float, str, Any]]:
        """Mean seconds of the statements that took most, with the parameters they had last."""
        every: dict[str, list[tuple[float, Any]]] = {}
        for took, sql, params in self.asked:
            if sql.lstrip().startswith(("SELECT", "WITH", "EXECUTE")):
                every.setdefault(sql, []).append((took, params))
        means = [
            (sum(took for took, _params in runs) / len(runs), sql, runs[-1][1])
            for sql, runs in every.items()
        ]
        return sorted(means, key=lambda each: -each[0])[:SLOWEST]


def main() -> int:
    chosen = _arguments()
    with ExitStack() as servers:
        _point_at(servers, chosen.keep)
        import django

        catalogues.compile_all()
        statics.main()
        django.setup()
        _have(SIZES[chosen.size])
        client = _manager()
        print(f"{'':40} {'queries':>8} {'CPU ms':>8} {'SQL ms':>8} {'kB':>6}")
        for name, paths in _wanted(chosen.pages).items():
            _profile(client, name, paths, plan=chosen.plan)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("pages", nargs="*", help="rows of make bench, or paths")
    parser.add_argument("--size", choices=[*SIZES], default="small")
    parser.add_argument("--keep", metavar="DATABASE_URL", help="a database to fill once and keep")
    parser.add_argument("--plan", action="store_true", help="EXPLAIN the slowest statements")
    return parser.parse_args()


def _point_at(servers: ExitStack, keep: str | None) -> None:
    """Servers of our own for what is not named, stopped when all is said."""
    folder = Path(servers.enter_context(tempfile.TemporaryDirectory(prefix="yingbin-profile-")))
    folder.chmod(0o755)
    named = {"DATABASE_URL": keep} if keep else {}
    children, urls = embedded.servers(folder, named, durable=False)
    servers.enter_context(_running(children))
    os.environ.update({**named, **urls, "DJANGO_SETTINGS_MODULE": "bench.settings"})
    os.environ["DATA_DIR"] = str(folder)


@contextmanager
def _running(children: list[Child]) -> Iterator[None]:
    try:
        embedded.start(children)
        yield
    finally:
        for child in reversed(children):
            child.stop()


def _have(size: Size) -> None:
    """Fill the database unless it holds a house already."""
    from django.core.management import call_command

    from bench.fill import fill
    from hotel.rooms.models import Room

    call_command("migrate", verbosity=0)
    if not Room.objects.exists():
        call_command("load_defaults")
        fill(size)


def _manager() -> "Client":
    from django.test import Client

    from bench.live import username
    from hotel.staff.models import User

    client = Client()
    client.force_login(User.objects.get(username=username("fo_manager")))
    return client


def _wanted(asked: list[str]) -> dict[str, list[str]]:
    from bench.pages import paths

    known = paths()
    return {
        name: [name] if name.startswith("/") else known[name] for name in (asked or list(known))
    }


def _profile(client: "Client", name: str, paths: list[str], *, plan: bool) -> None:
    from django.db import connection

    for path in islice(cycle(paths), WARM):
        client.get(path)
    heard, size = Statements(), 0
    began = time.process_time()
    with connection.execute_wrapper(heard):
        for path in islice(cycle(paths), TURNS):
            answer = client.get(path)
            size += len(answer.content)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answers {answer.status_code}")
    cpu = (time.process_time() - began) / TURNS * 1000
    queries, sql = len(heard.asked) / TURNS, heard.seconds / TURNS * 1000
    print(f"{name:40} {queries:>8.1f} {cpu:>8.1f} {sql:>8.1f} {size / TURNS / 1024:>6.0f}")
    if plan:
        for took, statement, params in heard.slowest():
            _explain(took, statement, params)


def _explain(took: float, statement: str, params: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        # A prepared statement tells no more than its name.
        cursor.execute("SELECT name, statement FROM pg_prepared_statements")
        texts = dict(cursor.fetchall())
        name = statement.removeprefix("EXECUTE ").partition("(")[0]
        print(f"\n  {took * 1000:.1f} ms: {' '.join(texts.get(name, statement).split())[:600]}")
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {statement}", params)
        print(*(f"    {line}" for (line,) in cursor.fetchall()), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
