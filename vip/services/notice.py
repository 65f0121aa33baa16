"""Writing a VIP notice and changing it (handbook A7.178–182, B5)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from hotel.guests import facts as guest_facts
from hotel.guests import plates as number_plates
from hotel.guests import selectors as guests
from hotel.guests.services import register_guest
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.web.turns import wait_for
from vip.enums import OPEN, ArrivalSource, Confidence, Status
from vip.models import Visit
from vip.services import booking
from vip.services import programme as arranged
from vip.services.acts import (
    RELATED,
    allowed,
    differences,
    in_state,
    journal,
    keep,
    locked,
    snapshot,
)
from vip.services.arrivals import HEARD, hear
from vip.services.checking import check, level_of, source_of
from vip.services.replanning import after_change

Fields = Mapping[str, Any]

# Who changes an arrival without saying where from has it from the guest's side.
BY_CONTACT = {
    "arrival_source": ArrivalSource.CONTACT,
    "arrival_confidence": Confidence.LIKELY,
}
# What the notice form gives; the rest of a visit is the house's own.
FIELDS = [
    "notifier_name",
    "notifier_unit",
    "notifier_phone",
    "title",
    "organisation",
    "party_size",
    "companions",
    "arrival_at",
    "arrival_source",
    "arrival_confidence",
    "departure_at",
    "transport",
    "transport_no",
    "plates",
    "needs_transport",
    "rooms_needed",
    "room_type_id",
    "dining",
    "bathing",
    "mahjong",
    "massage",
    "wake_up_at",
    "occasions",
    "banner_text",
    "confidential",
    "public_alias",
    "billing",
    "host_name",
    "host_phone",
    "greeting",
    "screened",
    "put_through",
    "notes",
]


@transaction.atomic
def write_notice(
    *,
    by: User,
    source: str,
    guest_id: int | None = None,
    new_guest: Fields | None = None,
    level: str = "",
    stay_id: int | None = None,
    received_at: datetime | None = None,
    programme: Iterable[Fields] = (),
    form_token: UUID | None = None,
    **fields: Any,
) -> Visit:
    """Write a notice as a draft.

    `source` and `level` are codes; an empty level is the source's default. `fields` are named as
    in `FIELDS`; times aware. `programme` are mappings with kind, starts_at, persons, budget, place,
    note. The same
    `form_token` a second time gives the visit already made (a double click). Raises `Refused`
    beside the field for impossible times, a level below the source's lowest, missing persons.
    """
    allowed(by.has_perm("vip.write_notice"), _("You may not write VIP notices."))
    if form_token and (made := _made_before(form_token)):
        return made
    if stay_id and Visit.objects.filter(stay=stay_id, status__in=OPEN).exists():
        raise Refused(_("This stay has a VIP visit already."))
    now = clock.now()
    visit = Visit(
        source=source_of(source),
        guest=_guest(guest_id, new_guest, by),
        stay_id=stay_id,
        received_at=received_at or now,
        made_by=by,
        form_token=form_token,
    )
    visit.level = visit.level_proposed = level_of(level or visit.source.default_level.code)
    _assign(visit, fields)
    if visit.source.walk_in:
        visit.arrival_at = visit.arrival_at or now
        visit.arrived_at = visit.arrival_at
    check(visit, now=now)
    entries = arranged.checked(programme, visit)
    keep(visit, at=visit.received_at)
    hear(visit, by=by, at=visit.received_at)
    arranged.write(visit, entries, at=visit.received_at)
    journal("vip.noted", visit, by=by, changes={"level": (None, visit.level.code)})
    return visit


def _made_before(form_token: UUID) -> Visit | None:
    """The visit of this form. Of two presses at once the second waits here for the first."""
    wait_for(f"vip.notice:{form_token}")
    return Visit.objects.select_related(*RELATED).filter(form_token=form_token).first()


def _guest(guest_id: int | None, new_guest: Fields | None, by: User) -> Any:
    if guest_id is None:
        return register_guest(by=by, **(new_guest or {}))
    if found := guests.guests().filter(pk=guest_id).first():
        return found
    raise Refused(_("This guest is not on file."), field="guest")


@transaction.atomic
def edit_notice(
    visit_id: int,
    *,
    by: User,
    seen_version: int | None = None,
    source: str | None = None,
    guest_id: int | None = None,
    programme: Iterable[Fields] | None = None,
    cause: str = "programme",
    heard: str = "",
    **fields: Any,
) -> Visit:
    """Change what the notice says; of an announced visit the plan follows in the same act.

    Only the given fields change. A new arrival is the contact's news unless `arrival_source` says
    otherwise; `heard` is a note on it. Raises `Stale` when somebody changed the visit meanwhile.
    """
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id, seen_version)
    in_state(visit, (*OPEN, Status.REJECTED), _("A visit that is “%(status)s” is not changed."))
    if fields.get("arrival_at", visit.arrival_at) != visit.arrival_at:
        fields = {**BY_CONTACT, **fields}
    before = snapshot(visit, [*fields, "source", "guest"])
    _change_source_and_guest(visit, source, guest_id)
    _assign(visit, fields)
    now = clock.now()
    check(visit, now=now, before=before)
    entries = None if programme is None else arranged.checked(programme, visit)
    keep(visit, at=now)
    changes = differences(before, visit)
    was = arranged.shown(visit)
    if entries is not None and arranged.write(visit, entries, at=now):
        changes["programme"] = (was, arranged.shown(visit))
    if changes:
        booking.follow(visit, changes, by=by)
        if set(HEARD) & set(changes):
            hear(visit, by=by, at=now, note=heard)
        after_change(visit, cause=cause, by=by, at=now, changes=changes)
    return visit


def _change_source_and_guest(visit: Visit, source: str | None, guest_id: int | None) -> None:
    """Both are settled once the departments know of the visit."""
    new_source = source is not None and source != visit.source.code
    new_guest = guest_id is not None and guest_id != visit.guest_id
    if (new_source or new_guest) and visit.announced_at:
        raise Refused(
            _("Source and guest stand once the visit is announced. Cancel it and write a new one."),
            field="source" if new_source else "guest",
        )
    if new_source and source is not None:
        visit.source = source_of(source)
    if new_guest and guest_id is not None:
        visit.guest = _guest(guest_id, None, visit.made_by)


def _assign(visit: Visit, fields: Fields) -> None:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of the notice: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(visit, name, _cleaned(visit, name, value))


def _cleaned(visit: Visit, name: str, value: Any) -> Any:
    """Texts fit their column and hold no bank card number; plates are normalised."""
    if name == "plates":
        return _plates(value)
    column = visit._meta.get_field(name)
    if isinstance(value, str) and isinstance(column, models.CharField | models.TextField):
        lines = isinstance(column, models.TextField)
        return guest_facts.free_text(value, name, column.max_length or 2000, lines=lines)
    return value


def _plates(given: Iterable[str]) -> list[str]:
    checked = (
        number_plates.check(each, confirmed=True, field="plates") for each in given if each.strip()
    )
    return list(dict.fromkeys(plate.number for plate in checked))
