"""Showing a number in full: by permission, with a reason, seldom, and journaled each time (B1.3)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests.models import Guest, IdentityDocument
from hotel.journal.selectors import how_often
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused

AN_HOUR = 20  # reveals a person may make
_VERBS = ("guest.document_revealed", "guest.phone_revealed")


@transaction.atomic
def reveal_document(document_id: int, *, by: User, reason: str) -> str:
    """The number of a document in full. Raises `Refused` without a reason or past the hourly limit."""
    said = _allow(by, reason)
    document = IdentityDocument.objects.select_related("guest").get(pk=document_id)
    data = {"document": document.masked, "kind": document.kind}
    record(_VERBS[0], document.guest, by=by, about=[document], reason=said, data=data)
    return str(document.number)


@transaction.atomic
def reveal_phone(guest_id: int, *, by: User, reason: str) -> str:
    """A guest's phone number in full, under the same rules."""
    said = _allow(by, reason)
    guest = Guest.objects.get(pk=guest_id)
    record(_VERBS[1], guest, by=by, reason=said, data={"phone": guest.phone_masked})
    return str(guest.phone)


def _allow(by: User, reason: str) -> str:
    if not by.has_perm("guests.reveal_document"):
        raise Forbidden(_("Your role may not see numbers in full."))
    said = reason.strip()
    if not 2 <= len(said) <= 200:
        raise Refused(_("Say what you need the number for."), field="reason")
    # Two reveals at once must not both be the twentieth: the person's own row is the queue.
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if how_often(by.pk, _VERBS, clock.now() - timedelta(hours=1)) >= AN_HOUR:
        raise Refused(
            _("You have shown %(count)d numbers within an hour. Ask your supervisor.")
            % {"count": AN_HOUR},
            code="too_many",
        )
    return said
