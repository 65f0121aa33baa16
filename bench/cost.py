"""What processes cost: seconds of CPU and megabytes, with all they started themselves."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and everything below it."""
    found = [pid]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time, of children that have ended too."""
    total = 0
    for each in family(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        own, ended = fields[11:13], fields[13:15]
        total += sum(int(value) for value in [*own, *(ended if each == pid else [])])
    return total / TICK


def memory_mb(pid: int) -> float:
    """Proportional share of resident memory, the family together: shared pages count once."""
    kilobytes = 0
    for each in family(pid):
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        line = next((line for line in rollup.splitlines() if line.startswith("Pss:")), "Pss: 0")
        kilobytes += int(line.split()[1])
    return round(kilobytes / 1024, 1)


def of(act: Callable[[], None], pids: Mapping[str, int], times: int) -> dict[str, float]:
    """Milliseconds of CPU that one time of the act costs each kind of process (`act` does it `times`)."""
    before = {name: cpu_seconds(pid) for name, pid in pids.items()}
    act()
    spent = {name: cpu_seconds(pid) - before[name] for name, pid in pids.items()}
    return {name: round(seconds * 1000 / times, 2) for name, seconds in spent.items()}
