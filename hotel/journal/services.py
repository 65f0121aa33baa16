"""The only way an act gets into the journal, and so out to the departments."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction

from hotel.journal.models import Dispatch, Entry
from hotel.journal.poke import poke
from hotel.journal.refs import ref, ref_of
from hotel.staff.models import User
from hotel.web import clock

__all__ = ["record", "ref"]

Changes = Mapping[str, tuple[Any, Any]]


def record(
    verb: str,
    on: models.Model,
    *,
    by: User | None,
    about: Iterable[models.Model | str] = (),
    changes: Changes | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    topics: Iterable[str] = (),
) -> Entry:
    """Write one act, inside the act's own transaction, and have its news delivered after commit.

    `verb` is `noun.past_participle`, for example `stay.checked_in`. `on` is the record acted on;
    `about` are further records, or references to them, whose history shows the act. `by` is None only for the house itself
    (a sweep, a clock). `data` is JSON the announcement needs. `topics` are board names such as
    `dept:housekeeping` whose open pages look again.

    Raises `TransactionManagementError` outside a transaction: an act and its entry stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("an act is journaled in its own transaction")
    entry = Entry.objects.create(
        at=clock.now(),
        actor=by,
        verb=verb,
        label=str(on)[:160],
        about=list(dict.fromkeys(ref_of(each) for each in (on, *about))),
        changes={field: [before, after] for field, (before, after) in (changes or {}).items()},
        reason=reason,
        data=dict(data or {}),
        topics=sorted(set(topics)),
    )
    Dispatch.objects.create(entry=entry)
    transaction.on_commit(lambda: poke(entry.pk), robust=True)
    return entry
