"""Moving an item once, though its button is pressed twice or a phone sends it again."""

from collections.abc import Mapping
from typing import Any

from hotel.staff.models import User
from hotel.work import states
from hotel.work.acts import UNHELD
from hotel.work.models import HeldFor, Item, Status


def move_once(item: Item, to: Status, by: User, fields: Mapping[str, Any], **more: Any) -> bool:
    """Move the item; False when this person had done so already: pressed twice, or sent again."""
    if did(item, to, by):
        return False
    try:
        states.move(item, to, **more, **fields)
    except states.Overtaken:
        if did(item, to, by):
            return False
        raise
    return True


def did(item: Item, to: Status, by: User) -> bool:
    who = {
        Status.ACCEPTED: item.accepted_by_id,
        Status.IN_PROGRESS: item.assignee_id,
        Status.DONE: item.done_by_id,
    }[to]
    return item.status == to and who == by.pk


def resumed(item: Item) -> Mapping[str, Any]:
    """Whoever takes up an item held for a reason takes it off hold; do-not-disturb stays."""
    return UNHELD if item.held_for == HeldFor.REASON else {}
