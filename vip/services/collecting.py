"""The visit log goes to the general manager's office by nine (handbook A7.214, C4 D08)."""

from datetime import time, timedelta

from django.db import transaction

from hotel.journal.services import record
from hotel.web import clock
from vip import log
from vip.models import LogDay

COLLECTED = time(9, 0)


@transaction.atomic
def hand_in_log() -> LogDay | None:
    """Tell the office of yesterday's log, from nine on; the assistant manager of what is still owed.

    Once for each day, whoever looks; a day on which nobody was to be visited is not spoken of.
    """
    now = clock.local(clock.now())
    day = now.date() - timedelta(days=1)
    if now.time() < COLLECTED or LogDay.objects.filter(day=day).exists():
        return None
    items = log.items_of(day)
    if not items:
        return None
    owed = sum(item.is_open for item in items)
    told, made = LogDay.objects.get_or_create(
        day=day, defaults={"told_at": now, "entries": len(items), "owed": owed}
    )
    if not made:
        return None
    data = {"day": day.isoformat(), "entries": len(items), "owed": owed}
    record("vip.log_handed_in", told, by=None, data=data, topics=["vip:all"])
    return told
