import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from ops import embedded
from ops.child import Child
from tests.stack import until


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "a rather long name of a data folder" / ("x" * 60)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def started() -> Iterator[list[Child]]:
    children: list[Child] = []
    yield children
    for child in children:
        child.stop()


def ask(url: str, query: str) -> object:
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(query)
        answer: object = cursor.fetchone()[0] if cursor.description else None
    connection.close()
    return answer


def test_postgres_starts_under_a_long_path_and_keeps_its_data(
    data: Path, started: list[Child]
) -> None:
    child, url = embedded.postgres(data)
    started.append(child)
    embedded.start([child])
    ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    child.stop()
    again, url = embedded.postgres(data)
    started.append(again)
    embedded.start([again])
    assert ask(url, "SELECT answer FROM kept") == 42


def test_postgres_is_of_a_version_with_what_the_product_needs(
    data: Path, started: list[Child]
) -> None:
    child, url = embedded.postgres(data, durable=False)
    started.append(child)
    embedded.start([child])
    ask(url, "CREATE EXTENSION btree_gist")
    ask(url, "CREATE EXTENSION pg_trgm")
    assert ask(url, "SELECT cardinality(show_trgm('王小明')) > 0") is True


def test_postgres_left_over_by_a_killed_supervisor_is_replaced(
    data: Path, started: list[Child]
) -> None:
    orphan, url = embedded.postgres(data)
    started.append(orphan)
    embedded.start([orphan])
    ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    child, url = embedded.postgres(data)
    started.append(child)
    embedded.start([child])
    assert ask(url, "SELECT answer FROM kept") == 42


def test_postgres_comes_back_with_committed_data_after_sigkill(
    data: Path, started: list[Child]
) -> None:
    child, url = embedded.postgres(data)
    started.append(child)
    embedded.start([child])
    ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(child.pid, signal.SIGKILL)
    child.kill()
    until(lambda: _starts(child), 30, "it starts again")
    assert ask(url, "SELECT answer FROM kept") == 42


def _starts(child: Child) -> bool:
    """The memory of the killed server may still be held for a moment."""
    if not child.alive:
        child.start()
    return child.ready()


def test_nobody_reaches_redis_without_its_password(data: Path, started: list[Child]) -> None:
    child, url = embedded.valkey(data)
    started.append(child)
    embedded.start([child])
    port = redis.Redis.from_url(url).connection_pool.connection_kwargs["port"]
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=port).ping()


def test_named_servers_are_not_started(data: Path) -> None:
    named = {"DATABASE_URL": "postgres://elsewhere/yingbin", "REDIS_URL": "redis://elsewhere/0"}
    assert embedded.servers(data, named) == ([], {})
