"""The sweep of the escalation ladder: takes every step that is due, each once, whoever looks.

`Item.look_at` says when an item is worth looking at: set by every act on it, then by the sweep to
the item's next step. A look that comes too early costs one read, so nothing has to be exact but
`hotel.work.ladder`.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db import transaction
from django.db.models import Q, QuerySet

from hotel.journal import services as journal
from hotel.staff import presence
from hotel.web import clock
from hotel.work import acts, ladder
from hotel.work.audience import Roster, Told
from hotel.work.ladder import Case, Facts, Pace, Reach, Step
from hotel.work.models import (
    OPEN,
    CatchAllRole,
    EscalationPace,
    EscalationStep,
    Item,
    Status,
)

log = logging.getLogger(__name__)

MOST = 1000
# A step taken within this time of its own counts as taken in time; the next one keeps the beat.
IN_TIME = timedelta(seconds=30)
AGAIN = timedelta(seconds=20)
TOUCHED = ("reached", "reached_at", "look_at")
Subject = tuple[str, int]
People = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A step of one item, with who hears it."""

    item: Item
    at: datetime
    told: Told

    @property
    def together(self) -> tuple[object, ...]:
        """Steps alike in this are told in one notice."""
        told, item = self.told, self.item
        undone = item.status != Status.WAITING
        return (item.department_id, undone, told.reach, told.silent, tuple(sorted(told.people)))


def look_again(items: "QuerySet[Item]") -> None:
    """Have the ladder look at these items at once: what their steps hang on has changed."""
    stale = Q(look_at=None) | Q(look_at__gt=clock.now())
    items.filter(stale, status__in=OPEN).update(look_at=clock.now())


def watch(now: datetime | None = None) -> int:
    """Take every step that is due. Returns how many were taken.

    Any number of workers may look at once: what one has locked the others pass over, and the
    database takes each step once.
    """
    at = now or clock.now()
    due = Item.objects.filter(status__in=OPEN, look_at__lte=at).order_by("look_at")
    subjects: dict[Subject, list[int]] = defaultdict(list)
    for pk, kind, number in due.values_list("pk", "subject_type", "subject_id")[:MOST]:
        subjects[kind, number].append(pk)
    return _Sweep(at).over(subjects) if subjects else 0


class _Sweep:
    """One look at everything that is due; paces and roster are read once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        rows = EscalationPace.objects.filter(active=True)
        self.paces: dict[tuple[str, str], Pace] = {
            (row.subject_type, row.code): row.pace for row in rows
        }

    @cached_property
    def roster(self) -> Roster:
        roles = CatchAllRole.objects.filter(active=True).values_list("role__code", flat=True)
        return Roster(presence.everybody(), list(roles))

    def over(self, subjects: Mapping[Subject, list[int]]) -> int:
        numbers: dict[str, set[int]] = defaultdict(set)
        for kind, number in subjects:
            numbers[kind].add(number)
        cases = {kind: ladder.cases_of(kind, ids) for kind, ids in numbers.items()}
        taken = 0
        for (kind, number), ids in subjects.items():
            try:
                taken += self.look(ids, cases[kind].get(number))
            except Exception:  # one subject in disorder must not silence the others
                log.exception("the ladder of %s:%s could not be looked at", kind, number)
        return taken

    @transaction.atomic
    def look(self, ids: Iterable[int], case: Case | None) -> int:
        """Take the steps of one subject's items, and say when to look at them next."""
        rows = Item.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        related = ("department", "owner_role")
        due = rows.filter(pk__in=list(ids), status__in=OPEN, look_at__lte=self.at)
        items = list(due.select_related(*related).order_by("pk"))
        if not items:
            return 0
        pace = self.paces.get((items[0].subject_type, case.code)) if case else None
        coming = {item.pk: self.next(item, case, pace) for item in items}
        ready = [item for item in items if (step := coming[item.pk]) and step.at <= self.at]
        taken = self.take(ready, coming)
        for each in taken:
            each.item.reached, each.item.reached_at = each.told.reach, self.beat(each.at)
        for item in items:
            item.look_at = self.look_next(item, case, pace, was=coming[item.pk])
        Item.objects.bulk_update(items, TOUCHED)
        if case:
            self.tell(taken, case)
        return len(taken)

    def next(self, item: Item, case: Case | None, pace: Pace | None) -> Step | None:
        if case is None or pace is None:
            return None
        return next(iter(ladder.steps_of(facts_of(item, case), pace)), None)

    def look_next(
        self, item: Item, case: Case | None, pace: Pace | None, *, was: Step | None
    ) -> datetime | None:
        step = self.next(item, case, pace)
        if step and was and step.at <= self.at and step.audience == was.audience:
            return self.at + AGAIN  # nobody new is there to tell: ask again shortly
        return step.at if step else None

    def beat(self, planned: datetime) -> datetime:
        """A step's own time when it was taken in time, so that delays do not add up; else now."""
        return planned if self.at - planned <= IN_TIME else self.at

    def take(self, items: list[Item], coming: Mapping[int, Step | None]) -> list[Taken]:
        """Find who hears each step and write it down."""
        heard, left, numbers = self.before(items)
        taken = []
        for item in items:
            step = coming[item.pk]
            if step is None:
                continue
            told = self.roster.told(item, step.audience, heard[item.pk])
            known = left if told.silent else heard
            said = told.reach == Reach.CATCH_ALL and told.people <= known[item.pk]
            if not said:
                # Not sooner than it was known: brought forward, or somebody came on duty only now.
                taken.append(Taken(item, max(step.at, item.look_at or step.at), told))
        EscalationStep.objects.bulk_create(
            EscalationStep(
                item=each.item,
                armed_at=each.item.armed_at,
                number=numbers[each.item.pk] + 1,
                reach=each.told.reach,
                undone=each.item.status != Status.WAITING,
                at=each.at,
                taken_at=self.at,
                people=sorted(each.told.people),
                silent=each.told.silent,
            )
            for each in taken
        )
        return taken

    def before(self, items: list[Item]) -> tuple[People, People, dict[int, int]]:
        """Since each item's clock was wound: who heard of it, whose inbox has it, how many steps."""
        heard: People = defaultdict(set)
        left: People = defaultdict(set)
        numbers: dict[int, int] = defaultdict(int)
        armed = {item.pk: item.armed_at for item in items}
        for step in EscalationStep.objects.filter(item__in=items) if items else ():
            if step.armed_at == armed[step.item_id]:
                numbers[step.item_id] = max(numbers[step.item_id], step.number)
                (left if step.silent else heard)[step.item_id].update(step.people)
        return heard, left, numbers

    def tell(self, taken: list[Taken], case: Case) -> None:
        """One act for steps that reach the same people about the same subject."""
        groups: dict[tuple[object, ...], list[Taken]] = defaultdict(list)
        for each in taken:
            groups[each.together].append(each)
        for group in groups.values():
            _journal(group, case)


def facts_of(item: Item, case: Case) -> Facts:
    """What the ladder of this item hangs on."""
    return Facts(
        due_at=item.due_at,
        moment=case.moments.get(item.anchor, item.due_at),
        armed_at=item.armed_at,
        patience=timedelta(minutes=item.patience_min),
        accepted=item.status != Status.WAITING,
        resting=item.is_held or not item.is_open,
        reached=Reach(item.reached),
        reached_at=item.reached_at,
    )


def _journal(group: list[Taken], case: Case) -> None:
    items = [each.item for each in group]
    first, told = items[0], group[0].told
    journal.record(
        "work.escalated",
        first,
        by=None,
        about=[*items[1:], *acts.subject_records(items)],
        data={
            "items": [item.pk for item in items],
            "undone": first.status != Status.WAITING,
            "reach": int(told.reach),
            "people": sorted(told.people),
            "silent": told.silent,
            "mark": case.mark,
        },
        topics=acts.topics(items),
    )
