"""One process under supervision: started, watched, stopped with everything it started itself."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ops.trouble import Trouble


@dataclass
class Child:
    """How to start one process, and the process while it runs.

    `prefix` is a `setpriv` call that stands before `argv`, for dropping privileges. `patience` is how many seconds a
    polite stop may take before SIGKILL. `ready` tells whether it serves already.
    """

    name: str
    argv: Sequence[str]
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    prefix: Sequence[str] = ()
    pass_fds: Sequence[int] = ()
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 10.0
    ready: Callable[[], bool] = lambda: True
    before_start: Callable[[], None] = lambda: None
    cwd: Path | None = None
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        self.kill()  # what is left of the one before, if any
        self.before_start()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command(),
                env={**os.environ, **self.env},
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self.pass_fds,
                start_new_session=True,
            )

    def _command(self) -> list[str]:
        """The command on a leash: a supervisor that is killed leaves no headless hotel behind.

        Dropping privileges clears the leash, so both are asked of one `setpriv`.
        """
        if shutil.which("setpriv") is None:
            return [*self.prefix, *self.argv]
        leash = ["--pdeathsig", self.stop_signal.name.removeprefix("SIG")]
        return ["setpriv", *leash, *self.prefix[1:], *self.argv]

    @property
    def alive(self) -> bool:
        """Whether it runs. A dead process is not reaped here: until `kill` its number stays taken,
        so that no stranger's process can be hit under it."""
        if self.process is None or self.process.returncode is not None:
            return False
        look = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, look) is None

    @property
    def pid(self) -> int:
        assert self.process is not None, f"{self.name} was never started"
        return self.process.pid

    def wait_ready(self, seconds: float) -> None:
        """Return once it serves. Raises `Trouble` with the end of its log when it does not."""
        deadline = time.monotonic() + seconds
        while not self.ready():
            if not self.alive or time.monotonic() > deadline:
                raise Trouble(f"{self.name} did not start. The end of {self.log}:\n{self.tail()}")
            time.sleep(0.05)

    def tail(self, lines: int = 8) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def stop(self) -> None:
        """Ask politely, then not; afterwards nothing of its session lives."""
        if self.alive:
            os.kill(self.pid, self.stop_signal)
            self._wait_dead(self.patience)
        self.kill()

    def _wait_dead(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.alive:
                return
            time.sleep(0.02)

    def kill(self) -> None:
        """SIGKILL to it and to whatever it left behind in its session."""
        if self.process is None or self.process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
