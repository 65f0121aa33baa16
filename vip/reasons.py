"""What a VIP's reception still owes before the guest comes, for the list of arrivals."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontdesk.reasons import Reason
from frontdesk.reasons import register as register_provider
from hotel.staff.models import User
from hotel.web import clock
from hotel.work import selectors as work
from vip.enums import Status
from vip.models import Visit

if TYPE_CHECKING:
    from hotel.stays.models import Stay
    from hotel.work.models import Item

NAMED = 2  # items told by name; the rest are counted


def register() -> None:
    register_provider("vip", open_items, sort=20)


def open_items(stays: "Sequence[Stay]", _viewer: User) -> Mapping[int, Sequence[Reason]]:
    """The mandatory items due before the guest comes and not done, the overdue ones as blocking.

    Two queries for all stays.
    """
    due = {stay.pk: stay.eta or stay.starts_at for stay in stays}
    running = (Status.APPROVED, Status.ANNOUNCED)
    visits = dict(
        Visit.objects.filter(stay__in=due, status__in=running).values_list("pk", "stay_id")
    )
    found: dict[int, list[Reason]] = defaultdict(list)
    for visit_id, items in work.items_of_subjects("vip.visit", list(visits)).items():
        stay_id = visits[visit_id]
        owed = [
            item
            for item in items
            if item.is_open and item.mandatory and item.due_at <= due[stay_id]
        ]
        found[stay_id] += _reasons(visit_id, sorted(owed, key=lambda item: item.due_at))
    return found


def _reasons(visit_id: int, owed: "list[Item]") -> Iterator[Reason]:
    path, now = reverse("vip:visit", args=[visit_id]), clock.now()
    for item in owed[:NAMED]:
        late = item.due_at < now
        text = _("%(task)s is late") % {"task": item.title} if late else item.title
        yield Reason(text, "bad" if late else "warn", path)
    left = len(owed) - NAMED
    if left > 0:
        more = ngettext("%(num)d more VIP task", "%(num)d more VIP tasks", left) % {"num": left}
        yield Reason(more, "bad" if owed[-1].due_at < now else "warn", path)
