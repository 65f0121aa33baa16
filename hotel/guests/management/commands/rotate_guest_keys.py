"""After a new key was put first in GUEST_DATA_KEYS: seal every number under it, then drop the old one."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from hotel.guests.secret import EncryptedCharField, reseal

BATCH = 500


class Command(BaseCommand):
    help = "Encrypt all guests' numbers anew under the newest key."

    def handle(self, *args: Any, **options: Any) -> None:
        total: int = sum(
            rotate(model._meta.db_table, str(field.column))
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, EncryptedCharField)
        )
        if options["verbosity"]:
            self.stdout.write(f"{total} numbers are sealed under the newest key.")


def rotate(table: str, column: str) -> int:
    """Reseal one column, a batch a transaction, so that the desk can go on working. Returns how many."""
    last, count = 0, 0
    while rows := _batch(table, column, last):
        last, count = rows[-1], count + len(rows)
    return count


@transaction.atomic
def _batch(table: str, column: str, after: int) -> list[int]:
    name, field = connection.ops.quote_name(table), connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {field} FROM {name} WHERE id > %s AND {field} <> ''"  # noqa: S608
            f" ORDER BY id LIMIT %s FOR UPDATE",
            [after, BATCH],
        )
        rows = cursor.fetchall()
        cursor.executemany(
            f"UPDATE {name} SET {field} = %s WHERE id = %s",  # noqa: S608
            [(reseal(token), row_id) for row_id, token in rows],
        )
    return [row_id for row_id, _token in rows]
