"""Reading the journal: a record's history, and what has happened just now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import CharField

from hotel.journal import words
from hotel.journal.models import Entry
from hotel.journal.refs import ref_of
from hotel.web.prepared import Param, Prepared

HISTORY_LIMIT = 50


@dataclass(frozen=True)
class Recent:
    id: int
    at: datetime
    topics: list[str]
    delivered_at: datetime | None


def recent(since: datetime, limit: int) -> list[Recent]:
    """Entries written or delivered since then, oldest first, at most `limit` of the newest."""
    with connection.cursor() as cursor:
        cursor.execute(_RECENT, {"since": since, "limit": limit})
        return [Recent(*row) for row in reversed(cursor.fetchall())]


# Two index scans instead of one OR over both tables.
_RECENT = """
    SELECT e.id, e.at, e.topics, d.delivered_at
    FROM journal_entry e JOIN journal_dispatch d ON d.entry_id = e.id
    WHERE e.id IN (
        SELECT id FROM journal_entry WHERE at >= %(since)s
        UNION SELECT entry_id FROM journal_dispatch WHERE delivered_at >= %(since)s
    )
    ORDER BY e.id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Change:
    """One field of an act, for reading."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Act:
    """One entry, in the reader's language."""

    id: int
    at: datetime
    who: str
    verb: str
    label: str
    changes: list[Change]
    reason: str


def history_of(
    record: models.Model | str | Iterable[models.Model | str], limit: int = HISTORY_LIMIT
) -> list[Act]:
    """What was done to a record (or a reference like `stays.stay:12`, or several), newest first.

    One query, whatever the length.
    """
    records = [record] if isinstance(record, (str, models.Model)) else list(record)
    refs = [ref_of(each) for each in records]
    return [told(entry) for entry in _history(limit)(refs=refs)]


@cache
def _history(limit: int) -> Prepared[Entry]:
    refs = Param("refs", ArrayField(CharField()))
    return Prepared(
        lambda: (
            Entry.objects.filter(about__overlap=refs)
            .select_related("actor")
            .only(*_TOLD)
            .order_by("-id")[:limit]
        ),
        planned_anew=True,
    )


_TOLD = ("at", "verb", "label", "about", "changes", "reason", "actor__name_zh", "actor__name_en")


def latest(record: str, verbs: Iterable[str], limit: int = 10) -> list[Entry]:
    """The newest entries of these verbs about a record (`vip.visit:12`). One query."""
    found = Entry.objects.filter(about__contains=[record], verb__in=list(verbs))
    return list(found.order_by("-id")[:limit])


def said_since(verb: str, moment: datetime) -> list[Entry]:
    """The entries of one verb from an instant (aware) on, oldest first. One query."""
    return list(Entry.objects.filter(verb=verb, at__gte=moment).order_by("id"))


def told(entry: Entry) -> Act:
    """An entry as people read it, in the active language."""
    model_label = entry.about[0].partition(":")[0] if entry.about else ""
    return Act(
        id=entry.pk,
        at=entry.at,
        who=entry.actor.name if entry.actor else "",
        verb=words.verb(entry.verb),
        label=entry.label,
        changes=[
            Change(
                words.field(name, entry.verb, model_label),
                words.shown(before, name, model_label),
                words.shown(after, name, model_label),
            )
            for name, (before, after) in entry.changes.items()
        ],
        reason=words.reason(entry.reason),
    )


def how_often(actor_id: int, verbs: Iterable[str], since: datetime) -> int:
    """How many acts of these verbs a person has done since then, for limits that count acts."""
    return Entry.objects.filter(actor_id=actor_id, verb__in=list(verbs), at__gte=since).count()
