"""News that the amenities of a visit follow: tasks that bring them, and what a guest likes. May repeat."""

from decimal import Decimal
from typing import TYPE_CHECKING

from hotel.journal.bus import follow
from hotel.web.refusals import Forbidden, Refused
from hotel.work import selectors as work_items
from hotel.work import services as work
from vip import bringing, services
from vip.enums import Status
from vip.models import Visit

if TYPE_CHECKING:
    from hotel.journal.models import Entry
    from hotel.work.models import Item

_ITEM, _GUEST = "work.item:", "guests.guest:"


@follow("work.done")
def task_done(entry: "Entry") -> None:
    """A finished task that carries a list of amenities has brought them; an approval counts."""
    for item in _items_of(entry):
        if item.code == bringing.APPROVAL:
            _approved(item, entry)
        elif codes := item.evidence_spec.get("amenities"):
            services.follow_task(item.subject_id, key=item.key, codes=codes, by=entry.actor)


def _approved(item: "Item", entry: "Entry") -> None:
    """Up to the cost that was asked for. Whoever lacks the authority finds the task open again."""
    if entry.actor is None or item.evidence.get("answer") != "yes":
        return
    cost = Decimal(item.key.partition("@")[2])
    try:
        services.approve_amenities(item.subject_id, by=entry.actor, up_to=cost)
    except Forbidden as refusal:
        work.reopen(item.pk, reason=refusal.text, by=entry.actor)
    except Refused:
        return  # Meanwhile it costs less than the budget.


def _items_of(entry: "Entry") -> "list[Item]":
    numbers = [about.removeprefix(_ITEM) for about in entry.about if about.startswith(_ITEM)]
    items = [work_items.item(int(number)) for number in numbers]
    return [item for item in items if item.subject_type == "vip.visit"]


@follow("guest.preference_*")
def preference_changed(entry: "Entry") -> None:
    """What a guest likes or must not have: the plans of announced visits follow."""
    ids = [int(ref.removeprefix(_GUEST)) for ref in entry.about if ref.startswith(_GUEST)]
    visits = Visit.objects.filter(guest__in=ids, status=Status.ANNOUNCED)
    for visit_id in visits.values_list("pk", flat=True):
        services.replan(visit_id, by=entry.actor, cause="preferences")
