"""Writing, measured: a reservation from the empty form to its page, and the check-in at the counter.

Every answer is looked at, and afterwards the database is asked whether it was really done.
"""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.forms import fields_of, typed
from bench.http import CLIENTS, Ask, Fields, Row, Visitor, measure, told
from hotel.seed.people import GIVEN_ONE, GIVEN_TWO, SURNAMES

FIRST_DAY, DAYS = 75, 250
# Rooms that one wave of arrivals takes at most; then they leave again, unmeasured.
WAVE = 40
LEAVE = (Path(__file__).parent / "sql" / "leave.sql").read_text()


def create_reservations(visitor: Visitor, *, short: bool) -> Row:
    """Form page, POST and the page it leads to, as one: what the clerk waits for in all."""
    from hotel.stays.models import Reservation

    before = Reservation.objects.count()
    asked: list[int] = []
    creating = _creating()

    def ask(client: Visitor, number: int) -> float:
        took = creating(client, number)
        asked.append(number)
        return took

    row = measure(visitor, ask, short=short)
    made = Reservation.objects.count() - before
    if made != len(asked):
        raise RuntimeError(f"{len(asked)} reservations answered, {made} made")
    return row


def _creating() -> Ask:
    from hotel.stays.selectors import business_date

    today = business_date()

    def create(visitor: Visitor, number: int) -> float:
        arrival = today + timedelta(days=FIRST_DAY + number % DAYS)
        departure = arrival + timedelta(days=1 + number % 3)
        opened, page = visitor.page(f"/stays/new/?arrival={arrival}&departure={departure}")
        sent, place = visitor.post("/stays/new/", booking_typed(page, number))
        if not re.fullmatch(r"/stays/reservations/\d+/", place):
            raise RuntimeError(f"booking leads to {place}")
        return opened + sent + visitor.get(place)

    return create


def booking_typed(page: str, number: int) -> Fields:
    """A newcomer's name and phone, and one room type after the other."""
    types = re.findall(r'name="room_type" value="(\d+)"', page)
    return typed(
        fields_of(page, "booking"),
        name_zh=_name(number),
        phone=f"138{number:08d}",
        room_type=types[number % len(types)],
    )


def _name(number: int) -> str:
    return (
        SURNAMES[number % len(SURNAMES)]
        + GIVEN_ONE[number // 7 % len(GIVEN_ONE)]
        + GIVEN_TWO[number // 11 % len(GIVEN_TWO)]
    )


def check_ins(visitor: Visitor, clerk: Any, *, short: bool) -> Row:
    """The POST alone, everything typed: registration, bill, deposit, keys and room in one act."""
    one_by_one, at_once = (30, 32) if short else (120, 160)
    times: list[float] = []
    while len(times) < one_by_one:
        arrivals = _prepare(visitor, clerk, one_by_one - len(times))
        times += [_check_in(visitor, *arrival) for arrival in arrivals]
        leave([stay for stay, _fields in arrivals])
    done, took = 0, 0.0
    while done < at_once:
        arrivals = _prepare(visitor, clerk, at_once - done)
        took += _together(visitor, arrivals)
        done += len(arrivals)
        leave([stay for stay, _fields in arrivals])
    return told(times, done / took)


Arrival = tuple[int, Fields]


def _prepare(visitor: Visitor, clerk: Any, wanted: int) -> list[Arrival]:
    """Guests with a document on file who come now, each booked into a room that is ready."""
    arrivals = [_filled_in(visitor, stay) for stay in booked(clerk, min(wanted, WAVE))]
    if not arrivals:
        raise RuntimeError("no room is ready for another arrival")
    return arrivals


def booked(clerk: Any, wanted: int) -> list[int]:
    from hotel.guests.models import Guest
    from hotel.rooms import selectors as house
    from hotel.stays import services
    from hotel.stays.selectors import business_date
    from hotel.web.refusals import Refused

    today = business_date()
    made: list[int] = []
    guests = cycle(
        Guest.objects.exclude(documents=None).order_by("-id").values_list("pk", flat=True)[:400]
    )
    ready = house.rooms().filter(occupancy="vacant", cleanliness="inspected", block="none")
    for room in ready:
        if len(made) == wanted:
            break
        try:
            stay = services.book(
                guest_id=next(guests), room_type_id=room.room_type_id, room_id=room.pk,
                arrival=today, departure=today + timedelta(days=1), adults=1, by=clerk,
            )  # fmt: skip
        except Refused:  # held for somebody who comes today
            continue
        made.append(stay.pk)
    return made


def _filled_in(visitor: Visitor, stay: int) -> Arrival:
    page = visitor.page(f"/check-in/{stay}/")[1]
    return stay, typed(fields_of(page, "check-in"), signed="on")


def _check_in(visitor: Visitor, stay: int, fields: Fields) -> float:
    took, place = visitor.post(f"/check-in/{stay}/", fields)
    if place != f"/check-in/{stay}/done/":
        raise RuntimeError(f"checking in leads to {place}")
    return took


def _together(visitor: Visitor, arrivals: list[Arrival]) -> float:
    """Seconds until 8 clients have let all of them in."""
    clients = [visitor.another() for _ in range(CLIENTS)]
    for client in clients:
        client.get("/bench/floor/")

    def work(number: int) -> None:
        for arrival in arrivals[number::CLIENTS]:
            _check_in(clients[number], *arrival)

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, range(CLIENTS)))
    return time.perf_counter() - began


def leave(ids: list[int]) -> None:
    """All of them are in; now their rooms are ready for the next."""
    from django.db import connection, transaction

    from hotel.stays.models import Stay

    inside = Stay.objects.filter(pk__in=ids, status="in_house", check_in__isnull=False).count()
    if inside != len(ids):
        raise RuntimeError(f"{len(ids)} check-ins answered, {inside} guests are in")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LEAVE, {"stays": ids})
