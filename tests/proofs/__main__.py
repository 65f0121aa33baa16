"""`make proofs`: the races at full length and the state machine for long, as one table.

`SHORT=1` keeps the lengths of CI. Arguments pick proofs by a word of their name. Exits with 1 when
anything failed.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ops.processes import ROOT

ROW = "{:44} {:>7} {:>6} {:>9} {:>9} {:>7}"
HANDS = 16


@dataclass(frozen=True)
class Proof:
    """`tests` are files of pytest; `machine` counts examples in place of rounds."""

    name: str
    tests: tuple[str, ...]
    machine: bool = False


STAYS, LIVING = "tests/stays/test_races.py", "tests/stays/test_races_living.py"
TILL, PAGES = "tests/cashier/test_races.py", "tests/cashier/test_races_http.py"
COUNTER = "tests/frontdesk/test_races.py"

PROOFS = (
    Proof("state machine", ("tests/stays/test_machine.py",), machine=True),
    Proof("one room and night, last rooms of a type", (STAYS,)),
    Proof("double check-in", (COUNTER,)),
    Proof("double check-out", ("tests/frontdesk/test_leaving_races.py",)),
    Proof("payment twice, over-refund, by service", (TILL,)),
    Proof("payment twice, over-refund, over HTTP", (PAGES,)),
    Proof("stale form, extend against book, crossing moves", (LIVING,)),
    Proof("cleaning, inspection and alarms", ("tests/housekeeping/test_races.py",)),
)


def main() -> int:
    short = bool(os.environ.get("SHORT"))
    words = [word.lower() for word in sys.argv[1:]]
    picked = [
        proof
        for proof in PROOFS
        if (not words or any(word in proof.name for word in words))
        and all((ROOT / test).exists() for test in proof.tests)
    ]
    print(ROW.format("proof", "rounds", "hands", "tests", "failures", "s"), flush=True)
    bad = sum(not _run(proof, short) for proof in picked)
    print(f"\n{len(picked)} proofs, {bad} failed.")
    return 1 if bad else 0


def _run(proof: Proof, short: bool) -> bool:
    """One pytest of its own; its output is shown only when something failed."""
    lengths = {} if short else {"RACE_ROUNDS": "200", "MACHINE_EXAMPLES": "1000"}
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:xdist",
                f"--junit-xml={report}",
                *proof.tests,
            ],
            cwd=ROOT,
            env={**os.environ, **{k: os.environ.get(k, v) for k, v in lengths.items()}},
            capture_output=True,
            text=True,
            check=False,
        )
        tests, failures = _counted(report)
    rounds = "20, 5" if short else os.environ.get("RACE_ROUNDS", "200")
    if proof.machine:
        rounds = "40" if short else os.environ.get("MACHINE_EXAMPLES", "1000")
    seconds = f"{time.monotonic() - began:.0f}"
    hands = 1 if proof.machine else HANDS
    print(ROW.format(proof.name, rounds, hands, tests, failures, seconds), flush=True)
    good = done.returncode == 0 and tests > 0 and not failures
    if not good:
        print(done.stdout[-6000:], done.stderr[-2000:], flush=True)
    return good


def _counted(report: Path) -> tuple[int, int]:
    """How many tests ran, and how many of them failed."""
    if not report.exists():
        return 0, 1
    suite = ElementTree.parse(report).getroot().find("testsuite")
    if suite is None:
        return 0, 1
    facts = suite.attrib
    return int(facts["tests"]), int(facts["failures"]) + int(facts["errors"])


if __name__ == "__main__":
    sys.exit(main())
