import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.child import Child
from ops.port import free_port, listen
from ops.supervisor import Supervisor
from ops.trouble import Trouble
from tests.stack import until

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(said.append)
    yield supervisor
    supervisor.stop()


def child(tmp_path: Path, argv: list[str], name: str = "sleeper", patience: float = 5) -> Child:
    return Child(name=name, argv=argv, log=tmp_path / f"{name}.log", patience=patience)


def test_a_killed_process_is_started_again(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    sleeper = child(tmp_path, SLEEPER)
    supervisor.add(sleeper)
    before = sleeper.pid
    os.kill(before, signal.SIGKILL)

    def came_back() -> bool:
        supervisor.look()
        return sleeper.alive and sleeper.pid != before

    until(came_back, 10, "the sleeper is back")
    assert said == ["sleeper ended (killed by SIGKILL); starting it again in 0.5 s."]


def test_pauses_grow_while_a_process_keeps_dying(
    supervisor: Supervisor, said: list[str], tmp_path: Path
) -> None:
    supervisor.add(child(tmp_path, [sys.executable, "-c", "raise SystemExit(3)"]))

    def died_three_times() -> bool:
        supervisor.look()
        return len(said) == 3

    until(died_three_times, 20, "three deaths")
    assert [line.rpartition(" in ")[2] for line in said] == ["0.5 s.", "1 s.", "2 s."]


def test_all_are_stopped_last_started_first(supervisor: Supervisor, tmp_path: Path) -> None:
    order: list[str] = []

    class Noted(Child):
        def stop(self) -> None:
            order.append(self.name)
            super().stop()

    for name in ("postgres", "worker", "web"):
        supervisor.add(Noted(name=name, argv=SLEEPER, log=tmp_path / f"{name}.log"))
    supervisor.stop()
    assert order == ["web", "worker", "postgres"]


def test_what_does_not_listen_is_killed(tmp_path: Path) -> None:
    stubborn = child(tmp_path, STUBBORN, patience=0.3)
    stubborn.start()
    until(lambda: "up" in stubborn.tail(), 10, "it ignores SIGTERM")
    stubborn.stop()
    assert not stubborn.alive


def test_a_stop_takes_the_grandchildren_along(tmp_path: Path) -> None:
    parent = child(tmp_path, ["sh", "-c", "sleep 60 & echo $!; wait"])
    parent.start()
    until(lambda: parent.tail().strip().isdigit(), 10, "the grandchild runs")
    grandchild = int(parent.tail())
    parent.stop()
    until(lambda: _gone(grandchild), 5, "the grandchild is gone")


def _gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def test_a_process_that_does_not_come_up_shows_the_end_of_its_log(tmp_path: Path) -> None:
    broken = child(tmp_path, [sys.executable, "-c", "raise SystemExit('no such door')"])
    broken.ready = lambda: False
    broken.start()
    with pytest.raises(Trouble, match="no such door"):
        broken.wait_ready(10)


def test_a_taken_port_is_one_plain_sentence() -> None:
    port = free_port()
    with listen("127.0.0.1", port), pytest.raises(Trouble) as trouble:
        listen("127.0.0.1", port)
    assert str(trouble.value) == (
        f"Port {port} is already in use by another program. "
        f"Stop that program, or choose another port: make run PORT={port + 1}"
    )
