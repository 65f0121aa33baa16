"""A PostgreSQL cluster's data folder: made once, of the right version, without a server left over."""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2

from ops.servant import Servant, servant_uid
from ops.trouble import Trouble
from ops.wheels import postgres_program

DATABASE = "yingbin"


def socket_folder(data: Path) -> Path:
    """A short private folder for the socket: paths of sockets end at 107 bytes."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:10]
    folder = Path(tempfile.gettempdir()) / f"yingbin-{os.geteuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), servant_uid()}:
        raise Trouble(f"{folder} belongs to somebody else; remove it or set TMPDIR.")
    return folder


def initialise(folder: Path, servant: Servant) -> None:
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
        str(postgres_program("initdb")),
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
        [str(postgres_program("postgres")), "--version"],
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


def end_orphan(folder: Path) -> None:
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


def answers(url: str) -> bool:
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
