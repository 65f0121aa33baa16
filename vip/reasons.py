"""What a VIP's reception still owes before the guest comes, for the list of arrivals."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontdesk.reasons import Reason
from frontdesk.reasons import register as register_provider
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.paths import path_to
from hotel.web.prepared import Param, Prepared
from hotel.work import selectors as work
from vip.enums import Status
from vip.models import Visit
from vip.readiness import BEFORE_ARRIVAL

if TYPE_CHECKING:
    from frontdesk.reasons import Expected
    from hotel.work.models import Item

NAMED = 2  # items told by name; the rest are counted


def register() -> None:
    register_provider("vip", open_items, sort=20)


_running = Prepared(
    lambda: (
        Visit.objects.filter(
            stay_id__any=Param("stays", ArrayField(BigIntegerField())),
            status__in=(Status.APPROVED, Status.ANNOUNCED),
        )
        .order_by("pk")
        .values_list("pk", "stay_id")
    )
)


def open_items(stays: "Sequence[Expected]", _viewer: User) -> Mapping[int, Sequence[Reason]]:
    """The mandatory items owed before the guest comes and not done, the overdue ones as blocking.

    Two queries for all stays, one where nobody is a VIP.
    """
    due = {stay.pk: stay.eta or stay.starts_at for stay in stays}
    visits = dict(_running(stays=list(due)))
    found: dict[int, list[Reason]] = defaultdict(list)
    for visit_id, items in work.owed_of_subjects("vip.visit", visits).items():
        stay_id = visits[visit_id]
        owed = [
            item for item in items if item.phase in BEFORE_ARRIVAL or item.due_at <= due[stay_id]
        ]
        found[stay_id] += _reasons(visit_id, owed)
    return found


def _reasons(visit_id: int, owed: "list[Item]") -> Iterator[Reason]:
    path, now = path_to("vip:visit", visit_id), clock.now()
    for item in owed[:NAMED]:
        late = item.due_at < now
        text = _("%(task)s is late") % {"task": item.title} if late else item.title
        yield Reason(text, "bad" if late else "warn", path, gated=True)
    left = len(owed) - NAMED
    if left > 0:
        more = ngettext("%(num)d more VIP task", "%(num)d more VIP tasks", left) % {"num": left}
        yield Reason(more, "bad" if owed[-1].due_at < now else "warn", path, gated=True)
