"""`make run`, as a person meets it: a real run on servers of its own, twice."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ops.port import free_port, listen
from ops.processes import ROOT
from tests.stack import until

pytestmark = pytest.mark.served

# Only a hotel that never opens fails: on a machine busy with other tests furnishing takes minutes.
FIRST_PAGE_SECONDS = 900


class Run:
    """The run command as a process; `said` is what the person reads."""

    def __init__(self, data: Path, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.log = data.with_name(f"run-{time.monotonic_ns()}.log")
        env = {**os.environ, "DATA_DIR": str(data), "PORT": str(port), "WEB_PROCESSES": "2"}
        for name in ("DATABASE_URL", "REDIS_URL", "PYTEST_XDIST_WORKER", "MOVE_TO_TODAY"):
            env.pop(name, None)
        env["DJANGO_SETTINGS_MODULE"] = "hotel.settings.dev"
        env["DJANGO_ALLOW_ASYNC_UNSAFE"] = ""
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ops.run"],
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def wait_open(self) -> None:
        def opened() -> bool:
            assert self.process.poll() is None, self.said
            return "The hotel is open" in self.said

        until(opened, FIRST_PAGE_SECONDS, "the hotel is open")

    def well(self) -> bool:
        try:
            return httpx.get(f"{self.url}/healthz/", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def children(self) -> dict[str, int]:
        """Process ids of what it watches over, by what stands in their command lines."""
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        lines = {int(pid): _command(int(pid)) for pid in task.read_text().split()}
        words = {"worker": "worker", "beat": "beat", "web": "ops.web", "postgres": "postgres",
                 "redis": "valkey"}  # fmt: skip
        return {
            name: next(pid for pid, line in lines.items() if word in line)
            for name, word in words.items()
        }

    def close(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hotel") / "data"


@pytest.fixture(scope="module")
def first(data: Path) -> Iterator[Run]:
    run = Run(data, free_port())
    try:
        run.wait_open()
        yield run
    finally:
        run.process.kill() if run.process.poll() is None else None


def test_it_ends_with_the_address_and_the_demo_people(first: Run) -> None:
    assert f"{first.url}/" in first.said
    assert re.search(r"FO-0301 .*VIP", first.said)


def test_all_parts_become_well(first: Run) -> None:
    until(first.well, 60, "all parts are well")


@pytest.mark.parametrize("name", ["worker", "web", "beat", "redis", "postgres"])
def test_whatever_is_killed_comes_back(first: Run, name: str) -> None:
    before = first.children()[name]
    os.kill(before, signal.SIGKILL)

    def back() -> bool:
        try:
            return first.children()[name] != before and first.well()
        except (StopIteration, FileNotFoundError):
            return False

    until(back, 90, f"{name} is back and all is well")


def test_a_second_hotel_on_the_same_data_is_refused(first: Run, data: Path) -> None:
    second = Run(data, free_port())
    assert (second.process.wait(60), "A hotel is already open on" in second.said) == (1, True)


def test_ctrl_c_leaves_nothing_running_and_the_next_run_keeps_the_data(
    first: Run, data: Path
) -> None:
    pids = first.children().values()
    key = (data / "secret_key").read_text()
    assert first.close() == 0
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
    again = Run(data, free_port())
    try:
        again.wait_open()
        assert "120 rooms" not in again.said
        assert (data / "secret_key").read_text() == key
    finally:
        again.close()


def test_a_taken_port_is_said_before_anything_is_done(tmp_path: Path) -> None:
    port = free_port()
    with listen("127.0.0.1", port):
        run = Run(tmp_path / "data", port)
        assert run.process.wait(60) == 1
    assert run.said.strip().startswith(f"Port {port} is already in use by another program.")
