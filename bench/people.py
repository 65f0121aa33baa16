"""Guests in bulk: invented names as common as real ones, everybody with a phone and a document.

Written with COPY, each column as `hotel.guests.services` would have written it.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import islice, product
from typing import Any

from django.db import connection
from stdnum.cn import ric

from hotel.guests import documents, names, phones
from hotel.guests.secret import keyed_hash, seal
from hotel.seed.people import GIVEN_ONE, GIVEN_TWO, REGIONS, SURNAMES, WOMEN_LIKE

# A third of the people share five surnames, as in China.
COMMON = "王李张刘陈"
COMMON_SHARE = 0.36
# Two-character surnames that nobody else on file has: each of these guests is found alone.
RARE = ("欧阳", "上官", "司马", "诸葛", "皇甫", "慕容", "司徒", "端木", "令狐", "宇文")
RARE_COUNT = 400
BATCH = 5000


@dataclass(frozen=True)
class Profile:
    name_zh: str
    sex: str
    born: date
    phone: phones.Phone
    document: str


def rare_names() -> list[str]:
    """Whole names that exactly one guest has, the same ones in every house large enough."""
    given = zip(GIVEN_ONE * 2, GIVEN_TWO * 2, strict=False)
    return [surname + one + two for (one, two), surname in islice(product(given, RARE), RARE_COUNT)]


def write(count: int, today: date, now: datetime) -> None:
    """`count` guests with a document each; table `bench_guest` tells their ids by number."""
    first = _next_id()
    people = _people(count, today)
    for start in range(0, count, BATCH):
        some = list(islice(people, BATCH))
        _copy("guests_guest", GUEST, _guests(some, first + start, now))
        _copy("guests_identitydocument", DOCUMENT, _documents(some, first + start, now))
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED, [first - 1, first])


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) + 1 FROM guests_guest")
        return int(cursor.fetchone()[0])


def _people(count: int, today: date) -> Iterator[Profile]:
    dice = random.Random(2026)
    rare = rare_names()[: count // 4]
    every = max(count // max(len(rare), 1), 1)
    for serial in range(count):
        special = serial % every == 0 and serial // every < len(rare)
        name = rare[serial // every] if special else _name(dice)
        born = today - timedelta(days=22 * 365 + _age(serial))
        woman = bool(WOMEN_LIKE & set(name[1:]))
        yield Profile(name, "F" if woman else "M", born, _phone(serial), _id(serial, born, woman))


def _name(dice: random.Random) -> str:
    surname = dice.choice(COMMON if dice.random() < COMMON_SHARE else SURNAMES)
    return (
        surname + dice.choice(GIVEN_ONE) + (dice.choice(GIVEN_TWO) if dice.random() < 0.85 else "")
    )


def _phone(serial: int) -> phones.Phone:
    """Numbers that no network gives out: four zeros in the middle."""
    return phones.Phone(
        f"+861{'356789'[serial // 10_000 % 6]}{serial // 60_000 % 10}0000{serial % 10_000:04d}"
    )


ORDERS = 499 * len(REGIONS)


def _age(serial: int) -> int:
    """Days beyond 22 years, never the same for two cards of one region and order."""
    return (serial // ORDERS * 373 + serial % ORDERS * 5077) % (46 * 365)


def _id(serial: int, born: date, woman: bool) -> str:
    order = (serial % 499) * 2 + (0 if woman else 1)
    body = f"{REGIONS[serial // 499 % len(REGIONS)]}{born:%Y%m%d}{order:03d}"
    return body + str(ric.calc_check_digit(f"{body}0"))


GUEST = (
    "id", "name_zh", "surname_latin", "given_latin", "honorific", "sex", "birth_date", "nationality",
    "ethnicity", "organisation", "position", "phone", "phone_hash", "phone_last4", "phone_masked",
    "email", "address", "customer_class", "vip_level", "member_no", "language", "quiet_hours", "notes",
    "marketing_consent", "search", "version", "created_at",
)  # fmt: skip
DOCUMENT = (
    "id", "guest_id", "kind", "number", "number_hash", "masked", "issuing_place", "latin_name",
    "verified_by", "override_reason", "added_at",
)  # fmt: skip


def _guests(people: list[Profile], first: int, now: datetime) -> Iterator[tuple[Any, ...]]:
    for number, each in enumerate(people, start=first):
        phone = each.phone
        yield (
            number, each.name_zh, "", "", "", each.sex, each.born, "CHN", "", "", "",
            seal(phone.stored), phone.hash, phone.last4, phone.masked, "", "", "general", "", "", "zh",
            "", "", "f", names.search_text(each.name_zh, "", ""), 0, now,
        )  # fmt: skip


def _documents(people: list[Profile], first: int, now: datetime) -> Iterator[tuple[Any, ...]]:
    for number, each in enumerate(people, start=first):
        yield (
            number, number, "resident_id", seal(each.document), keyed_hash("document", each.document),
            documents.mask(each.document), "", "", "document", "", now,
        )  # fmt: skip


def _copy(table: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    text = StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", text)


NUMBERED = """
CREATE UNLOGGED TABLE bench_guest AS
SELECT g.id - %s AS g, g.id AS guest_id, d.id AS document_id
  FROM guests_guest g JOIN guests_identitydocument d ON d.guest_id = g.id WHERE g.id >= %s;
ALTER TABLE bench_guest ADD PRIMARY KEY (g);
SELECT setval(pg_get_serial_sequence('guests_guest', 'id'), (SELECT max(id) FROM guests_guest)),
       setval(pg_get_serial_sequence('guests_identitydocument', 'id'),
              (SELECT max(id) FROM guests_identitydocument));
"""
