"""Finding guests, and what is known about one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Prefetch, Q, QuerySet

from hotel.guests.documents import normalise
from hotel.guests.finding import GuestHit, search
from hotel.guests.models import (
    Company,
    DocumentKind,
    Guest,
    IdentityDocument,
    Plate,
    Preference,
    PreferenceKind,
    Sex,
)
from hotel.guests.secret import keyed_hash
from hotel.web.prepared import Param, Prepared, hand

__all__ = [
    "GuestHit",
    "companies",
    "document",
    "document_kinds",
    "document_on_file",
    "documents_of",
    "guest",
    "guests",
    "guests_by_id",
    "kinds_on_file",
    "possible_duplicates",
    "preferences_of",
    "search",
    "sexes",
    "with_papers",
]


def guests() -> QuerySet[Guest]:
    """Every guest with the company, for lists by id."""
    return Guest.objects.select_related("company")


def guest(guest_id: int) -> Guest:
    """One guest with documents, preferences and plates at hand. Raises `Guest.DoesNotExist`."""
    return (
        guests()
        .prefetch_related(
            Prefetch("documents", IdentityDocument.objects.order_by("id")),
            Prefetch("preferences", Preference.objects.order_by("id")),
            Prefetch("plates", Plate.objects.order_by("id")),
        )
        .get(pk=guest_id)
    )


_liked = Prepared(
    lambda: Preference.objects.filter(guest__any=Param("guests", ArrayField(BigIntegerField())))
)


def preference_kinds() -> list[tuple[str, str]]:
    """The kinds of preferences with their names, for choosing."""
    return [(kind.value, str(kind.label)) for kind in PreferenceKind]


def preferences_of(guest_ids: Iterable[int]) -> dict[int, dict[str, Preference]]:
    """What each of these guests likes, by kind. One query."""
    found: dict[int, dict[str, Preference]] = defaultdict(dict)
    for each in _liked(guests=sorted(set(guest_ids))):
        found[each.guest_id][each.kind] = each
    return dict(found)


_papers = Prepared(
    lambda: IdentityDocument.objects.filter(
        guest_id__any=Param("guests", ArrayField(BigIntegerField()))
    ).order_by("id"),
)


def with_papers(found: list[Guest]) -> None:
    """Give these guests their documents, in one query."""
    by_guest: dict[int, list[IdentityDocument]] = {each.pk: [] for each in found}
    for paper in _papers(guests=list(by_guest)):
        by_guest[paper.guest_id].append(paper)
    for each in found:
        hand(each, "documents", by_guest[each.pk])


def document(document_id: int) -> IdentityDocument:
    """Raises `IdentityDocument.DoesNotExist`."""
    return IdentityDocument.objects.select_related("guest").get(pk=document_id)


def companies() -> QuerySet[Company]:
    return Company.objects.filter(active=True)


@dataclass(frozen=True)
class Duplicate:
    """A profile that may be the same person, and what speaks for it."""

    guest: Guest
    same_phone: bool
    same_birthday: bool


def possible_duplicates(
    *,
    name_zh: str = "",
    birth_date: date | None = None,
    phone_e164: str = "",
    but: int | None = None,
    limit: int = 5,
) -> list[Duplicate]:
    """Profiles with the same phone, or the same name and birthday. One query."""
    phone_hash = keyed_hash("phone", phone_e164)
    same = Q()
    if phone_hash:
        same |= Q(phone_hash=phone_hash)
    if name_zh and birth_date:
        same |= Q(name_zh=name_zh, birth_date=birth_date)
    if not same:
        return []
    found = guests().filter(same).exclude(pk=but or 0).order_by("id")[:limit]
    return [
        Duplicate(
            each,
            same_phone=bool(phone_hash) and each.phone_hash == phone_hash,
            same_birthday=bool(birth_date) and each.birth_date == birth_date,
        )
        for each in found
    ]


def document_kinds() -> list[tuple[str, str]]:
    """What counts as proof of identity, for a select."""
    return [(kind.value, str(kind.label)) for kind in DocumentKind]


def sexes() -> list[tuple[str, str]]:
    return [(sex.value, str(sex.label)) for sex in Sex]


_by_id = Prepared(
    lambda: guests().filter(pk__any=Param("ids", ArrayField(BigIntegerField()))),
)
_documents = Prepared(
    lambda: IdentityDocument.objects.filter(
        guest__pk__any=Param("guests", ArrayField(BigIntegerField()))
    ).order_by("id"),
)


def guests_by_id(guest_ids: Iterable[int]) -> dict[int, Guest]:
    """Those of these guests who are on file. One query."""
    return {each.pk: each for each in _by_id(ids=list(guest_ids))}


def documents_of(guest_ids: Iterable[int]) -> dict[int, list[IdentityDocument]]:
    """The documents on file of each of these guests, oldest first. One query."""
    found: dict[int, list[IdentityDocument]] = {}
    for each in _documents(guests=list(guest_ids)):
        found.setdefault(each.guest_id, []).append(each)
    return found


_kinds_on_file = Prepared(
    lambda: (
        IdentityDocument.objects.filter(
            guest_id__any=Param("guests", ArrayField(BigIntegerField()))
        )
        .order_by()
        .values_list("guest_id", "kind")
    )
)


def kinds_on_file(guest_ids: Iterable[int]) -> dict[int, set[str]]:
    """What kinds of documents each of these guests has on file; who has none is left out. One query."""
    found: dict[int, set[str]] = {}
    for guest_id, kind in _kinds_on_file(guests=list(guest_ids)):
        found.setdefault(guest_id, set()).add(kind)
    return found


def document_on_file(kind: str, number: str) -> IdentityDocument | None:
    """The document of that kind and number, whoever's it is."""
    number_hash = keyed_hash("document", normalise(number))
    found = IdentityDocument.objects.filter(kind=kind, number_hash=number_hash)
    return found.select_related("guest").first()
