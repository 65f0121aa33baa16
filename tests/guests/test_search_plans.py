"""At two hundred thousand guests every way of looking goes through an index."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotel.guests.selectors import search
from tests.guests.people import resident_id


@pytest.mark.parametrize(
    "typed",
    ["沈砚秋", "砚秋", "沈", "shenyanqiu", "syq", "john smith", "13800002266", "2266", "湘A8K6M2", resident_id(7)],
)  # fmt: skip
def test_no_way_of_looking_reads_the_whole_table(db: None, typed: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        search(typed, 20)
    selects = [
        query["sql"]
        for query in asked
        if query["sql"].startswith("SELECT") and "guests_" in query["sql"]
    ]
    assert [sql for sql in selects if "Seq Scan" in plan(sql)] == []


def plan(sql: str) -> Any:
    with connection.cursor() as cursor:
        # Few rows are read faster without an index; asked to avoid that, the plan shows whether one fits.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())
