"""Guests of before the house began, in bulk: for a demo hotel or a take-over from another system.

No journal entries: what happened before is not the house's memory.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from hotel.guests import documents, facts
from hotel.guests.models import Guest, IdentityDocument
from hotel.guests.secret import keyed_hash
from hotel.guests.services import complete, put_facts

BATCH = 500


@transaction.atomic
def write_guests(known: Sequence[tuple[Mapping[str, Any], str, str]]) -> list[Guest]:
    """Write profiles with one document each. An element is (facts, document kind, number), checked
    like those a clerk types. Raises `Refused` for the first that does not do, keeping nothing."""
    guests = Guest.objects.bulk_create(
        [_profile(given) for given, _kind, _number in known], batch_size=BATCH
    )
    IdentityDocument.objects.bulk_create(
        [
            _document(guest, kind, number)
            for guest, (_given, kind, number) in zip(guests, known, strict=True)
        ],
        batch_size=BATCH,
    )
    return guests


def _profile(given: Mapping[str, Any]) -> Guest:
    guest = Guest()
    put_facts(guest, facts.clean(given))
    complete(guest)
    return guest


def _document(guest: Guest, kind: str, number: str) -> IdentityDocument:
    checked = documents.check(kind, number)
    return IdentityDocument(
        guest=guest,
        kind=kind,
        number=checked.number,
        number_hash=keyed_hash("document", checked.number),
        masked=checked.masked,
    )
