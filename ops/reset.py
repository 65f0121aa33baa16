"""`make reset`: throws the demo hotel away, so that the next run furnishes a fresh one."""

import os
import shutil
import sys
from pathlib import Path

import environ
import psycopg2
from psycopg2 import sql

from ops.processes import ROOT
from ops.run import data_folder, lock
from ops.trouble import Trouble


def main() -> int:
    environ.Env.read_env(ROOT / ".env")
    try:
        data = data_folder()
        with lock(data):
            _reset(data, os.environ.get("DATABASE_URL", ""))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print("The demo hotel is gone; make run furnishes a fresh one.")
    return 0


def _reset(data: Path, url: str) -> None:
    if url:
        _empty(url)
    for name in ("postgres", "redis", "media", "log"):
        shutil.rmtree(data / name, ignore_errors=True)


def _empty(url: str) -> None:
    """Drop all tables of an external database, after asking: it may not be a demo."""
    name = url.rsplit("/", 1)[-1].split("?", maxsplit=1)[0]
    if os.environ.get("YES") != "1":
        if not sys.stdin.isatty():
            raise Trouble(f"This empties the database {name}. Say so: make reset YES=1")
        if input(f"Empty the database {name}? Type its name: ") != name:
            raise Trouble("Nothing was changed.")
    connection = psycopg2.connect(url, connect_timeout=5)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(
            sql.SQL("CREATE SCHEMA public AUTHORIZATION {}").format(sql.Identifier(owner))
        )
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
