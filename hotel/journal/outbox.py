"""Delivering the journal: each entry's news exactly once in effect, whatever dies on the way."""

import logging
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from hotel.journal.bus import AfterCommit, followers_of
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
            dispatch = (
                Dispatch.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("entry__actor")
                .filter(pk=entry_id, delivered_at=None, parked_at=None)
                .first()
            )
            if dispatch is None:
                return False
            for follower in followers_of(dispatch.entry.verb):
                later = follower(dispatch.entry)
                if later is not None:
                    after.append(later)
            Dispatch.objects.filter(pk=entry_id).update(delivered_at=clock.now(), last_error="")
    except Exception as problem:
        _note_failure(entry_id, problem)
        return False
    for later in after:
        _run_after_commit(later, entry_id)
    return True


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


def sweep() -> int:
    """Deliver everything that waits, oldest first. Returns how many were delivered here."""
    due = Q(retry_at=None) | Q(retry_at__lte=clock.now())
    waiting = (
        Dispatch.objects.filter(due, delivered_at=None, parked_at=None)
        .order_by("entry_id")
        .values_list("entry_id", flat=True)[:BATCH]
    )
    return sum(deliver(entry_id) for entry_id in list(waiting))


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
