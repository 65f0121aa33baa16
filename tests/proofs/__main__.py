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
    """`tests` are files of pytest, or one module of its own that prints its own row with
    `module`; `examples` counts in place of rounds: variable, short, full.
    """

    name: str
    tests: tuple[str, ...] = ()
    examples: tuple[str, str, str] | None = None
    module: tuple[str, ...] = ()


STAYS, LIVING = "tests/stays/test_races.py", "tests/stays/test_races_living.py"
TILL, PAGES = "tests/cashier/test_races.py", "tests/cashier/test_races_http.py"
COUNTER = "tests/frontdesk/test_races.py"

PROOFS = (
    Proof(
        "state machine",
        ("tests/stays/test_machine.py",),
        examples=("MACHINE_EXAMPLES", "40", "1000"),
    ),
    Proof("one room and night, last rooms of a type", (STAYS,)),
    Proof("double check-in", (COUNTER,)),
    Proof("double check-out", ("tests/frontdesk/test_leaving_races.py",)),
    Proof("payment twice, over-refund, by service", (TILL,)),
    Proof("payment twice, over-refund, over HTTP", (PAGES,)),
    Proof("stale form, extend against book, crossing moves", (LIVING,)),
    Proof("cleaning, inspection and alarms", ("tests/housekeeping/test_races.py",)),
    Proof("each step of the ladder taken once", ("tests/work/test_escalation_race.py",)),
    Proof(
        "visits of a day: steps in time, nobody off duty",
        ("tests/vip/test_ladder_day.py",),
        examples=("LADDER_VISITS", "2", "30"),
    ),
    Proof(
        "edits of a visit: plan, notices, done work",
        ("tests/vip/test_same_plan.py",),
        examples=("EDIT_SEQUENCES", "8", "1000"),
    ),
    Proof("shipped plan: made, done, told, two languages", ("tests/vip/test_shipped_plan.py",)),
    Proof(
        "burst of confirmations, all killed at random",
        examples=("", "10", "100"),
        module=("tests.faults", "random"),
    ),
    Proof(
        "amenity combinations: none refused",
        ("tests/vip/test_amenities.py",),
        examples=("AMENITY_EXAMPLES", "500", "10000"),
    ),
    Proof(
        "no unready VIP gets in",
        ("tests/vip/test_gate_proof.py",),
        examples=("GATE_TRIES", "18", "500"),
    ),
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
    """One process of its own; what it prints is shown when it failed, and its own table always."""
    lengths = {"SHORT": "1"} if short else {"RACE_ROUNDS": "200"}
    if proof.examples and not short:
        lengths[proof.examples[0] or "EXAMPLES"] = proof.examples[2]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, "-m", *(proof.module or _pytest(report, proof.tests))],
            cwd=ROOT,
            env={**os.environ, **{k: os.environ.get(k, v) for k, v in lengths.items()}},
            capture_output=True,
            text=True,
            check=False,
        )
        tests, failures = (1, done.returncode) if proof.module else _counted(report)
    seconds = f"{time.monotonic() - began:.0f}"
    print(ROW.format(proof.name, *_rounds(proof, short), tests, failures, seconds), flush=True)
    good = done.returncode == 0 and tests > 0 and not failures
    if not good or proof.module:
        print(done.stdout[-6000:], done.stderr[-2000:], flush=True)
    return good


def _pytest(report: Path, tests: tuple[str, ...]) -> tuple[str, ...]:
    return ("pytest", "-q", "-p", "no:xdist", f"--junit-xml={report}", *tests)


def _rounds(proof: Proof, short: bool) -> tuple[str, int]:
    """How often, and by how many hands."""
    if proof.examples is None:
        return "20, 5" if short else os.environ.get("RACE_ROUNDS", "200"), HANDS
    name, few, many = proof.examples
    return few if short else os.environ.get(name, many), 1


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
