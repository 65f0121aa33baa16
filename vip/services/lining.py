"""Changing a line-up by hand (handbook A7.185, A7.204)."""

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.enums import OPEN, LineUp
from vip.models import LineUpChange, Visit
from vip.services.acts import allowed, in_state, journal, keep, locked

# In place of a person's id: nobody stands there.
NOBODY = 0


@transaction.atomic
def change_line_up(
    visit_id: int,
    *,
    kind: str,
    by: User,
    role: str = "",
    person_id: int | None = None,
    seen_version: int | None = None,
) -> Visit:
    """Who takes the place of `role` (code): a person, `NOBODY`, or None for whom the roster names.

    Without a role the person stands in line too, or no longer if they did. They are told.
    """
    allowed(by.has_perm("vip.change_line_up"), _("You may not change line-ups."))
    visit = locked(visit_id, seen_version)
    in_state(visit, OPEN, _("A visit that is “%(status)s” is not changed."))
    if kind not in LineUp.values or role not in ("", *_roles(visit, kind)):
        raise Refused(_("Choose a place in the line-up."), field="place")
    person = _person(person_id) if person_id else None
    if not role and person is None:
        raise Refused(_("Choose who stands in line too."), field="person")
    told = _put(visit, kind, role, person, given=person_id is not None)
    keep(visit, at=clock.now())
    said = person.name if person else ("—" if person_id == NOBODY else "")
    journal(
        "vip.line_up",
        visit,
        by=by,
        changes={f"{kind} {role}".strip(): (None, said)},
        data={"tell": [person.pk] if person and told else [], "kind": kind},
    )
    return visit


def _roles(visit: Visit, kind: str) -> list[str]:
    level = visit.level
    return level.greeter_roles if kind == LineUp.WELCOME else level.farewell_roles


def _person(person_id: int) -> User:
    try:
        person = staff.person(person_id)
    except User.DoesNotExist:
        person = None
    if person is None or not person.is_active:
        raise Refused(_("Choose somebody who works here."), field="person")
    return person


def _put(visit: Visit, kind: str, role: str, person: User | None, *, given: bool) -> bool:
    """Keep the change. True when the person stands there from now on."""
    if role:
        LineUpChange.objects.filter(visit=visit, kind=kind, role=role).delete()
    elif LineUpChange.objects.filter(visit=visit, kind=kind, role="", person=person).delete()[0]:
        return False
    if given:
        LineUpChange.objects.create(visit=visit, kind=kind, role=role, person=person)
    return person is not None
