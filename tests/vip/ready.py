"""Visits made ready for tests: every task before the arrival done, the room inspected by another."""

from typing import Any

from hotel.staff.models import User
from hotel.work import evidence
from hotel.work import services as work
from hotel.work.models import Item
from tests.vip.conftest import Desk, items
from vip.enums import Phase
from vip.models import Visit

BEFORE = (Phase.ON_NOTICE, Phase.PRE_ARRIVAL)
PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgYGD4TxCP"
    "KhpVRAFNAJ1XAAH/4Kp0AAAAAElFTkSuQmCC"
)


def make_done(item: Item, by: User, **changed: Any) -> None:
    """An item done as if with its evidence: what shows it is not what these tests are about."""
    from django.utils import timezone

    kept = evidence.all_good(item) if item.evidence_kind == "checklist" else {}
    Item.objects.filter(pk=item.pk).update(
        status="done", done_by=by, done_at=timezone.now(), evidence=kept, **changed
    )


def owed(visit: Visit) -> list[Item]:
    """What is mandatory before the arrival and open."""
    return [i for i in items(visit).values() if i.is_open and i.mandatory and i.phase in BEFORE]


def make_ready(desk: Desk, visit: Visit, *, but: set[str] | frozenset[str] = frozenset()) -> None:
    """Everything owed is done, the inspection by the supervisor, the rest by others."""
    for item in owed(visit):
        if item.key in but:
            continue
        by = desk.cast.hk_supervisor if item.code == "P05" else desk.cast.room_attendant
        make_done(item, by)


__all__ = ["PNG", "make_done", "make_ready", "owed", "work"]
