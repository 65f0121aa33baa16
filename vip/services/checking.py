"""What a notice may say: its source, its level, persons, rooms and times (handbook A7.180, C1)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from hotel.rooms import selectors as rooms
from hotel.web.refusals import Refused
from vip.models import Level, NoticeSource, Visit

Fields = Mapping[str, Any]

# Minutes a clerk may be behind the clock: the guest who is at the door was expected "now".
JUST_NOW = timedelta(hours=1)
MOST_PERSONS, MOST_ROOMS = 200, 50


def source_of(code: str) -> NoticeSource:
    found = NoticeSource.objects.select_related("default_level", "min_level").filter(code=code)
    if not (source := found.first()):
        raise Refused(_("Choose where the notice comes from."), field="source")
    return source


def level_of(code: str) -> Level:
    if not (level := Level.objects.filter(code=code).first()):
        raise Refused(_("Choose a level."), field="level")
    return level


def check(visit: Visit, *, now: datetime, before: Fields | None = None) -> None:
    """Raise `Refused` beside the field for what cannot be. `before` holds what was so already."""
    check_level(visit, visit.level)
    if not visit.notifier_name.strip():
        raise Refused(_("Write down who gave the notice."), field="notifier_name")
    if not 1 <= visit.party_size <= MOST_PERSONS:
        raise Refused(_("A party has 1 to 200 persons."), field="party_size")
    if not 1 <= visit.rooms_needed <= MOST_ROOMS:
        raise Refused(_("Give 1 to 50 rooms."), field="rooms_needed")
    _check_room_type(visit)
    _check_times(visit, now, before or {})


def check_level(visit: Visit, level: Level) -> None:
    """No source receives below its lowest level (handbook C1)."""
    lowest = visit.source.min_level
    if level.rank > lowest.rank:
        raise Refused(
            _("A guest announced by “%(source)s” is received at %(level)s or higher.")
            % {"source": visit.source.name, "level": lowest.code},
            field="level",
        )


def _check_room_type(visit: Visit) -> None:
    if visit.room_type_id is None:
        return
    room_type = rooms.types().filter(pk=visit.room_type_id).first()
    if room_type is None:
        raise Refused(_("Choose a room type."), field="room_type")
    if visit.party_size > visit.rooms_needed * room_type.max_adults:
        raise Refused(
            _("%(rooms)s × %(type)s sleep %(most)s. Give more rooms, or another type.")
            % {
                "rooms": visit.rooms_needed,
                "type": room_type.name,
                "most": visit.rooms_needed * room_type.max_adults,
            },
            field="rooms_needed",
        )


def _check_times(visit: Visit, now: datetime, before: Fields) -> None:
    arrival, departure = visit.arrival_at, visit.departure_at
    moved = before.get("arrival_at", None) != arrival
    if arrival and moved and not visit.arrived_at and arrival < now - JUST_NOW:
        raise Refused(_("The arrival lies in the past."), field="arrival_at")
    if arrival and arrival > now + timedelta(days=730):
        raise Refused(_("The arrival lies more than two years ahead."), field="arrival_at")
    if arrival and departure and departure <= arrival:
        raise Refused(_("The departure has to be after the arrival."), field="departure_at")
    if visit.wake_up_at and arrival and visit.wake_up_at <= arrival:
        raise Refused(_("The wake-up call has to be after the arrival."), field="wake_up_at")
