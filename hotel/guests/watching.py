"""The silent flag (handbook B1.3, 查控): known to supervisors and security, to nobody else."""

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from hotel.guests.alerts import Alert, register
from hotel.guests.models import Guest, IdentityDocument, Watch
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Forbidden, Refused


@transaction.atomic
def set_watch(guest_id: int, on: bool, *, by: User, reason: str) -> Watch:
    """Flag a guest or lift the flag. The entry is about the flag, not about the guest, so that the
    profile's history stays silent."""
    if not by.has_perm("guests.set_watch"):
        raise Forbidden(_("Your role may not set this flag."))
    reason = reason.strip()
    if not reason or len(reason) > 200:
        raise Refused(_("Give a reason of at most 200 characters."), field="reason")
    Guest.objects.select_for_update(of=("self",)).get(pk=guest_id)
    watch, _made = Watch.objects.update_or_create(
        guest_id=guest_id, defaults={"active": on, "reason": reason}
    )
    record("guest_watch.set" if on else "guest_watch.lifted", watch, by=by, reason=reason)
    return watch


def tell_of_match(document: IdentityDocument, *, by: User) -> None:
    """A document of a flagged person was put on file: say so to supervisors and security, silently."""
    flagged = Watch.objects.filter(
        active=True, guest__documents__number_hash=document.number_hash
    ) | Watch.objects.filter(active=True, guest=document.guest_id)
    for watch in flagged.distinct():
        record("guest_watch.matched", watch, by=by, data={"guest": document.guest_id})


_watched = Prepared(
    lambda: Watch.objects.filter(
        active=True, guest__any=Param("guests", ArrayField(BigIntegerField()))
    ).values_list("guest_id", "reason")
)


def _flags(guest_ids: set[int]) -> dict[int, list[Alert]]:
    return {
        guest_id: [Alert("stop", reason, "eye", permission="guests.see_watch")]
        for guest_id, reason in _watched(guests=list(guest_ids))
    }


register("watch", _flags, levels=("stop",), permission="guests.see_watch")
