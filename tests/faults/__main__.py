"""`make faults`: break things on purpose, print what was lost and doubled, fail on any.

`SHORT=1` tries fewer times, for CI. Arguments pick faults by a word of their name.
"""

import logging
import os
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

from ops import catalogues, embedded
from ops.child import Child

ROW = "{:46} {:>6} {:>6} {:>8} {:>9} {:>9} {:>6}"


def main() -> int:
    short = bool(os.environ.get("SHORT"))
    folder = Path(tempfile.mkdtemp(prefix="yingbin-faults-"))
    folder.chmod(0o755)
    postgres, os.environ["DATABASE_URL"] = embedded.postgres(folder, max_connections=300)
    valkey, os.environ["REDIS_URL"] = embedded.valkey(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "hotel.settings.test"
    servers = [postgres, valkey]
    try:
        embedded.start(servers)
        catalogues.compile_all()
        import django

        django.setup()
        # A poke that finds no Redis is what is tried here, not news.
        logging.getLogger("hotel").setLevel(logging.ERROR)
        return _try_all(servers, short)
    finally:
        for server in reversed(servers):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _try_all(servers: list[Child], short: bool) -> int:
    from tests.faults.cases import CASES

    picked = {
        name: case
        for name, case in CASES.items()
        if not sys.argv[1:] or any(word.lower() in name.lower() for word in sys.argv[1:])
    }
    print(ROW.format("fault", "tries", "lost", "doubled", "slowest", "news p95", "s"), flush=True)
    bad = [name for name, case in picked.items() if not _try_one(name, case, servers, short)]
    print(
        f"\n{len(picked)} faults, {len(bad)} with loss, doubling, a request over 2 s or news too late."
    )
    return 1 if bad else 0


def _try_one(name: str, case: object, servers: list[Child], short: bool) -> bool:
    from tests.faults.cases import Case
    from tests.faults.hotel import Hotel, Outcome
    from tests.stack import Stack, flush

    began = time.monotonic()
    run: Case = case  # type: ignore[assignment]
    with Stack("cast") as stack:
        flush(os.environ["REDIS_URL"])
        try:
            outcome = run(Hotel(stack, *servers), short)
        except Exception as problem:
            outcome = Outcome(0, 1, notes=[repr(problem), traceback.format_exc(limit=-3)])
        if not outcome.good:
            kept = Path("artifacts") / "faults" / name.replace(" ", "-").replace("/", "-")
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(stack.logs, kept)
            outcome.notes.append(f"logs: {kept}")
    took = [_seconds(outcome.slowest), _seconds(outcome.news_seconds)]
    total = f"{time.monotonic() - began:.0f}"
    print(ROW.format(name, outcome.tries, outcome.lost, outcome.doubled, *took, total), flush=True)
    for note in outcome.notes if not outcome.good or outcome.news_seconds else []:
        print(f"    {note}", flush=True)
    return outcome.good


def _seconds(took: float | None) -> str:
    return "" if took is None else f"{took:.2f} s"


if __name__ == "__main__":
    sys.exit(main())
