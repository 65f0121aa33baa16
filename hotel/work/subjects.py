"""What boards show about the records that items belong to; apps above tell it, in batches."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hotel.staff.models import User

if TYPE_CHECKING:
    from hotel.work.models import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCard:
    """The header card of a subject, already under the viewer's own rights and in their language.

    `level` is a VIP level (1–4) or None. `when` is the instant counted down to and `when_label`
    says what happens then ("15:30 抵店"). `state` replaces the countdown where it says more
    ("外出", "免扰"). Cards are ordered by `rank`, lowest first, then by `when`.
    """

    title: str
    level: int | None = None
    room: str = ""
    when: datetime | None = None
    when_label: str = ""
    url: str = ""
    note: str = ""
    rank: int = 0
    state: str = ""


Provider = Callable[[set[int], User], dict[int, SubjectCard]]
Subject = tuple[str, int]

_providers: dict[str, Provider] = {}


def register(subject_type: str, provider: Provider) -> None:
    """Have `provider(ids, viewer)` asked once for all cards of this type on a page."""
    _providers[subject_type] = provider


def cards_of(subjects: Iterable[Subject], viewer: User) -> dict[Subject, SubjectCard]:
    """The cards of these (type, id) pairs; those without a provider, or hidden, are left out."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for subject_type, subject_id in subjects:
        wanted[subject_type].add(subject_id)
    return {
        (subject_type, subject_id): card
        for subject_type, ids in wanted.items()
        if subject_type in _providers
        for subject_id, card in _providers[subject_type](ids, viewer).items()
    }


Beside = Callable[["Item", User], list[str]]
_beside: dict[str, tuple[frozenset[str], Beside]] = {}


def register_beside(subject_type: str, codes: Iterable[str], beside: Beside) -> None:
    """Have `beside(item, viewer)` asked when an item of these codes is shown by itself: lines that
    hang on the hour and would be stale if the plan kept them."""
    _beside[subject_type] = frozenset(codes), beside


def beside_of(item: "Item", viewer: User) -> list[str]:
    codes, beside = _beside.get(item.subject_type, (frozenset(), None))
    return beside(item, viewer) if beside and item.code in codes else []
