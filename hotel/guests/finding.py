"""One box finds guests by name, phone, plate or document, at two hundred thousand profiles too."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import BigIntegerField, CharField, QuerySet

from hotel.guests import documents, names, phones, plates
from hotel.guests.models import Guest, IdentityDocument
from hotel.guests.models import Plate as PlateModel
from hotel.guests.secret import keyed_hash
from hotel.web.prepared import Param, Prepared

LONGEST_QUESTION = 80
# Latin names and pinyin this similar count as a slip of the finger.
SIMILAR = 0.45
# Looking for slips costs ten times as much, so only where the plain ways found next to nobody.
FEW = 3
# Hits of one kind are asked for by these at most; nobody reads more.
_MOST = 100
_WORDS = 4
_LATIN = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True)
class GuestHit:
    """A guest that was found: `by` is name, similar, phone, plate or document; `seen` is what matched."""

    guest: Guest
    by: str
    seen: str

    @property
    def id(self) -> int:
        return self.guest.pk


Found = dict[int, tuple[str, str]]


def search(text: str, limit: int = 20) -> list[GuestHit]:
    """Guests by name (Chinese, pinyin, initials, Latin), phone (whole or last four), plate (last four
    or more) or whole document number; exact kinds first, slips of the finger last.

    At most eight queries, whatever is found; each goes through an index.
    """
    question = names.normalise(text[:LONGEST_QUESTION])
    if not question or "\x00" in question:
        return []
    found: Found = {}
    for look in (_by_document, _by_phone, _by_plate, _by_name):
        for guest_id, by, seen in look(question, limit):
            found.setdefault(guest_id, (by, seen))
    if len(found) < min(limit, FEW):
        for guest_id in _similar(question, limit - len(found)):
            found.setdefault(guest_id, ("similar", ""))
    return _hits(found, limit)


_guests = Prepared(
    lambda: (
        Guest.objects.select_related("company")
        .filter(pk__any=Param("ids", ArrayField(BigIntegerField())))
        .order_by()
    ),
)


def _hits(found: Found, limit: int) -> list[GuestHit]:
    ids = list(found)[:limit]
    guests = {each.pk: each for each in _guests(ids=ids)} if ids else {}
    return [GuestHit(guests[each], *found[each]) for each in ids if each in guests]


Looked = Iterator[tuple[int, str, str]]


def _by_document(question: str, limit: int) -> Looked:
    number = documents.normalise(question)
    if len(number) < 5 or sum(letter.isdigit() for letter in number) < 4:
        return
    for guest_id, masked in _of_document(hash=keyed_hash("document", number))[:limit]:
        yield guest_id, "document", masked


_of_document = Prepared(
    lambda: IdentityDocument.objects.filter(number_hash=Param("hash", CharField())).values_list(
        "guest_id", "masked"
    )[:_MOST]
)


def _by_phone(question: str, limit: int) -> Looked:
    if re.fullmatch(r"[0-9]{4}", question):
        guests = _of_last_four(asked=question)
    elif phone := phones.parse(question):
        guests = _of_phone(asked=phone.hash)
    else:
        return
    for guest_id, masked in guests[:limit]:
        yield guest_id, "phone", masked


def _phoned(column: str) -> Prepared[tuple[int, str]]:
    wanted = {column: Param("asked", CharField())}
    return Prepared(
        lambda: (
            Guest.objects.filter(**wanted).order_by("-id").values_list("pk", "phone_masked")[:_MOST]
        )
    )


_of_last_four, _of_phone = _phoned("phone_last4"), _phoned("phone_hash")


def _by_plate(question: str, limit: int) -> Looked:
    number = plates.normalise(question)
    if not 4 <= len(number) <= plates.LONGEST or not any(letter.isdigit() for letter in number):
        return
    rows = _of_tail(tail=number[-4:])
    ending = [(guest_id, plate) for guest_id, plate in rows if plate.endswith(number)]
    for guest_id, plate in ending[:limit]:
        yield guest_id, "plate", plate


_of_tail = Prepared(
    lambda: PlateModel.objects.filter(tail=Param("tail", CharField())).values_list(
        "guest_id", "number"
    )
)


def _by_name(question: str, limit: int) -> Looked:
    words = names.words(question)
    if not words or not any(word.isalpha() for word in words):
        return
    first = words[0]
    han = names.has_han(first)
    told = {f"word{at}": f" {word}" for at, word in enumerate(words[:_WORDS])}
    told["first"] = first if han else f" {first}"
    # Whoever is called so by surname, then whoever else has it anywhere in the name.
    for surname in (True, False):
        looked = _named(len(words[:_WORDS]), han, surname, limit * 5)(**told)
        rows = sorted(looked, key=_nearness(words))[:limit]
        yield from ((guest_id, "name", "") for guest_id, _name, _search in rows)
        if len(rows) == limit:
            return


@cache
def _named(words: int, han: bool, surname: bool, most: int) -> Prepared[tuple[int, str, str]]:
    """Guests whose names hold that many words, `first` at the beginning or not."""
    begins = {"name_zh__startswith" if han else "search__startswith": Param("first", CharField())}

    def build() -> QuerySet[Guest, tuple[int, str, str]]:
        guests = Guest.objects.filter(**begins) if surname else Guest.objects.exclude(**begins)
        for at in range(words):
            guests = guests.filter(search__contains=Param(f"word{at}", CharField()))
        return guests.values_list("pk", "name_zh", "search")[:most]

    return Prepared(build, planned_anew=True)


def _nearness(words: list[str]) -> Callable[[tuple[int, str, str]], tuple[bool, bool, int]]:
    """Whole words before beginnings, then whoever came last."""
    whole = [f" {word} " for word in words]
    name = "".join(words)

    def key(row: tuple[int, str, str]) -> tuple[bool, bool, int]:
        guest_id, name_zh, found = row
        return name_zh != name, not all(word in found for word in whole), -guest_id

    return key


def _similar(question: str, limit: int) -> list[int]:
    word = "".join(names.words(question))
    if not _LATIN.fullmatch(word):
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(SIMILAR)]
        )
        cursor.execute(_SIMILAR, [word, word, limit])
        return [guest_id for (guest_id,) in cursor.fetchall()]


_SIMILAR = """
SELECT id FROM guests_guest WHERE search %%> %s ORDER BY search <->> %s, id DESC LIMIT %s
"""
