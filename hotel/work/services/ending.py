"""An item ends: done with its evidence, sent back for rework, set aside, failed; or opens again."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden
from hotel.work import acts, evidence, pictures, states
from hotel.work.acts import UNHELD
from hotel.work.dnd import sync_rooms
from hotel.work.models import Item, Status
from hotel.work.services.moving import did, move_once, resumed

# Within this time who finished an item may take it back without giving a reason.
UNDO_WITHIN = timedelta(seconds=60)


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
    if did(item, Status.DONE, by):
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
        moved = move_once(item, Status.DONE, by, fields, seen_version=seen_version)
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
        **resumed(item),
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
