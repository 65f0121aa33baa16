"""The database connection is found dead before a request uses it, without asking the server."""

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_living_connection_is_usable_and_costs_no_question() -> None:
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as asked:
        assert connection.is_usable()
    assert not asked.captured_queries


def test_a_connection_the_server_has_ended_is_not() -> None:
    connection.ensure_connection()
    killer = connections.create_connection("default")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    with killer.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 2000)", [number])
    killer.close()
    assert not connection.is_usable()
    connection.close()
    assert connection.is_usable() is False


def test_without_a_connection_there_is_nothing_to_use() -> None:
    connection.close()
    assert not connection.is_usable()
