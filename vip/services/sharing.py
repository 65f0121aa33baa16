"""Making and revoking the secret addresses of wall screens and calendars."""

import hashlib
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.models import SharedAddress
from vip.services.acts import allowed


def hash_of(secret: str) -> str:
    """The secret has 256 random bits, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def share(
    *, kind: str, department: str, place: str, language: str, by: User
) -> tuple[SharedAddress, str]:
    """A new address and its secret, which is told this once only."""
    allowed(by.has_perm("vip.share_addresses"), _("You may not share VIP screens or calendars."))
    secret = secrets.token_urlsafe(32)
    address = SharedAddress.objects.create(
        kind=kind,
        department=staff.department(department),
        place=place,
        language=language,
        secret_hash=hash_of(secret),
        made_at=clock.now(),
        made_by=by,
    )
    record("address.shared", address, by=by, data={"kind": kind, "department": department})
    return address, secret


@transaction.atomic
def revoke(address_id: int, *, by: User) -> SharedAddress:
    """From now on the address is not found. Raises `Refused` when it was revoked before."""
    allowed(by.has_perm("vip.share_addresses"), _("You may not share VIP screens or calendars."))
    address = SharedAddress.objects.select_for_update(of=("self",)).get(pk=address_id)
    if address.revoked_at:
        raise Refused(_("This address was revoked before."))
    address.revoked_at, address.revoked_by = clock.now(), by
    address.save(update_fields=["revoked_at", "revoked_by"])
    record("address.revoked", address, by=by)
    return address
