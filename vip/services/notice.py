"""Writing a VIP notice, changing it, and handing it in (handbook A7.178–182, B5)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from hotel.guests import facts as guest_facts
from hotel.guests import plates as number_plates
from hotel.guests import selectors as guests
from hotel.guests.services import register_guest
from hotel.rooms import selectors as rooms
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.web.turns import wait_for
from vip import rules
from vip.enums import OPEN, ArrivalSource, Confidence, Status
from vip.models import Level, NoticeSource, Visit
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
from vip.services.replanning import after_change
from vip.states import move

Fields = Mapping[str, Any]

# What the notice form gives; the rest of a visit is the house's own.
# Who changes an arrival without saying where from has it from the guest's side.
BY_CONTACT = {
    "arrival_source": ArrivalSource.CONTACT,
    "arrival_confidence": Confidence.LIKELY,
}
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
# Minutes a clerk may be behind the clock: the guest who is at the door was expected "now".
JUST_NOW = timedelta(hours=1)
MOST_PERSONS, MOST_ROOMS = 200, 50


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


@transaction.atomic
def submit(visit_id: int, *, by: User, seen_version: int | None = None) -> Visit:
    """Hand the notice in (handbook C1): A counts as approved, B waits only for the office to confirm
    the level, C and D go to the level's authority with its time limit.
    """
    allowed(by.has_perm("vip.write_notice"), _("You may not write VIP notices."))
    visit = locked(visit_id, seen_version)
    before = visit.status
    now = clock.now()
    visit.submitted_at = now
    visit.approval_reminded_at = visit.approval_passed_at = visit.approval_substitute = None
    if visit.source.needs_approval:
        move(visit, Status.PENDING)
        visit.approval_due_at = now + time_limit(visit)
    else:
        move(visit, Status.APPROVED)
        if visit.source.code == "A" or rules.may_decide(by, visit):
            visit.approved_at, visit.approved_by = now, by
    keep(visit, at=now)
    journal(
        "vip.submitted",
        visit,
        by=by,
        changes={"status": (before, visit.status)},
        data={
            "due": visit.approval_due_at.isoformat() if visit.approval_due_at else "",
            "roles": _told_roles(visit),
            "approved": visit.approved_at is not None,
        },
    )
    return visit


def _told_roles(visit: Visit) -> list[str]:
    """Who decides; and for a guest already in the lobby, who receives before the decision."""
    if not visit.source.needs_approval:
        return ["gm_office"]
    first = ["assistant_manager"] if visit.source.walk_in else []
    return [*first, *visit.level.approval_roles]


def time_limit(visit: Visit) -> timedelta:
    """The level's limit; an unannounced guest's is thirty minutes at most (handbook C1, D)."""
    minutes = visit.level.approval_within_min
    return clock.minutes(min(minutes, 30) if visit.source.walk_in else minutes)


def source_of(code: str) -> NoticeSource:
    found = NoticeSource.objects.select_related("default_level", "min_level").filter(code=code)
    if not (source := found.first()):
        raise Refused(_("Choose where the notice comes from."), field="source")
    return source


def level_of(code: str) -> Level:
    if not (level := Level.objects.filter(code=code).first()):
        raise Refused(_("Choose a level."), field="level")
    return level


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


def check(visit: Visit, *, now: datetime, before: Fields | None = None) -> None:
    """Raise `Refused` beside the field for what cannot be. `before` holds what was so already."""
    check_level(visit, visit.level)
    if not visit.notifier_name.strip():
        raise Refused(_("Write down who gave the notice."), field="notifier_name")
    if not 1 <= visit.party_size <= MOST_PERSONS:
        raise Refused(_("A party has 1 to 200 persons."), field="party_size")
    if not 1 <= visit.rooms_needed <= MOST_ROOMS:
        raise Refused(_("Give 1 to 50 rooms."), field="rooms_needed")
    _check_room_type(visit)
    _check_times(visit, now, before or {})


def check_level(visit: Visit, level: Level) -> None:
    """No source receives below its lowest level (handbook C1)."""
    lowest = visit.source.min_level
    if level.rank > lowest.rank:
        raise Refused(
            _("A guest announced by “%(source)s” is received at %(level)s or higher.")
            % {"source": visit.source.name, "level": lowest.code},
            field="level",
        )


def _check_room_type(visit: Visit) -> None:
    if visit.room_type_id is None:
        return
    room_type = rooms.types().filter(pk=visit.room_type_id).first()
    if room_type is None:
        raise Refused(_("Choose a room type."), field="room_type")
    if visit.party_size > visit.rooms_needed * room_type.max_adults:
        raise Refused(
            _("%(rooms)s × %(type)s sleep %(most)s. Give more rooms, or another type.")
            % {
                "rooms": visit.rooms_needed,
                "type": room_type.name,
                "most": visit.rooms_needed * room_type.max_adults,
            },
            field="rooms_needed",
        )


def _check_times(visit: Visit, now: datetime, before: Fields) -> None:
    arrival, departure = visit.arrival_at, visit.departure_at
    moved = before.get("arrival_at", None) != arrival
    if arrival and moved and not visit.arrived_at and arrival < now - JUST_NOW:
        raise Refused(_("The arrival lies in the past."), field="arrival_at")
    if arrival and arrival > now + timedelta(days=730):
        raise Refused(_("The arrival lies more than two years ahead."), field="arrival_at")
    if arrival and departure and departure <= arrival:
        raise Refused(_("The departure has to be after the arrival."), field="departure_at")
    if visit.wake_up_at and arrival and visit.wake_up_at <= arrival:
        raise Refused(_("The wake-up call has to be after the arrival."), field="wake_up_at")
