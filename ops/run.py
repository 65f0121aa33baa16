"""`make run`: opens the whole hotel on one machine and keeps it open until Ctrl-C."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO
from urllib.request import urlopen

import environ
import psycopg2

from ops import embedded, port, processes
from ops.processes import ROOT
from ops.supervisor import Supervisor
from ops.trouble import Trouble


def say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    with ExitStack() as held:
        return _run(held)


def _run(held: ExitStack) -> int:
    environ.Env.read_env(ROOT / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotel.settings.dev")
    supervisor = Supervisor(say)
    supervisor.catch_signals()
    try:
        _open(supervisor, held)
        supervisor.watch()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr, flush=True)
        return 1
    finally:
        if supervisor.watches:
            say("\nClosing the hotel …")
            supervisor.stop()
            say("Closed. The data is kept.")
    return 0


def _open(supervisor: Supervisor, held: ExitStack) -> None:
    """Everything from nothing to a hotel that serves, one line of progress a step."""
    began = time.monotonic()
    host, number = os.environ.get("HOST", "127.0.0.1"), _number("PORT", 8000)
    listener = held.enter_context(port.listen(host, number))
    data = data_folder()
    logs = data / "log"
    held.enter_context(lock(data))
    _rotate(logs)

    children, urls = embedded.servers(data, os.environ)
    for child in children:
        say(f"Starting {child.name} …")
        supervisor.add(child)
        child.wait_ready(60)
    os.environ.update(urls)

    web_processes = _number("WEB_PROCESSES", 2)
    _check_connections(os.environ["DATABASE_URL"], web_processes)
    for what, command in STEPS:
        say(f"{what} …")
        _step(supervisor, command)
    if supervisor.stopping.is_set():
        return
    say("Starting worker, beat and web …")
    env: dict[str, str] = {}
    supervisor.add(processes.worker(logs, env))
    supervisor.add(processes.beat(logs, env))
    for count in range(1, web_processes + 1):
        supervisor.add(processes.web(listener, logs, env, name=f"web-{count}"))
    url = f"http://{_local(host)}:{number}/"
    if _serves(supervisor, f"{url}sign-in/"):
        _welcome(url, logs, time.monotonic() - began)


def _number(name: str, default: int) -> int:
    value = os.environ.get(name) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise Trouble(f"{name} must be a whole number above zero, not {value!r}.")
    return int(value)


def data_folder() -> Path:
    data = Path(os.environ.get("DATA_DIR") or ROOT / ".local").resolve()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Trouble(f"The data folder {data} cannot be made: {problem.strerror}.") from None
    os.environ["DATA_DIR"] = str(data)
    return data


def lock(data: Path) -> TextIO:
    """Two hotels in one data folder would fight over one database."""
    held = (data / "run.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Trouble(
            f"A hotel is already open on {data}. Close it, or choose another folder: "
            "make run DATA_DIR=/another/folder"
        ) from None
    return held


def _rotate(logs: Path) -> None:
    """Each run writes fresh logs; those of the run before are kept once."""
    logs.mkdir(exist_ok=True)
    for log in logs.glob("*.log"):
        log.replace(log.with_suffix(".log.1"))


def _check_connections(url: str, web_processes: int) -> None:
    """Every web thread keeps a connection: too few at the database would show only under load."""
    threads = int(os.environ.get("WEB_THREADS") or 8)
    # Beside its threads a web process has the socket's queries, the health page's four, the lookout.
    wanted = web_processes * (threads + 7) + processes.WORKER_PROCESSES + 4
    try:
        connection = psycopg2.connect(url, connect_timeout=5)
    except psycopg2.OperationalError as problem:
        first = str(problem).strip().splitlines()[0]
        raise Trouble(f"PostgreSQL at DATABASE_URL does not let us in: {first}") from None
    with connection, connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        allowed = int(cursor.fetchone()[0])
    connection.close()
    if wanted > allowed - 5:
        raise Trouble(
            f"{web_processes} web processes of {threads} threads may open {wanted} connections and "
            f"PostgreSQL allows {allowed}: lower WEB_PROCESSES or WEB_THREADS, or raise max_connections."
        )


def _step(supervisor: Supervisor, command: tuple[str, ...]) -> None:
    """Run one step to its end; a Ctrl-C meanwhile ends it, and with it the opening."""
    if supervisor.stopping.is_set():
        return
    # A session of its own, or Ctrl-C would reach it too and fill the screen with its traceback.
    step = subprocess.Popen([sys.executable, *command], cwd=ROOT, start_new_session=True)
    while step.poll() is None:
        if supervisor.stopping.is_set():
            os.killpg(step.pid, signal.SIGTERM)
            step.wait()
            return
        time.sleep(0.05)
    if step.returncode != 0:
        raise Trouble(f"The step `{' '.join(command)}` failed; its message is above.")


def _today_option() -> str:
    """A hotel furnished weeks ago offers to move to today, or does so unasked."""
    return "--move-to-today" if os.environ.get("MOVE_TO_TODAY") else "--offer-today"


STEPS = (
    # First: the demo hotel's news is written down in both.
    ("Building texts in both languages", ("-m", "ops.catalogues", "compile")),
    ("Preparing the database", ("manage.py", "migrate", "--verbosity=0")),
    ("Loading departments, roles, VIP levels and plans", ("manage.py", "load_defaults")),
    ("Furnishing the demo hotel (only the first time)", ("manage.py", "seed_demo", "--if-empty")),
    ("Looking at its calendar", ("manage.py", "seed_demo", _today_option())),
    ("Building static files", ("-m", "ops.statics")),
)


def _local(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104


def _serves(supervisor: Supervisor, url: str) -> bool:
    """Wait until the first page is served. False when told to stop meanwhile."""
    deadline = time.monotonic() + 90
    while not supervisor.stopping.is_set():
        supervisor.look()
        try:
            with urlopen(url, timeout=5):  # noqa: S310
                return True
        except OSError:  # not yet, or not well
            pass
        if time.monotonic() > deadline:
            raise Trouble("The pages do not come. See the logs named web-*.log in the data folder.")
        time.sleep(0.2)
    return False


def _welcome(url: str, logs: Path, seconds: float) -> None:
    from hotel.seed.house import PASSWORD, SHOWN, STAFF

    say(f"\nThe hotel is open after {seconds:.0f} s:  {url}\n")
    say(f"Demo people (password for all: {PASSWORD}):")
    posts = {post.number: post for post in STAFF}
    for number, what in SHOWN.items():
        post = posts[number]
        say(f"  {post.number}  {post.name_zh:\u3000<4} {post.name_en:16} {what}")
    say(f"\nLogs: {logs}    Ctrl-C closes the hotel; the data is kept.")


if __name__ == "__main__":
    sys.exit(main())
