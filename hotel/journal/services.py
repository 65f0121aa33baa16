"""The only way an act gets into the journal, and so out to the departments."""

from collections.abc import Iterable, Mapping
from json import dumps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from hotel.journal.models import Entry
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
    entry = Entry(
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
    _write(entry)
    transaction.on_commit(lambda: poke(entry.pk), robust=True)
    return entry


def _write(entry: Entry) -> None:
    """The entry and its place in the outbox, in one statement."""
    facts = {
        "at": entry.at,
        "actor": entry.actor_id,
        "verb": entry.verb,
        "label": entry.label,
        "about": entry.about,
        "changes": dumps(entry.changes, cls=DjangoJSONEncoder),
        "reason": entry.reason,
        "data": dumps(entry.data, cls=DjangoJSONEncoder),
        "topics": entry.topics,
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, facts)
        entry.pk = cursor.fetchone()[0]
    entry._state.adding, entry._state.db = False, connection.alias


_INSERT = """
WITH entry AS (
  INSERT INTO journal_entry (at, actor_id, verb, label, about, changes, reason, data, topics)
  VALUES (%(at)s, %(actor)s, %(verb)s, %(label)s, %(about)s::varchar(64)[], %(changes)s::jsonb,
          %(reason)s, %(data)s::jsonb, %(topics)s::varchar(64)[])
  RETURNING id
)
INSERT INTO journal_dispatch (entry_id, attempts, last_error) SELECT id, 0, '' FROM entry
RETURNING entry_id
"""
