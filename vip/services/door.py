"""At the door: letting a guest in before the visit is ready."""

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from vip import readiness
from vip.models import Override
from vip.services.acts import allowed, in_state, journal, locked
from vip.services.decisions import given


@transaction.atomic
def let_in(visit_id: int, *, reason: str, by: User, seen_version: int | None = None) -> Override:
    """Answer for everything still open, so that the guest may check in (handbook B5).

    Only what is open now is covered. Raises `Forbidden` below the assistant manager, `Refused`
    without a reason or when nothing is open.
    """
    allowed(
        by.has_perm("vip.override_readiness"),
        _("Only the assistant manager or above lets a guest in before the visit is ready."),
    )
    visit = locked(visit_id, seen_version)
    in_state(visit, readiness.EXPECTED, _("Nobody is expected on a visit that is “%(status)s”."))
    reason = given(reason)
    waiting = readiness.of(visit, certain=True).uncovered
    if not waiting:
        raise Refused(_("Nothing keeps this guest from checking in."))
    told = [{"key": each.key, "zh": each.zh, "en": each.en} for each in waiting]
    override = Override.objects.create(
        visit=visit,
        covers=[each.key for each in waiting],
        told=told,
        reason=reason,
        at=clock.now(),
        by=by,
    )
    journal(
        "vip.let_in",
        visit,
        by=by,
        reason=reason,
        data={"open": _discreet(told, visit.confidential)},
    )
    return override


def _discreet(told: list[dict[str, str]], confidential: bool) -> list[str]:
    """Keys only: the journal's readers need not know a confidential guest's room."""
    return [each["key"] for each in told if not (confidential and each["key"].startswith("room:"))]
