"""One item as a line of a board: its state, its due time in words, its note and its button."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.web import clock, show
from hotel.work import selectors
from hotel.work.evidence import AT_ONCE
from hotel.work.models import HeldFor, Item, Status
from hotel.work.subjects import Subject, SubjectCard, cards_of

SOON = timedelta(minutes=15)


@dataclass(slots=True)
class Row:
    """One item as a line of the board."""

    item: Item
    state: str
    card: SubjectCard | None
    waits_for: list[Item]
    due: str
    tone: str
    note: str
    act: str
    mine: bool

    @property
    def level(self) -> int | None:
        return self.card.level if self.card else None

    @property
    def path(self) -> str:
        """The item's own address; its acts are below it."""
        return f"{_items_path()}{self.item.pk}/"

    @property
    def at_once(self) -> bool:
        """Finished without a question, from any open state."""
        item = self.item
        free = item.is_open and not item.is_held and not self.waits_for
        return free and item.evidence_kind in AT_ONCE

    @property
    def escalated(self) -> str:
        """Whom the ladder has reached while nobody acts: "supervisor"; "" before."""
        item = self.item
        return str(item.get_reached_display()) if item.is_open and item.reached else ""

    @property
    def room(self) -> str:
        return str(self.item.room) if self.item.room else ""


@cache
def _items_path() -> str:
    return reverse("work:item", args=[0]).removesuffix("0/")


def row_of(item: Item, viewer: User, now: datetime | None = None) -> Row:
    """One item by itself, as its own page shows it."""
    now = now or clock.now()
    cards = cards_of([(item.subject_type, item.subject_id)], viewer)
    blocked = selectors.waits_for([item]) if item.is_open else {}
    return make_row(item, viewer, cards, blocked.get(item.pk, []), now)


def make_row(
    item: Item,
    viewer: User,
    cards: Mapping[Subject, SubjectCard],
    waits_for: list[Item],
    now: datetime,
) -> Row:
    state = _state(item, now)
    due, tone = _due(item, state, now)
    return Row(
        item=item,
        state=state,
        card=cards.get((item.subject_type, item.subject_id)),
        waits_for=waits_for,
        due=due,
        tone=tone,
        note=_note(item, waits_for),
        act=_act(item, waits_for),
        mine=item.assignee_id == viewer.pk,
    )


def _state(item: Item, now: datetime) -> str:
    if item.is_open and item.is_held:
        return "held"
    return "overdue" if item.is_overdue(now) else item.status


def _due(item: Item, state: str, now: datetime) -> tuple[str, str]:
    """When it is due, in words, and the colour's name."""
    if not item.is_open:
        return (show.hm(item.done_at), "faint")
    left = item.due_at - now
    if state == "overdue":
        return _("%(span)s late") % {"span": show.span(left)}, "t-red strong"
    if state == "held":
        return _("On hold, not late"), ""
    at = _when(item.due_at, now)
    if left < clock.minutes(1):
        return _("due now"), "t-orange strong"
    if left <= SOON:
        return _("%(time)s · %(span)s left") % {
            "time": at,
            "span": show.span(left),
        }, "t-orange strong"
    return at, ""


def _when(moment: datetime, now: datetime) -> str:
    same_day = clock.local(moment).date() == clock.local(now).date()
    return show.hm(moment) if same_day else show.mdhm(moment)


def _note(item: Item, waits_for: list[Item]) -> str:
    """The one thing to know: why it does not go on, else how it stands, else what to do."""
    if item.held_for == HeldFor.DND:
        return _("Do not disturb")
    if item.is_held or item.status in (Status.NOT_APPLICABLE, Status.FAILED):
        return item.held_reason or item.reason
    if waits_for:
        return _("Waits for: %(others)s") % {"others": _(", ").join(o.title for o in waits_for)}
    return (_standing(item) if item.is_open else "") or item.detail


def _standing(item: Item) -> str:
    if item.reason:
        return _("Again: %(reason)s") % {"reason": item.reason}
    if item.status == Status.IN_PROGRESS and item.started_at:
        return _("Started %(time)s") % {"time": show.hm(item.started_at)}
    if item.compressed:
        return _("Short notice, planned for %(time)s") % {"time": show.mdhm(item.original_due_at)}
    return ""


def _act(item: Item, waits_for: list[Item]) -> str:
    """What the line's button does: accept, done (in one tap), show (evidence first), resume."""
    if not item.is_open:
        return ""
    if item.held_for == HeldFor.REASON:
        return "resume"
    if item.held_for == HeldFor.DND:
        return "dnd"
    if item.status == Status.WAITING:
        return "accept"
    if waits_for:
        return "blocked"
    return "done" if item.evidence_kind in AT_ONCE else "show"
