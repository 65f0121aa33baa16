"""The product as real processes for a test: a database of its own, web, worker and beat.

    with Stack("cast") as stack:
        stack.start("web", "worker", "beat")
        httpx.get(stack.url)

The database is a copy of a template made once: `cast` holds the defaults, one person for each role
and the small house; `demo` the demo hotel. While the stack is open, Django in the test process looks
into the same database, outside any transaction.
"""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg2
import redis
from django.db import connections

from ops import port, processes
from ops.child import Child
from ops.processes import ROOT

FURNISH = {
    "cast": [
        "from tests.cast import hire_cast; hire_cast()",
        "from tests.house import build_house; build_house()",
        "from tests.stack import open_for_business; open_for_business()",
    ],
    "demo": ["from tests.stack import deliver_all; deliver_all()"],
}


def with_database(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def database_of(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


@contextlib.contextmanager
def maintenance(url: str) -> Iterator[Any]:
    """A cursor for CREATE and DROP DATABASE."""
    connection = psycopg2.connect(with_database(url, "postgres"))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


class Stack:
    """One hotel of its own. `url` is its address, `env` what its processes are started with."""

    def __init__(
        self,
        template: str = "cast",
        *,
        database_url: str | None = None,
        redis_url: str | None = None,
    ) -> None:
        self.server = database_url or os.environ["DATABASE_URL"]
        self.database = f"{database_of(self.server)}_stack_{secrets.token_hex(4)}"
        self.template = template_database(template, self.server)
        self.logs = Path(tempfile.mkdtemp(prefix="yingbin-stack-"))
        self.listener: socket = port.listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.redis_url = redis_url or os.environ["REDIS_URL"]
        self.env = {
            "DATABASE_URL": with_database(self.server, self.database),
            "REDIS_URL": self.redis_url,
            "REDIS_PREFIX": self.database,
            "PYTEST_XDIST_WORKER": "",
            "DJANGO_SETTINGS_MODULE": "hotel.settings.test",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "",
            "DATA_DIR": str(self.logs),
            "WEB_THREADS": "4",
        }
        self.children: dict[str, Child] = {}
        self._outside = contextlib.ExitStack()

    def __enter__(self) -> Self:
        copy_database(self.server, self.template, self.database)
        self._outside.enter_context(pointed_at(self.server, self.database))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop(*self.children)
        self.listener.close()
        self._outside.close()
        drop_database(self.server, self.database)
        if problem is None:
            shutil.rmtree(self.logs, ignore_errors=True)
        else:
            print(f"logs of the stack: {self.logs}")

    def start(self, *names: str) -> Self:
        """Start processes by name: `web`, `web-2`, `worker`, `worker-2`, `beat`, … and wait for them."""
        for name in names:
            child = self.children.get(name) or self._make(name)
            self.children[name] = child
            child.start()
        if any(name.startswith("web") for name in names):
            until(self.serves, 60, "the pages come")
        if any(name.startswith("worker") for name in names):
            until(self._worker_lives, 60, "the worker lives")
        return self

    def _make(self, name: str) -> Child:
        kind = name.partition("-")[0]
        if kind == "web":
            return processes.web(self.listener, self.logs, self.env, name)
        return {"worker": processes.worker, "beat": processes.beat}[kind](self.logs, self.env, name)

    def stop(self, *names: str) -> None:
        for name in names:
            self.children[name].stop()

    def kill(self, name: str) -> None:
        """SIGKILL to a process and everything it started."""
        self.children[name].kill()

    def serves(self) -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/healthz/", timeout=5).status_code in {200, 503}
        return False

    def health(self) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.get(f"{self.url}/healthz/", timeout=10).json()
        return answer

    def _worker_lives(self) -> bool:
        from hotel.journal import pulse

        age = pulse.age("worker")
        return age is not None and age.total_seconds() < 8

    def log(self, name: str) -> str:
        return (self.logs / f"{name}.log").read_text(errors="replace")

    def signed_in(self, username: str, password: str = "yingbin-2026") -> httpx.Client:
        """An HTTP client in which this person signed in through the sign-in page."""
        client = httpx.Client(base_url=self.url, timeout=20, follow_redirects=True)
        page = client.get("/sign-in/")
        page.raise_for_status()
        token = client.cookies["csrftoken"]
        form = {"username": username, "password": password, "csrfmiddlewaretoken": token}
        answer = client.post("/sign-in/", data=form, headers={"Referer": self.url})
        assert "sessionid" in client.cookies, f"{username} could not sign in: {answer.status_code}"
        return client

    def cast(self) -> Any:
        """The people of this database by role code, as the fixture of that name."""
        from hotel.staff.models import User
        from tests.cast import Cast

        return Cast(**{user.username: user for user in User.objects.all()})


def open_for_business() -> None:
    """Today is the business date, and no news of the furnishing waits."""
    from hotel.staff.models import User
    from hotel.stays.services import open_business_date
    from hotel.web import clock

    open_business_date(clock.today(), by=User.objects.get(username="general_manager"))
    deliver_all()


def deliver_all() -> None:
    from hotel.journal import outbox

    while outbox.sweep():
        pass


def until(happens: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for something that other processes bring about. Raises when it does not come in time."""
    deadline = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:g} s: {what}")
        time.sleep(0.05)


@contextlib.contextmanager
def pointed_at(server: str, database: str) -> Iterator[None]:
    """Django in this process works in that database."""
    parts = urlsplit(server)
    settings = connections.databases["default"]
    before = {key: settings[key] for key in ("NAME", "HOST", "PORT", "USER", "OPTIONS")}
    connections.close_all()
    settings["NAME"] = database
    if server != os.environ["DATABASE_URL"]:
        host = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
        settings["OPTIONS"] = {**before["OPTIONS"], **host}
        settings.update(HOST=parts.hostname or "", PORT=parts.port or "", USER=parts.username or "")
    try:
        yield
    finally:
        connections.close_all()
        settings.update(before)


def copy_database(server: str, template: str, database: str) -> None:
    with maintenance(server) as cursor:
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')


def drop_database(server: str, database: str) -> None:
    with maintenance(server) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def template_database(template: str, server: str) -> str:
    """The name of the furnished template on this server; made when it is not there yet."""
    name = f"{database_of(server)}_template_{template}_{_fingerprint()}"
    with _one_at_a_time(name), maintenance(server) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            fresh = f"{name}_new"
            cursor.execute(f'DROP DATABASE IF EXISTS "{fresh}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{fresh}"')
            _furnish(with_database(server, fresh), template)
            cursor.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{name}"')
    return name


def drop_templates(server: str) -> None:
    """Leave nothing behind on a server that is not ours."""
    mine = database_of(server)
    with maintenance(server) as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s OR datname LIKE %s",
            [f"{mine}\\_template\\_%", f"{mine}\\_stack\\_%"],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _furnish(url: str, template: str) -> None:
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "hotel.settings.test")
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings}
    manage = [sys.executable, "manage.py"]
    steps = [[*manage, "migrate", "--verbosity=0"], [*manage, "load_defaults"]]
    if template == "demo":
        steps.append([*manage, "seed_demo", "--if-empty"])
    django = "import django; django.setup();"
    steps += [[sys.executable, "-c", f"{django} {code}"] for code in FURNISH[template]]
    for step in steps:
        done = subprocess.run(step, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{step}\n{done.stdout}\n{done.stderr}"


def _fingerprint() -> str:
    """Changes with everything that shapes a template."""
    mark = hashlib.sha256()
    shaping = ("*/migrations/*.py", "*/*/migrations/*.py", "*/defaults.*", "*/*/defaults.*")
    paths = [path for pattern in shaping for path in ROOT.glob(pattern)]
    paths += [*ROOT.glob("hotel/seed/**/*.py"), ROOT / "tests/cast.py", ROOT / "tests/house.py"]
    for path in sorted(path for path in paths if ".venv" not in path.parts):
        mark.update(path.read_bytes())
    return mark.hexdigest()[:8]


@contextlib.contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    with (Path(tempfile.gettempdir()) / f"yingbin-{os.geteuid()}-{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def flush(redis_url: str) -> None:
    """Forget everything that Redis holds for this database number."""
    with redis.Redis.from_url(redis_url) as client:
        client.flushdb()
