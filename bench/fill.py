"""A house of a given size in bulk: `python -m bench.fill small` fills the database of DATABASE_URL.

The database is migrated, has the shipped defaults and nothing else. Every constraint and trigger
stays on while the rows are written; what clerks did today is done by the services (`bench.today`).
"""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from bench.sizes import SIZES, Size

SQL = Path(__file__).parent / "sql"


def fill(size: Size) -> None:
    """People, rooms, past, present and future; then what the planner must know of them."""
    from bench import people, today
    from hotel.rooms.models import Room
    from hotel.seed.crew import hire_crew, plan_roster
    from hotel.stays.services import open_business_date
    from hotel.web import clock

    if Room.objects.exists():
        raise RuntimeError("This database has rooms already; fill an empty house.")
    day, now = clock.today(), clock.now()
    with said("staff and rooms"):
        crew = hire_crew()
        plan_roster(crew, day)
        open_business_date(day, by=None)
        today.build(crew, size)
    with said(f"{size.guests} guests"), transaction.atomic():
        people.write(size.guests, day, now)
    given = {
        "today": day, "now": now, "zone": settings.TIME_ZONE, "rooms": size.rooms,
        "guests": size.guests, "clerk": crew.role("receptionist").pk, "cashier": crew.role("cashier").pk, "attendant": crew.role("room_attendant").pk,
    }  # fmt: skip
    _write_stays(size, given)
    with said("today"):
        today.go_on(crew, day)
    _run("7_past_work", given)
    with said("VACUUM ANALYZE"), connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def _write_stays(size: Size, given: dict[str, Any]) -> None:
    _run("1_plan", given)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_raw")
        planned = cursor.fetchone()[0]
    given["past"] = size.stays - planned
    for step in ("2_past", "3_stays", "4_counters"):
        _run(step, given)
    # Of no concern to each other; two, because two cores are what we count on.
    with ThreadPoolExecutor(2) as pool:
        beside = ("5_bills", "5_journal", "5_counter")
        list(pool.map(lambda step: _run_beside(step, given), beside))
    _run("6_numbers", given)


def _run_beside(step: str, given: dict[str, Any]) -> None:
    try:
        _run(step, given)
    finally:
        connection.close()


def _run(step: str, given: dict[str, Any]) -> None:
    with said(step), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute((SQL / f"{step}.sql").read_text(), given)


@contextmanager
def said(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"  {what}: {time.perf_counter() - began:.1f} s", flush=True)


def main() -> int:
    import django

    django.setup()
    fill(SIZES[sys.argv[1]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
