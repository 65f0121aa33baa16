"""What the departments have done for a visit so far: acknowledged, finished, begun."""

from datetime import datetime
from typing import TYPE_CHECKING

from hotel.journal import outbox
from hotel.notifications import push
from hotel.notifications import selectors as notices
from hotel.notifications import services as notifying
from hotel.seed.proof import LEADS, finish_keys
from hotel.work import selectors as work
from hotel.work import services as tasks

if TYPE_CHECKING:
    from hotel.seed.present import Season
    from hotel.work.models import Item
    from vip.models import Visit


def acknowledge(season: "Season", visit: "Visit", *, skip: tuple[str, ...]) -> None:
    outbox_empty()
    for receipt in notices.receipts(f"vip.visit:{visit.pk}"):
        if receipt.acknowledged_at is None and receipt.department.code not in skip:
            notifying.acknowledge(receipt.pk, by=season.crew.role(LEADS[receipt.department.code]))
    outbox_empty()


def outbox_empty() -> None:
    """Deliver the news here: no worker runs while the hotel is furnished, and no page is open."""
    with push.unheard():
        while outbox.sweep():
            pass


def done_until(season: "Season", visit: "Visit", until: datetime, *, but: set[str]) -> None:
    """Everything due before `until` is done, the house's rooms inspected with it."""
    items = work.items_of("vip.visit", visit.pk)
    due = {
        item.key: None
        for item in items
        if item.is_open and item.due_at <= until and item.code not in but
    }
    finish_keys(visit.pk, due, season.crew)


def start(season: "Season", visit: "Visit", key: str) -> None:
    """Begin an item, everything it waits for having been done, whatever the hour left to be done."""
    items = work.items_of("vip.visit", visit.pk)
    for item in items:
        if key in (item.key, item.code):
            finish_keys(visit.pk, _needed(item, {each.key: each for each in items}), season.crew)
            tasks.start(
                item.pk, by=season.crew.role("room_attendant" if "O" in key else "hk_supervisor")
            )
            return


def _needed(item: "Item", items: "dict[str, Item]") -> set[str]:
    """The open items this one waits for, and those they wait for."""
    needed: set[str] = set()
    for key in item.requires:
        if key in items and items[key].is_open:
            needed |= {key} | _needed(items[key], items)
    return needed
