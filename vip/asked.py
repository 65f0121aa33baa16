"""What the guest's answers to care calls, and what the house owes since the last visit, add to the plan."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.db.models import Q

from vip.enums import Anchor, Phase, WalkIn
from vip.models import CareCall, MakeRight, Visit
from vip.planned import Done, Extra, Task

# Whatever a guest says in a care call is in somebody's hands by then (handbook B5).
WITHIN = timedelta(minutes=30)
SHOWN = 90
# What is made right is in place two hours before the guest comes.
BEFORE_ARRIVAL = -120


def wishes(visit: Visit, calls: Iterable[CareCall]) -> Iterator[Extra]:
    """Each special wish is a task of the assistant manager, who knows whom to ask."""
    for call in calls:
        if call.wishes and call.ended_at:
            task = lone_task(
                visit,
                code=f"W{call.pk}",
                phase=Phase.IN_STAY,
                words_zh=f"客人要求:{call.wishes}",
                words_en=f"The guest asks: {call.wishes}",
            )
            yield Extra(task, call.ended_at, call.ended_at + WITHIN)


def owed(visit: Visit) -> Iterator[Extra]:
    """What earlier visits left to be made right, before the guest comes."""
    rows = MakeRight.objects.filter(guest=visit.guest_id).exclude(visit=visit)
    if visit.departed_at:
        rows = rows.filter(made_at__lt=visit.departed_at)
    still = rows.filter(Q(kept_at=None) | Q(kept_in=visit)).select_related("department")
    for each in still:
        yield Extra(
            amends(visit, code=f"MR{each.pk}", text=each.text, department=each.department.code),
            each.made_at,
        )


def amends(visit: Visit, *, code: str, text: str, department: str) -> Task:
    """The department (code) makes something right, two hours before the guest comes."""
    task = lone_task(
        visit,
        code=code,
        phase=Phase.PRE_ARRIVAL,
        words_zh=f"弥补上次不足:{text}",
        words_en=f"Make right: {text}",
    )
    return replace(task, department_code=department, role_code="", offset_min=BEFORE_ARRIVAL)


def declined(calls: Iterable[CareCall]) -> Iterator[tuple[str, Done]]:
    """A call the guest did not wish is done with, and says so."""
    for call in calls:
        if call.status == CareCall.Status.DECLINED:
            yield call.key, Done(call.by, {"overall": "客人婉拒 / Declined by the guest"})


def lone_task(visit: Visit, *, code: str, phase: str, words_zh: str, words_en: str) -> Task:
    """A task of this visit alone, for the assistant manager."""
    return Task(
        code=code,
        phase=phase,
        department_code="front_office",
        role_code="assistant_manager",
        title_zh=_shown(words_zh),
        title_en=_shown(words_en),
        detail_zh=words_zh,
        detail_en=words_en,
        anchor=Anchor.ARRIVAL,
        offset_min=0,
        levels=(visit.level.code,),
        walk_in=WalkIn.KEEP,
    )


def _shown(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
