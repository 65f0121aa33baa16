"""Those who would do the same thing at once take turns."""

from django.db import connection


def wait_for(name: str) -> None:
    """Hold this name until the transaction ends; whoever asks for it meanwhile waits here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
