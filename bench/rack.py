"""`python -m bench.rack`: a throw-away database with a large house, and what the rack costs there.

DATABASE_URL names a migrated database of the demo hotel, whose rooms and stays are multiplied.
"""

import json
import os
import statistics
import time
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

ROOMS, AHEAD, HISTORY = 500, 34, 2000
NIGHTS = (2, 5, 3, 4)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    from django.db import connection

    from hotel.rooms.models import Room

    if Room.objects.count() < ROOMS:
        fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure()


def fill() -> None:
    """So many rooms, each let without a gap from years ago to the end of the rack."""
    from hotel.rooms.models import Room, RoomType
    from hotel.stays.models import RoomAssignment, Stay
    from hotel.stays.selectors import business_date

    types = cycle(RoomType.objects.all())
    have = Room.objects.count()
    new = [
        Room(number=f"{40 + serial // 25}{serial % 25:02d}", floor=40 + serial // 25,
             room_type=next(types), cleanliness="inspected")
        for serial in range(ROOMS - have)
    ]  # fmt: skip
    Room.objects.bulk_create(new)
    today = business_date()
    for start in range(0, len(new), 50):
        rows = [each for room in new[start : start + 50] for each in _of_room(room, today)]
        Stay.objects.bulk_create([stay for stay, _room in rows])
        RoomAssignment.objects.bulk_create(
            RoomAssignment(stay=stay, room=room, period=stay.period, status=_held(stay))
            for stay, room in rows
        )


def _of_room(room: Any, today: date) -> Any:
    from hotel.guests.models import Guest
    from hotel.stays import periods
    from hotel.stays.models import Reservation, Stay

    guests = cycle(Guest.objects.values_list("pk", flat=True)[:200])
    reservation = Reservation.objects.order_by("pk").values_list("pk", flat=True)[0]
    lengths = cycle(NIGHTS)
    arrival = today - timedelta(days=HISTORY + room.floor % 3)
    while arrival < today + timedelta(days=AHEAD):
        departure = arrival + timedelta(days=next(lengths))
        status = (
            "departed" if departure <= today else "in_house" if arrival < today else "confirmed"
        )
        period = periods.overnight(arrival, departure)
        came: datetime | None = None if status == "confirmed" else period.lower
        yield (
            Stay(reservation_id=reservation, guest_id=next(guests), room_type_id=room.room_type_id,
                 status=status, arrival=arrival, departure=departure, period=period,
                 arrived_at=came, rate=400),
            room,
        )  # fmt: skip
        arrival = departure


def _held(stay: Any) -> str:
    return {"departed": "ended", "in_house": "in_house"}.get(stay.status, "booked")


def measure() -> None:
    """Print rows, milliseconds and kilobytes of the data, and the plan of the largest query."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    from frontdesk.selectors.rack import rack
    from hotel.staff.models import User
    from hotel.stays.models import RoomAssignment
    from hotel.stays.selectors import business_date

    viewer = User.objects.filter(is_active=True).earliest("pk")
    first = business_date() - timedelta(days=1)
    for days in (14, 30):
        took = []
        for _turn in range(7):
            began = time.process_time()
            text = json.dumps(rack(first, days, viewer), ensure_ascii=False)
            took.append((time.process_time() - began) * 1000)
        data = json.loads(text)
        most = round(len(text.encode()) / 1024)
        print(
            f"{days} days: {len(data['rooms'])} rooms, {len(data['bars'])} bars of "
            f"{RoomAssignment.objects.count()} held, {statistics.median(took):.0f} ms, {most} kB"
        )
    reset_queries()
    with CaptureQueriesContext(connection) as asked:
        rack(first, 30, viewer)
    print(f"{len(asked)} queries")
    for query in asked.captured_queries:
        if "stays_stay" in query["sql"] or "stays_roomassignment" in query["sql"]:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, COSTS OFF) " + query["sql"])
                print(*(row[0] for row in cursor.fetchall()), sep="\n")


if __name__ == "__main__":
    main()
