"""`make bench`: houses of three sizes, served as `make run` serves them, measured; writes bench.json.

`SHORT=1` measures the small house only and asks fewer times, for CI. `ARGS="small large"` chooses
sizes, `ARGS="small --only arrivals,board"` rows.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import table
from bench.http import Row, Visitor, measure, reading
from bench.sizes import SIZES, Size
from ops import catalogues, embedded, statics
from ops.child import Child
from ops.processes import ROOT

if TYPE_CHECKING:
    from tests.stack import Stack


def main() -> int:
    chosen = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="yingbin-bench-"))
    folder.chmod(0o755)
    postgres, os.environ["DATABASE_URL"] = embedded.postgres(folder)
    valkey, os.environ["REDIS_URL"] = embedded.valkey(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    servers = [postgres, valkey]
    try:
        embedded.start(servers)
        catalogues.compile_all()
        statics.main()
        import django

        django.setup()
        rows = _measure_all(servers, chosen)
    finally:
        for server in reversed(servers):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    (ROOT / "bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    table.show(rows)
    print("\nWritten to bench.json")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("sizes", nargs="*", metavar="|".join(SIZES), help="which houses")
    parser.add_argument("--only", default="", help="names of rows, with commas")
    chosen = parser.parse_args()
    chosen.short = bool(os.environ.get("SHORT"))
    unknown = set(chosen.sizes) - set(SIZES)
    if unknown:
        parser.error(f"no such size: {', '.join(sorted(unknown))}")
    chosen.sizes = chosen.sizes or (["small"] if chosen.short else list(SIZES))
    chosen.rows = {name for name in chosen.only.split(",") if name}
    return chosen


def _measure_all(servers: list[Child], chosen: argparse.Namespace) -> list[Row]:
    once_at = "large" if "large" in chosen.sizes else chosen.sizes[-1]
    rows: list[Row] = []
    for name in chosen.sizes:
        rows += _measure_house(SIZES[name], servers, chosen, once=name == once_at)
    return rows


def _measure_house(
    size: Size, servers: list[Child], chosen: argparse.Namespace, *, once: bool
) -> list[Row]:
    from bench.house import filled
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay

    with filled(size) as stack:
        stack.env |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "WEB_THREADS": "8"}
        stack.start("web", "web-2", "worker", "beat")
        counts: Row = {"rooms": Room.objects.count(), "stays": Stay.objects.count()}
        measured = _rows(stack, servers, chosen, once=once)
        return [{"name": name, **counts, **figures} for name, figures in measured.items()]


def _rows(
    stack: "Stack", servers: list[Child], chosen: argparse.Namespace, *, once: bool
) -> dict[str, Row]:
    """Reading first, so that every page is measured in the house as it was filled."""
    from bench import acts, live, pages
    from hotel.staff.models import User

    manager = live.username("fo_manager")
    visitor = Visitor(stack.signed_in(manager))
    pages.check(visitor)
    clerk = User.objects.get(username=manager)
    todo: dict[str, Any] = {
        name: lambda paths=paths: measure(visitor, reading(paths), short=chosen.short)
        for name, paths in pages.paths().items()
    }
    todo["create_reservation"] = lambda: acts.create_reservations(visitor, short=chosen.short)
    todo["check_in"] = lambda: acts.check_ins(visitor, clerk, short=chosen.short)
    if once:
        todo["confirm_to_board"] = lambda: live.confirmations(stack, 6 if chosen.short else 16)
        todo["memory"] = lambda: {"peak_mb": live.memory(stack, servers)}
    found = {}
    for name, measuring in todo.items():
        if not chosen.rows or name in chosen.rows:
            found[name] = measuring()
            print(f"  {name}: {found[name]}", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
