"""An item in hand: accepted, begun, held, taken off hold, given to somebody."""

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import acts, states
from hotel.work.acts import UNHELD
from hotel.work.models import HeldFor, Item, Status
from hotel.work.services.moving import move_once, resumed


@transaction.atomic
def accept(item_id: int, *, by: User) -> Item:
    """Take an item on: it is mine now. Accepting one's own again changes nothing (handbook A7).

    Raises `Forbidden` for another department's item, `Overtaken` when somebody else has it.
    """
    item = acts.touchable(item_id, by)
    now = clock.now()
    fields = {"accepted_at": now, "accepted_by": by, "assignee": by, **resumed(item)}
    was = item.status
    if move_once(item, Status.ACCEPTED, by, fields):
        acts.record("accepted", item, by=by, changes={"status": (was, item.status)})
    return item


@transaction.atomic
def start(item_id: int, *, by: User) -> Item:
    """Begin the work; an item nobody had accepted is accepted with it."""
    item = acts.touchable(item_id, by)
    acts.enterable(item)
    acts.unblocked(item)
    now, was = clock.now(), item.status
    fields = {"started_at": now, "assignee": by, **resumed(item)}
    if item.accepted_at is None:
        fields |= {"accepted_at": now, "accepted_by": by}
    if move_once(item, Status.IN_PROGRESS, by, fields):
        acts.record("started", item, by=by, changes={"status": (was, item.status)})
    return item


@transaction.atomic
def hold(item_id: int, *, reason: str, by: User) -> Item:
    """Put an item on hold, with a reason: it is not late while it waits."""
    item = acts.touchable(item_id, by)
    if not item.is_open:
        raise states.Overtaken(item)
    if item.is_held:
        raise Refused(_("“%(title)s” is on hold already.") % {"title": item.title})
    reason = acts.given_reason(reason)
    states.keep(item, held_for=HeldFor.REASON, held_at=clock.now(), held_reason=reason)
    acts.record("held", item, by=by, reason=reason)
    return item


@transaction.atomic
def release(item_id: int, *, by: User) -> Item:
    """Take an item off hold. One held for do-not-disturb comes off when the room does."""
    item = acts.touchable(item_id, by)
    if not item.is_held:
        return item
    acts.record("released", _let_go(item), by=by)
    return item


@transaction.atomic
def assign(item_id: int, *, to: int | None, by: User) -> Item:
    """Give an item to somebody of its department, or to nobody; what another had accepted waits again."""
    item = acts.touchable(item_id, by)
    if not item.is_open:
        raise states.Overtaken(item)
    person = _colleague(item, to)
    if person == item.assignee:
        return item
    before = _named(item.assignee)
    states.move(
        item,
        Status.WAITING,
        assignee=person,
        accepted_at=None,
        accepted_by=None,
        started_at=None,
    )
    acts.record(
        "assigned",
        item,
        by=by,
        changes={"assignee": (before, _named(person))},
        data={"to": to, "title_zh": item.title_zh, "title_en": item.title_en},
    )
    return item


def _let_go(item: Item) -> Item:
    """Off hold, or, inside a room whose sign is still on, held for the sign from now on."""
    if item.in_room and item.room and item.room.dnd:
        acts.enterable(item)
        states.keep(item, held_for=HeldFor.DND, held_reason="")
    else:
        states.keep(item, **UNHELD)
    return item


def _named(person: User | None) -> dict[str, str] | None:
    """A person as the journal keeps them: in both languages."""
    return {"zh": person.name_zh, "en": person.name_en} if person else None


def _colleague(item: Item, user_id: int | None) -> User | None:
    if user_id is None:
        return None
    for person in staff.people_of(item.department.code):
        if person.pk == user_id:
            return person
    message = _("Choose somebody of %(department)s.")
    raise Refused(message % {"department": item.department.name}, field="to", code="not_theirs")
