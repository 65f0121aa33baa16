"""Everything people do to items of work. The plan's door is `align`, do-not-disturb's `hold_room`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import acts, evidence, pictures, states
from hotel.work.acts import UNHELD
from hotel.work.alignment import align
from hotel.work.dnd import hold_room, release_room, sync_rooms
from hotel.work.escalating import look_again, watch
from hotel.work.models import HeldFor, Item, Status
from hotel.work.paces import load_paces

__all__ = [
    "accept",
    "align",
    "assign",
    "fail",
    "finish",
    "hold",
    "hold_room",
    "load_paces",
    "look_again",
    "not_applicable",
    "release",
    "release_room",
    "reopen",
    "start",
    "watch",
]

# Within this time who finished an item may take it back without giving a reason.
UNDO_WITHIN = timedelta(seconds=60)


@transaction.atomic
def accept(item_id: int, *, by: User) -> Item:
    """Take an item on: it is mine now. Accepting one's own again changes nothing (handbook A7).

    Raises `Forbidden` for another department's item, `Overtaken` when somebody else has it.
    """
    item = acts.touchable(item_id, by)
    now = clock.now()
    fields = {"accepted_at": now, "accepted_by": by, "assignee": by, **_resumed(item)}
    was = item.status
    if _moved(item, Status.ACCEPTED, by, fields):
        acts.record("accepted", item, by=by, changes={"status": (was, item.status)})
    return item


@transaction.atomic
def start(item_id: int, *, by: User) -> Item:
    """Begin the work; an item nobody had accepted is accepted with it."""
    item = acts.touchable(item_id, by)
    acts.enterable(item)
    acts.unblocked(item)
    now, was = clock.now(), item.status
    fields = {"started_at": now, "assignee": by, **_resumed(item)}
    if item.accepted_at is None:
        fields |= {"accepted_at": now, "accepted_by": by}
    if _moved(item, Status.IN_PROGRESS, by, fields):
        acts.record("started", item, by=by, changes={"status": (was, item.status)})
    return item


@transaction.atomic
def finish(
    item_id: int,
    *,
    by: User,
    evidence: Mapping[str, Any] | None = None,
    files: Mapping[str, Any] | None = None,
    seen_version: int | None = None,
) -> Item:
    """Finish an item with the evidence it asks for; finishing one's own again changes nothing.

    `evidence` and `files` are the fields of `hotel.work.evidence.form_for(item)`. A checklist with
    a failed point is journaled as failed and the item goes back to waiting, for rework; look at the
    returned status. Raises `NotShown` with the form, `Forbidden`, `Overtaken`, `Refused`.
    """
    item = acts.touchable(item_id, by)
    if _did(item, Status.DONE, by):
        return item
    states.check(item, Status.DONE)
    acts.enterable(item)
    acts.unblocked(item)
    acts.signed_by_another(item, by)
    kept = _evidence(item, evidence, files)
    wrong = _failed_points(item, kept)
    if wrong:
        return _send_back(item, wrong, kept, by=by)
    return _close(item, kept, by=by, seen_version=seen_version)


@transaction.atomic
def not_applicable(item_id: int, *, reason: str, by: User) -> Item:
    """Set an item aside with a reason; a mandatory one only by a front-office supervisor or above."""
    item = Item.objects.select_related(*states.RELATED).get(pk=item_id)
    if not rules.has_perm("work.excuse_item", by, item):
        if item.mandatory:
            message = _(
                "“%(title)s” is mandatory: a front-office supervisor or above sets it aside."
            )
            raise Forbidden(message % {"title": item.title})
        acts.touchable(item_id, by)
    return _end(item, Status.NOT_APPLICABLE, "not_applicable", acts.given_reason(reason), by=by)


@transaction.atomic
def fail(item_id: int, *, reason: str, by: User) -> Item:
    """Say that an item could not be done, and why. It stays failed until somebody reopens it."""
    item = acts.touchable(item_id, by)
    return _end(item, Status.FAILED, "failed", acts.given_reason(reason), by=by)


@transaction.atomic
def hold(item_id: int, *, reason: str, by: User) -> Item:
    """Put an item on hold, with a reason: it is not late while it waits."""
    item = acts.touchable(item_id, by)
    if not item.is_open:
        raise states.Overtaken(item)
    if item.is_held:
        raise Refused(_("“%(title)s” is on hold already.") % {"title": item.title})
    reason = acts.given_reason(reason)
    states.keep(item, held_for=HeldFor.REASON, held_at=clock.now(), held_reason=reason)
    acts.record("held", item, by=by, reason=reason)
    return item


@transaction.atomic
def release(item_id: int, *, by: User) -> Item:
    """Take an item off hold. One held for do-not-disturb comes off when the room does."""
    item = acts.touchable(item_id, by)
    if not item.is_held:
        return item
    acts.record("released", _let_go(item), by=by)
    return item


@transaction.atomic
def reopen(item_id: int, *, reason: str = "", by: User) -> Item:
    """Open a finished item again. Needs a reason, except for taking back one's own within a minute."""
    item = acts.touchable(item_id, by)
    if item.is_open:
        return item
    undo = item.done_by_id == by.pk and item.done_at and clock.now() - item.done_at <= UNDO_WITHIN
    if reason.strip() or not undo:
        reason = acts.given_reason(reason)
    before, given = item.status, item.evidence
    to = Status.ACCEPTED if item.accepted_at else Status.WAITING
    states.move(item, to, done_at=None, done_by=None, evidence={}, reason=reason)
    if item.room_id:
        sync_rooms([item.room_id])
        item.refresh_from_db()
    acts.record(
        "reopened",
        item,
        by=by,
        reason=reason,
        changes={"status": (before, item.status)},
        data={"evidence": given, "undo": bool(undo)},
    )
    return item


@transaction.atomic
def assign(item_id: int, *, to: int | None, by: User) -> Item:
    """Give an item to somebody of its department, or to nobody; what another had accepted waits again."""
    item = acts.touchable(item_id, by)
    if not item.is_open:
        raise states.Overtaken(item)
    person = _colleague(item, to)
    if person == item.assignee:
        return item
    before = _named(item.assignee)
    states.move(
        item,
        Status.WAITING,
        assignee=person,
        accepted_at=None,
        accepted_by=None,
        started_at=None,
    )
    acts.record(
        "assigned",
        item,
        by=by,
        changes={"assignee": (before, _named(person))},
        data={"to": to, "title_zh": item.title_zh, "title_en": item.title_en},
    )
    return item


def _let_go(item: Item) -> Item:
    """Off hold, or, inside a room whose sign is still on, held for the sign from now on."""
    if item.in_room and item.room and item.room.dnd:
        acts.enterable(item)
        states.keep(item, held_for=HeldFor.DND, held_reason="")
    else:
        states.keep(item, **UNHELD)
    return item


def _named(person: User | None) -> dict[str, str] | None:
    """A person as the journal keeps them: in both languages."""
    return {"zh": person.name_zh, "en": person.name_en} if person else None


def _colleague(item: Item, user_id: int | None) -> User | None:
    if user_id is None:
        return None
    for person in staff.people_of(item.department.code):
        if person.pk == user_id:
            return person
    message = _("Choose somebody of %(department)s.")
    raise Refused(message % {"department": item.department.name}, field="to", code="not_theirs")


def _moved(item: Item, to: Status, by: User, fields: Mapping[str, Any], **more: Any) -> bool:
    """Move the item; False when this person had done so already: pressed twice, or sent again."""
    if _did(item, to, by):
        return False
    try:
        states.move(item, to, **more, **fields)
    except states.Overtaken:
        if _did(item, to, by):
            return False
        raise
    return True


def _did(item: Item, to: Status, by: User) -> bool:
    who = {
        Status.ACCEPTED: item.accepted_by_id,
        Status.IN_PROGRESS: item.assignee_id,
        Status.DONE: item.done_by_id,
    }[to]
    return item.status == to and who == by.pk


def _resumed(item: Item) -> Mapping[str, Any]:
    """Whoever takes up an item held for a reason takes it off hold; do-not-disturb stays."""
    return UNHELD if item.held_for == HeldFor.REASON else {}


def _evidence(
    item: Item, data: Mapping[str, Any] | None, files: Mapping[str, Any] | None
) -> dict[str, Any]:
    return evidence.form_for(item, data or {}, files or {}).shown()


def _failed_points(item: Item, kept: dict[str, Any]) -> str:
    return evidence.failed_points(item, kept) if "points" in kept else ""


def _close(item: Item, kept: dict[str, Any], *, by: User, seen_version: int | None) -> Item:
    was = item.status
    fields = {
        "done_at": clock.now(),
        "done_by": by,
        "assignee": item.assignee or by,
        "evidence": kept,
        "reason": "",
        **UNHELD,
    }
    moved = False
    try:
        moved = _moved(item, Status.DONE, by, fields, seen_version=seen_version)
    finally:
        if not moved:
            for name in evidence.picture_names(kept):
                pictures.drop(name)
    if not moved:
        return item
    acts.record(
        "done",
        item,
        by=by,
        changes={"status": (was, item.status)},
        data={"evidence": item.evidence, "late": item.due_at < clock.now()},
    )
    return item


def _send_back(item: Item, wrong: str, kept: dict[str, Any], *, by: User) -> Item:
    """Rework: the failed check is journaled, and the item waits for the second one."""
    was = item.status
    states.move(
        item,
        Status.WAITING,
        reason=wrong,
        accepted_at=None,
        accepted_by=None,
        started_at=None,
        **_resumed(item),
    )
    acts.record(
        "failed",
        item,
        by=by,
        reason=wrong,
        changes={"status": (was, item.status)},
        data={"rework": True, "evidence": kept},
    )
    return item


def _end(item: Item, to: Status, verb: str, reason: str, *, by: User) -> Item:
    was = item.status
    states.move(item, to, done_at=clock.now(), done_by=by, reason=reason, **UNHELD)
    acts.record(verb, item, by=by, reason=reason, changes={"status": (was, item.status)})
    return item
