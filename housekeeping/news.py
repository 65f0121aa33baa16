"""Who hears of what happens in the rooms: only whom it concerns (handbook A1.17, A1.20, B3)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from hotel.house.selectors import rules
from hotel.notifications.announce import ACTION, ALARM, INFO, News, announce
from hotel.stays import selectors as stays
from hotel.stays.enums import StayStatus
from hotel.web import clock
from housekeeping import selectors
from housekeeping.enums import UNFINISHED, SkipReason
from housekeeping.models import CleaningTask

if TYPE_CHECKING:
    from hotel.journal.models import Entry

DESK = ("receptionist",)
FLOOR = ("room_attendant",)
LEADERS = ("hk_supervisor",)
# The service centre acknowledges a check-in at once (handbook B3, A1.17).
REMIND_MINUTES, ESCALATE_MINUTES = 5, 10
ENTERED_AFTERWARDS = timedelta(minutes=30)


@announce("stay.checked_in")
def _checked_in(entry: "Entry") -> Iterable[News]:
    if _long_ago(entry, stays.stay(int(entry.data["stay"])).arrived_at):
        return
    persons = int(entry.data.get("persons", 1))
    yield News(
        "housekeeping.room_let",
        params={
            "room": entry.data["room"],
            "persons": persons,
            "yoghurts": persons * rules().yoghurts_a_person,
        },
        url=reverse("stays:stay", args=[entry.data["stay"]]),
        level=ACTION,
        departments=("housekeeping",),
        roles=("operator",),
        needs_receipt=True,
        remind_after=REMIND_MINUTES,
        escalate_after=ESCALATE_MINUTES,
    )


@announce("stay.checked_out")
def _checked_out(entry: "Entry") -> Iterable[News]:
    if _long_ago(entry, stays.stay(int(entry.data["stay"])).departed_at):
        return
    room_id = int(entry.data["room_id"])
    yield News(
        "housekeeping.room_left",
        params={"room": entry.data["room"]},
        url=_mine(),
        roles=LEADERS,
        user_ids=_attendants_of(room_id),
    )


@announce("stay.room_moved")
def _moved(entry: "Entry") -> Iterable[News]:
    if stays.stay(int(entry.data["stay"])).status != StayStatus.IN_HOUSE:
        return
    rooms = [int(ref.partition(":")[2]) for ref in entry.about if ref.startswith("rooms.room:")]
    yield News(
        "housekeeping.moved",
        params={"before": entry.data["from_room"], "room": entry.data["to_room"]},
        url=_mine(),
        roles=LEADERS,
        user_ids=tuple(pk for room_id in rooms for pk in _attendants_of(room_id)),
    )


@announce("room.dnd_set")
@announce("room.dnd_cleared")
@announce("room.make_up_asked")
def _sign(entry: "Entry") -> Iterable[News]:
    people = _attendants_of(int(entry.data["room_id"]))
    wish = entry.verb == "room.make_up_asked"
    if people or wish:
        yield News(
            f"housekeeping.{entry.verb.partition('.')[2]}",
            params={"room": entry.data["room"]},
            url=_mine(),
            level=ACTION if wish else INFO,
            user_ids=people,
            roles=() if people else LEADERS,
        )


@announce("room.cleanliness_changed")
def _ready(entry: "Entry") -> Iterable[News]:
    """A room that becomes ready for somebody who waits, or for a VIP."""
    if entry.data["code"] not in ("VC", "VI"):
        return
    room_id = int(entry.about[0].partition(":")[2])
    arrival = next(iter(stays.arrivals_in_room(room_id, stays.business_date())), None)
    if arrival is None:
        return
    level = arrival.guest.vip_level
    ready = entry.data["code"] == "VI" or not level
    if ready and (level or selectors.waits(arrival, clock.now())):
        yield News(
            "housekeeping.ready",
            params={"room": entry.data["room"], "level": level},
            url=reverse("stays:stay", args=[arrival.pk]),
            roles=DESK,
        )
    elif not ready:
        yield News(
            "housekeeping.to_inspect",
            params={"room": entry.data["room"], "level": level},
            url=_mine(),
            level=ACTION,
            roles=LEADERS,
        )


@announce("cleaning.assigned")
def _assigned(entry: "Entry") -> Iterable[News]:
    yield News(
        "housekeeping.assigned",
        params={"rooms": ", ".join(entry.data["rooms"])},
        url=_mine(),
        user_ids=(int(entry.data["attendant"]),),
    )


@announce("cleaning.failed")
def _failed(entry: "Entry") -> Iterable[News]:
    yield News(
        "housekeeping.failed",
        params={"room": entry.data["room"], "reason": entry.reason},
        url=_mine(),
        level=ACTION,
        user_ids=(int(entry.data["attendant"]),),
    )


@announce("inspection.requested")
def _asked(entry: "Entry") -> Iterable[News]:
    yield News(
        "housekeeping.asked",
        params={"room": entry.data["room"], "minutes": rules().inspection_minutes},
        url=_mine(),
        level=ALARM,
        roles=FLOOR,
    )


@announce("inspection.reported")
def _reported(entry: "Entry") -> Iterable[News]:
    data = entry.data
    clear = data["result"] == "clear"
    yield News(
        "housekeeping.clear" if clear else "housekeeping.found",
        params={
            "room": data["room"],
            "amount": data["amount"],
            "lines": ", ".join(data["lines"]),
        },
        url=reverse("stays:stay", args=[data["stay"]]),
        level=INFO if clear else ACTION,
        roles=DESK,
        user_ids=(int(data["requested_by"]),),
    )


@announce("inspection.late")
def _late(entry: "Entry") -> Iterable[News]:
    data = entry.data
    again = bool(data["again"])
    yield News(
        "housekeeping.late",
        params={"room": data["room"], "minutes": data["minutes"]},
        url=_mine(),
        level=ALARM,
        roles=("hk_supervisor", "hk_manager") if again else (*LEADERS, *FLOOR),
        user_ids=(int(data["requested_by"]),),
    )
    if again:
        yield News(
            "housekeeping.late",
            params={"room": data["room"], "minutes": data["minutes"]},
            url=reverse("stays:stay", args=[data["stay"]]),
            level=ALARM,
            roles=("assistant_manager",),
        )


def _attendants_of(room_id: int) -> tuple[int, ...]:
    """Whoever has this room on the list today, still to do or skipped because of its sign."""
    rows: Iterable[Mapping[str, Any]] = (
        CleaningTask.objects.filter(room=room_id, attendant__isnull=False)
        .filter(
            Q(state__in=UNFINISHED)
            | Q(
                state="skipped",
                skip_reason=SkipReason.DND,
                business_date=stays.business_date(),
            )
        )
        .values("attendant_id")
    )
    return tuple({row["attendant_id"] for row in rows})


def _long_ago(entry: "Entry", happened: datetime | None) -> bool:
    """Entered afterwards: nobody has to hurry any more."""
    return happened is not None and entry.at - happened > ENTERED_AFTERWARDS


def _mine() -> str:
    return reverse("housekeeping:my-rooms")
