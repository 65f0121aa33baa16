"""What the house itself knows of how a visit went: read from its tasks, calls and complaints."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hotel.web import clock
from hotel.work import selectors as work
from vip.models import CareCall, Visit

if TYPE_CHECKING:
    from hotel.work.models import Item

SUBJECT = "vip.visit"
RATING, LOG = "X10", "D08"
Row = Mapping[str, Any]


def found_of(visit: Visit) -> dict[str, Any]:
    """Late, failed, set aside and never done; the guest's words; as JSON in both languages."""
    items = work.items_of(SUBJECT, visit.pk)
    calls = CareCall.objects.filter(visit=visit)
    return {
        "late": [
            {**_row(i), "minutes": _late(i)} for i in items if i.status == "done" and _late(i)
        ],
        "failed": [{**_row(i), "reason": i.reason} for i in items if i.status == "failed"],
        "set_aside": [
            {**_row(i), "reason": i.reason} for i in items if i.status == "not_applicable"
        ],
        "undone": [_row(i) for i in items if i.is_open and _before_leaving(i, visit)],
        "done": sum(item.status == "done" for item in items),
        "scores": list(_scores(items, calls)),
        "words": [*_said(calls), *_noted(items)],
    }


def _late(item: "Item") -> int:
    """Whole minutes after its time; what was done within the same minute was on time."""
    if item.done_at is None:
        return 0
    return max(0, int((item.done_at - item.due_at).total_seconds() // 60))


def _before_leaving(item: "Item", visit: Visit) -> bool:
    return visit.departed_at is not None and item.due_at <= visit.departed_at


def _row(item: "Item") -> dict[str, Any]:
    department = item.department
    return {
        "item": item.pk,
        "zh": item.title_zh,
        "en": item.title_en,
        "department_zh": department.name_zh,
        "department_en": department.name_en,
    }


def _scores(items: "Iterable[Item]", calls: Iterable[CareCall]) -> Iterator[int]:
    for call in calls:
        yield from (score for score in (call.room, call.outlets) if score)
    yield from (
        int(i.evidence["score"]) for i in items if i.code == RATING and "score" in i.evidence
    )


def _said(calls: Iterable[CareCall]) -> Iterator[dict[str, str]]:
    for call in calls:
        for text in filter(None, (call.overall, call.wishes)):
            yield {"at": _day(call.ended_at), "text": text}


def _noted(items: "Iterable[Item]") -> Iterator[dict[str, str]]:
    for item in items:
        text = item.evidence.get("comment" if item.code == RATING else "text", "")
        if item.code in (RATING, LOG) and text:
            yield {"at": _day(item.done_at), "text": text}


def _day(moment: Any) -> str:
    return f"{clock.local(moment):%m-%d %H:%M}" if moment else ""
