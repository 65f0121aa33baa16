"""What the house remembers of everybody in a visit's party: likes as wishes, and what to avoid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hotel.guests import selectors as guests
from vip import wishes
from vip.avoiding import Avoidable as Readable
from vip.avoiding import avoided
from vip.enums import WalkIn
from vip.models import Avoidable, PreferenceRule, Visit
from vip.planned import Task, Wish

if TYPE_CHECKING:
    from hotel.guests.models import Preference

FOOD = "food_restrictions"


@dataclass(frozen=True)
class Remembered:
    """`since` says for each wish's condition when it was noted; `avoid_by_code` holds (zh, en)."""

    wishes: tuple[Wish, ...]
    since: dict[str, datetime]
    avoid: frozenset[str]
    avoid_by_code: dict[str, tuple[str, str]]

    @property
    def avoid_names(self) -> tuple[tuple[str, str], ...]:
        return tuple(self.avoid_by_code.values())


def guest_ids(visit: Visit) -> list[int]:
    """The guests on file who come with this visit, its own guest first."""
    others = (each.guest_id for each in visit.members.all() if each.guest_id)
    return [visit.guest_id, *others]


def of_party(visit: Visit) -> Remembered:
    """Three queries at most."""
    by_guest = guests.preferences_of(guest_ids(visit))
    likes = [like for each in by_guest.values() for like in each.values()]
    wished = list(_wishes(visit, likes)) if likes else []
    avoidables = list(Avoidable.objects.filter(active=True))
    codes = _avoided(visit, likes, avoidables)
    return Remembered(
        wishes=tuple(wish for wish, _ in wished),
        since={wish.task.condition: noted for wish, noted in wished},
        avoid=codes,
        avoid_by_code={e.code: (e.name_zh, e.name_en) for e in avoidables if e.code in codes},
    )


def _avoided(
    visit: Visit, likes: "list[Preference]", avoidables: list[Avoidable]
) -> frozenset[str]:
    restrictions = [like.text for like in likes if like.kind == FOOD]
    restrictions += [each.restrictions for each in visit.members.all() if each.restrictions]
    remarks = [like.text for like in likes if like.kind == "other"]
    return avoided(
        (
            Readable(code=e.code, words=tuple(e.words), sure_words=tuple(e.sure_words))
            for e in avoidables
        ),
        restrictions,
        [*remarks, visit.guest.notes, visit.companions, visit.notes],
    )


def _wishes(visit: Visit, likes: "list[Preference]") -> Iterator[tuple[Wish, datetime]]:
    """Only the visit's own guest's room is laid out; the companions' allergies count above."""
    rules = PreferenceRule.objects.filter(active=True).select_related("department", "owner_role")
    texts = {like.kind: like for like in likes if like.guest_id == visit.guest_id}
    for rule in rules:
        if like := texts.get(rule.kind):
            yield wish(visit, rule, like.text), like.changed_at


def wish(visit: Visit, rule: PreferenceRule, text: str) -> Wish:
    """What this rule asks of a department for a visit whose guest likes `text`."""
    return Wish(task=_task(visit, rule), into=tuple(rule.into_tasks), text=text)


def _task(visit: Visit, rule: PreferenceRule) -> Task:
    told = visit.told.get("level", [])
    return Task(
        code=rule.code,
        phase="pre_arrival",
        department_code=rule.department.code,
        role_code=rule.owner_role.code,
        title_zh=rule.title_zh,
        title_en=rule.title_en,
        anchor=rule.anchor,
        offset_min=rule.offset_min,
        levels=tuple(sorted({str(level) for _, level in told})),
        walk_in=WalkIn.KEEP,
        condition=f"{wishes.CONDITION}{rule.code}",
        requires=("P05",) if rule.in_room else (),
        in_room=rule.in_room,
        duration_min=rule.duration_min,
    )
