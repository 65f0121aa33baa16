"""Finding guests, and what is known about one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from hotel.guests.documents import normalise
from hotel.guests.finding import GuestHit, search
from hotel.guests.models import (
    Company,
    DocumentKind,
    Guest,
    IdentityDocument,
    Plate,
    Preference,
    Sex,
)
from hotel.guests.secret import keyed_hash

__all__ = [
    "GuestHit",
    "companies",
    "document",
    "document_kinds",
    "document_on_file",
    "documents_of",
    "guest",
    "guests",
    "possible_duplicates",
    "search",
    "sexes",
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


def documents_of(guest_ids: Iterable[int]) -> dict[int, list[IdentityDocument]]:
    """The documents on file of each of these guests, oldest first. One query."""
    found: dict[int, list[IdentityDocument]] = {}
    for each in IdentityDocument.objects.filter(guest__in=list(guest_ids)).order_by("id"):
        found.setdefault(each.guest_id, []).append(each)
    return found


def document_on_file(kind: str, number: str) -> IdentityDocument | None:
    """The document of that kind and number, whoever's it is."""
    number_hash = keyed_hash("document", normalise(number))
    found = IdentityDocument.objects.filter(kind=kind, number_hash=number_hash)
    return found.select_related("guest").first()
