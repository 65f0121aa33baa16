"""Confirmation numbers: drawn from a sequence, so never twice and without a lock."""

from django.db import connection


def draw(count: int = 1) -> list[str]:
    """As many new confirmation numbers, for example `R100001`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval('stays_confirmation_no') FROM generate_series(1, %s)", [count]
        )
        return [f"R{number}" for (number,) in cursor.fetchall()]
