"""What the clock brings: late departure inspections, a new day's work (handbook B3)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from hotel.house.selectors import rules
from hotel.rooms import selectors as house
from hotel.web import clock
from housekeeping.enums import OPEN_INSPECTION, UNFINISHED, TaskKind
from housekeeping.models import CleaningTask, DepartureInspection
from housekeeping.services.departing import journal_inspection
from housekeeping.services.laying_out import follow_rooms, open_day

# After the house's own limit, and once more (handbook B3: alarm at 3 and 5 minutes).
SECOND_ALARM_MINUTES = 5


def alarm_late_inspections(at: datetime | None = None) -> int:
    """Give each alarm that is due and has not been given. Returns how many. Any number of times."""
    moment = at or clock.now()
    limit = rules().inspection_minutes
    first = moment - timedelta(minutes=limit)
    second = moment - timedelta(minutes=max(SECOND_ALARM_MINUTES, limit + 2))
    due = DepartureInspection.objects.filter(living=True, state__in=OPEN_INSPECTION).filter(
        Q(alarmed_at=None, requested_at__lte=first)
        | Q(alarmed_again_at=None, requested_at__lte=second)
    )
    return sum(_alarm(pk, moment, second) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _alarm(inspection_id: int, moment: datetime, second: datetime) -> bool:
    rows = DepartureInspection.objects.select_related("stay__guest", "stay__reservation", "room")
    found = (
        rows.select_for_update(of=("self",), skip_locked=True)
        .filter(pk=inspection_id, state__in=OPEN_INSPECTION)
        .first()
    )
    if found is None or found.alarmed_again_at is not None:
        return False
    again = found.requested_at <= second
    if found.alarmed_at is not None and not again:
        return False
    found.alarmed_at = found.alarmed_at or moment
    found.alarmed_again_at = moment if again else None
    found.save(update_fields=["alarmed_at", "alarmed_again_at"])
    waiting = int((moment - found.requested_at).total_seconds()) // 60
    journal_inspection("inspection.late", found, by=None, data={"minutes": waiting, "again": again})
    return True


def watch(at: datetime | None = None) -> int:
    """Everything the clock brings, as of `at`. Returns how many alarms were given."""
    alarms = alarm_late_inspections(at)
    open_day(at=at)
    lay_out_forgotten()
    return alarms


def lay_out_forgotten() -> None:
    """Vacant dirty rooms nobody has on the list: nothing is lost when news was."""
    known = CleaningTask.objects.filter(
        room=OuterRef("pk"), kind=TaskKind.CHECKOUT, state__in=UNFINISHED
    )
    dirty = house.rooms().filter(occupancy="vacant", cleanliness="dirty", block="none")
    forgotten = dirty.filter(~Exists(known)).values_list("pk", flat=True)
    follow_rooms(list(forgotten), by=None)
