"""The product's own processes: web, worker and beat, as the run command and the tests start them."""

import sys
from collections.abc import Mapping
from pathlib import Path
from socket import socket

from ops.child import Child

ROOT = Path(__file__).resolve().parent.parent
WORKER_PROCESSES = 2


def web(listener: socket, logs: Path, env: Mapping[str, str], name: str = "web") -> Child:
    """One web process; several share the listener."""
    return Child(
        name=name,
        argv=[sys.executable, "-m", "ops.web", str(listener.fileno())],
        pass_fds=[listener.fileno()],
        log=logs / f"{name}.log",
        env=env,
        patience=6,
        cwd=ROOT,
    )


def worker(logs: Path, env: Mapping[str, str], name: str = "worker") -> Child:
    """A Celery worker with its relay."""
    return Child(
        name=name,
        argv=[
            *_celery("worker"),
            f"--concurrency={WORKER_PROCESSES}",
            f"--hostname={name}@%h",
            "--loglevel=WARNING",
            # Talk among workers that nobody here needs, and that a flushed Redis would confuse.
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ],
        log=logs / f"{name}.log",
        env=env,
        patience=15,
        cwd=ROOT,
    )


def beat(logs: Path, env: Mapping[str, str], name: str = "beat") -> Child:
    """Celery's clock. A second one does no harm."""
    return Child(
        name=name,
        argv=[*_celery("beat"), "--pidfile=", "--loglevel=WARNING"],
        log=logs / f"{name}.log",
        env=env,
        patience=5,
        cwd=ROOT,
    )


def _celery(command: str) -> list[str]:
    return [sys.executable, "-m", "celery", "--app=hotel", "--quiet", command]
