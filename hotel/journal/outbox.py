"""Delivering the journal: each entry's news exactly once in effect, whatever dies on the way."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import groupby

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from hotel.journal.bus import AfterCommit, followers_of, moves_rows
from hotel.journal.models import Dispatch
from hotel.web import clock

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 6  # attempts, then the row is parked where people see it
BATCH = 200


def deliver(entry_id: int) -> bool:
    """Deliver one entry if it waits and nobody else holds it. True when it was delivered here.

    The row lock is the lease: a killed worker's transaction ends, and the entry waits again.
    """
    after: list[AfterCommit] = []
    try:
        with transaction.atomic():
            dispatch = _leased([entry_id]).first()
            if dispatch is None:
                return False
            after = _told(dispatch)
            _mark_delivered([entry_id])
    except Exception as problem:
        _note_failure(entry_id, problem)
        return False
    for later in after:
        _run_after_commit(later, entry_id)
    return True


def _deliver_together(entry_ids: Collection[int]) -> int:
    """Deliver entries whose followers touch no row, in one transaction. Returns how many."""
    after: list[tuple[AfterCommit, int]] = []
    try:
        with transaction.atomic():
            leased = list(_leased(entry_ids).order_by("entry_id"))
            for dispatch in leased:
                after += [(later, dispatch.pk) for later in _told(dispatch)]
            _mark_delivered([dispatch.pk for dispatch in leased])
    except Exception:
        log.exception("delivered one by one, because one of %s cannot be", list(entry_ids))
        return sum(deliver(entry_id) for entry_id in entry_ids)
    for later, entry_id in after:
        _run_after_commit(later, entry_id)
    return len(leased)


def _leased(entry_ids: Collection[int]) -> QuerySet[Dispatch]:
    return (
        Dispatch.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("entry__actor")
        .filter(pk__in=entry_ids, delivered_at=None, parked_at=None)
    )


def _told(dispatch: Dispatch) -> list[AfterCommit]:
    said = [follower(dispatch.entry) for follower in followers_of(dispatch.entry.verb)]
    return [later for later in said if later is not None]


def _mark_delivered(entry_ids: Collection[int]) -> None:
    Dispatch.objects.filter(pk__in=entry_ids).update(delivered_at=clock.now(), last_error="")


def _run_after_commit(later: AfterCommit, entry_id: int) -> None:
    """What goes outside the database may fail; the entry is delivered and stays so."""
    try:
        later()
    except Exception:
        log.exception("entry %s is delivered, but something after it failed", entry_id)


def _note_failure(entry_id: int, problem: Exception) -> None:
    log.error("entry %s could not be delivered", entry_id, exc_info=problem)
    attempts = F("attempts") + 1
    Dispatch.objects.filter(pk=entry_id, delivered_at=None).update(
        attempts=attempts,
        last_error=repr(problem)[:2000],
        retry_at=clock.now() + timedelta(seconds=5),
    )
    Dispatch.objects.filter(pk=entry_id, delivered_at=None, attempts__gte=GIVE_UP_AFTER).update(
        parked_at=clock.now()
    )


def sweep(waiting_for: timedelta | None = None) -> int:
    """Deliver everything that waits, or has waited so long; oldest first. Returns how many were
    delivered here."""
    due = Q(retry_at=None) | Q(retry_at__lte=clock.now())
    if waiting_for is not None:
        due &= Q(entry__at__lte=clock.now() - waiting_for)
    waiting = (
        Dispatch.objects.filter(due, delivered_at=None, parked_at=None)
        .order_by("entry_id")
        .values_list("entry_id", "entry__verb")[:BATCH]
    )
    delivered = 0
    for moving, group in groupby(list(waiting), key=lambda row: moves_rows(row[1])):
        ids = [entry_id for entry_id, _verb in group]
        delivered += sum(map(deliver, ids)) if moving else _deliver_together(ids)
    return delivered


def unpark(entry_id: int) -> None:
    """Let a parked entry be tried again."""
    Dispatch.objects.filter(pk=entry_id, delivered_at=None).update(
        parked_at=None, attempts=0, retry_at=None
    )


def oldest_waiting() -> datetime | None:
    """When the oldest undelivered entry was written (aware, UTC), or None when all are out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(e.at) FROM journal_dispatch d JOIN journal_entry e ON e.id = d.entry_id"
            " WHERE d.delivered_at IS NULL AND d.parked_at IS NULL"
        )
        oldest: datetime | None = cursor.fetchone()[0]
    return oldest


def parked_count() -> int:
    return Dispatch.objects.exclude(parked_at=None).count()
