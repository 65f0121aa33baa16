"""The one door of an item's status: which moves are legal, and how a move is made exactly once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from hotel.web import clock, show
from hotel.web.refusals import Refused, Stale
from hotel.work.ladder import Reach
from hotel.work.models import Item, Status

W, A, P = Status.WAITING, Status.ACCEPTED, Status.IN_PROGRESS
DONE, NA, FAILED, CANCELLED = (
    Status.DONE,
    Status.NOT_APPLICABLE,
    Status.FAILED,
    Status.CANCELLED,
)

RELATED = ("department", "owner_role", "assignee", "room", "accepted_by", "done_by")

# Waiting → waiting is rework: an inspection that failed before anybody had accepted it.
LEGAL: dict[Status, frozenset[Status]] = {
    W: frozenset({W, A, P, DONE, NA, FAILED, CANCELLED}),
    A: frozenset({W, P, DONE, NA, FAILED, CANCELLED}),
    P: frozenset({W, DONE, NA, FAILED, CANCELLED}),
    DONE: frozenset({W, A}),
    NA: frozenset({W, A}),
    FAILED: frozenset({W, A}),
    CANCELLED: frozenset({W}),
}


class Overtaken(Stale):
    """Somebody else moved the item first; the sentence says who, what and when."""

    def __init__(self, item: Item) -> None:
        super().__init__(what_happened(item), theirs={str(_("Status")): item.get_status_display()})


def check(item: Item, to: Status) -> None:
    """Raise when the item may not go there: `Overtaken` when somebody has taken it out of reach,
    `Refused`, naming the legal moves, otherwise.
    """
    here = Status(item.status)
    if to in LEGAL[here]:
        return
    if not item.is_open or here in (A, P):
        raise Overtaken(item)
    legal = ", ".join(str(each.label) for each in Status if each in LEGAL[here])
    message = _("“%(title)s” is %(here)s; from there it can only become: %(legal)s.")
    params = {"title": item.title, "here": here.label, "legal": legal}
    raise Refused(message % params, code="illegal_move")


def move(item: Item, to: Status, *, seen_version: int | None = None, **fields: Any) -> None:
    """Assign a status, with the fields that go with it, if nobody moved the item meanwhile.

    The UPDATE names the state the caller saw, and its row count is read: of two people finishing
    one item, the second changes nothing and gets `Overtaken`.
    """
    check(item, to)
    keep(item, seen_version=seen_version, status=to, **fields)


def keep(item: Item, *, seen_version: int | None = None, **fields: Any) -> None:
    """Assign fields only if the item still is where the caller saw it; raises `Overtaken`."""
    expected: dict[str, Any] = {"status": item.status, "held_for": item.held_for}
    if seen_version is not None:
        expected["version"] = seen_version
    changed = Item.objects.filter(pk=item.pk, **expected).update(
        version=F("version") + 1, changed_at=clock.now(), **wound(), **fields
    )
    item.refresh_from_db(from_queryset=Item.objects.select_related(*RELATED))
    if not changed:
        raise Overtaken(item)


def move_many(ids: Iterable[int], to: Status, **fields: Any) -> int:
    """The door for a plan: move those of these items whose state allows it, in one statement."""
    sources = [here for here, targets in LEGAL.items() if to in targets]
    return Item.objects.filter(pk__in=list(ids), status__in=sources).update(
        status=to, version=F("version") + 1, changed_at=clock.now(), **wound(), **fields
    )


def wound() -> dict[str, Any]:
    """The escalation's clock wound anew: an act on an item stops the ladder it was on."""
    now = clock.now()
    return {"armed_at": now, "look_at": now, "reached": Reach.NOBODY, "reached_at": None}


def what_happened(item: Item) -> str:
    """Who brought the item to where it is, as a sentence for the person who came second."""
    who, when = (
        (item.accepted_by, item.accepted_at) if item.is_open else (item.done_by, item.done_at)
    )
    names = {"title": item.title, "status": item.get_status_display()}
    if who and when and item.status != W:
        sentence = _("“%(title)s” is already %(status)s: %(who)s, %(time)s.")
        return sentence % {**names, "who": who.name, "time": show.hm(when)}
    return _("“%(title)s” was changed meanwhile; it is now %(status)s. Look again.") % names
