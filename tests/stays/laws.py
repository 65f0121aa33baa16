"""What must always be true, said in SQL: each query lists violations. Nothing here uses our code."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import connection

LAWS = {
    "a room held twice at one instant": """
        SELECT a.id, b.id FROM stays_roomassignment a JOIN stays_roomassignment b
            ON b.room_id = a.room_id AND b.id > a.id AND b.period && a.period
         WHERE a.status IN ('booked', 'in_house') AND b.status IN ('booked', 'in_house')""",
    "two parties in one room": """
        SELECT room_id FROM stays_roomassignment WHERE status = 'in_house'
         GROUP BY room_id HAVING count(*) > 1""",
    "occupied by nobody, or somebody in a vacant room": """
        SELECT r.number, r.occupancy FROM rooms_room r
          LEFT JOIN stays_roomassignment a ON a.room_id = r.id AND a.status = 'in_house'
          LEFT JOIN stays_stay s ON s.id = a.stay_id AND s.status = 'in_house'
         WHERE (r.occupancy = 'occupied') <> (s.id IS NOT NULL)""",
    "the counter of a night is wrong": """
        SELECT c.room_type_id, c.night, c.sold, count(n.id) FROM stays_typenight c
          LEFT JOIN stays_soldnight n ON n.room_type_id = c.room_type_id AND n.night = c.night
         GROUP BY c.id HAVING c.sold <> count(n.id)""",
    "a night sold without a counter": """
        SELECT n.id FROM stays_soldnight n LEFT JOIN stays_typenight c
            ON c.room_type_id = n.room_type_id AND c.night = n.night WHERE c.id IS NULL""",
    "more sold than there is": """
        SELECT id, night FROM stays_typenight WHERE sold > rooms + overbook - blocked""",
    "a bill that is not the sum of its lines when closed": """
        SELECT f.id FROM cashier_folio f JOIN cashier_line l ON l.folio_id = f.id
         WHERE f.status = 'closed' GROUP BY f.id HAVING sum(l.amount) <> 0""",
    "more given back than was received": """
        SELECT p.id FROM cashier_line p JOIN cashier_line u ON u.refers_to_id = p.id
         WHERE p.kind IN ('deposit', 'payment') AND NOT EXISTS (
               SELECT 1 FROM cashier_line r WHERE r.refers_to_id = u.id AND r.kind = 'reversal')
         GROUP BY p.id, p.amount HAVING sum(u.amount) > -p.amount""",
    "an act without its one row in the outbox": """
        SELECT e.id FROM journal_entry e LEFT JOIN journal_dispatch d ON d.entry_id = e.id
         WHERE d.entry_id IS NULL""",
    "a guest who left an open bill": """
        SELECT s.id FROM stays_stay s JOIN cashier_folio f ON f.stay_id = s.id
         WHERE s.status = 'departed' AND f.status <> 'closed'""",
    "a room taken out with nothing that says so": """
        SELECT r.number FROM rooms_room r WHERE r.block <> 'none' AND NOT EXISTS (
               SELECT 1 FROM rooms_roomblock b
                WHERE b.room_id = r.id AND b.living AND b.kind = r.block)""",
}


def stands(laws: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """Every violation: the law, then what the query said."""
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for said, query in laws.items():
            cursor.execute(query)
            found += [(said, *row) for row in cursor.fetchall()]
    return found


def contents() -> dict[str, str]:
    """A mark for each table that changes with any of its rows; sequences may run on."""
    with connection.cursor() as cursor:
        cursor.execute(_marks())
        return dict(cursor.fetchall())


@cache
def _marks() -> str:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return " UNION ALL ".join(
        f"SELECT '{table}', coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} t"
        for table in tables
    )
