"""What is read under a shared address: never a confidential guest's name or room."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import DateTimeField
from django.utils.translation import gettext as _

from hotel.guests.surnames import surname_of
from hotel.staff.models import Department
from hotel.web import clock, show
from hotel.web.prepared import Param, Prepared
from hotel.work import selectors as work
from hotel.work.brief import Brief
from vip import overview, selectors
from vip.enums import Status
from vip.models import SharedAddress, Visit
from vip.seeing.ical import Event, calendar_of
from vip.services.sharing import hash_of
from vip.visibility import Seen

BACK, AHEAD = timedelta(days=14), timedelta(days=90)
TASK_LONG = timedelta(minutes=15)
SOON = timedelta(minutes=30)
MOST_VISITS, MOST_TASKS = 5, 6
_ON = (Status.APPROVED, Status.ANNOUNCED, Status.DEPARTED, Status.CLOSED)


def address_of(secret: str, kind: str) -> SharedAddress | None:
    """The living address of this secret, or None."""
    found = SharedAddress.objects.filter(secret_hash=hash_of(secret), kind=kind, revoked_at=None)
    return found.select_related("department").first()


def discreet(visit: Visit, room: str) -> Seen:
    """For a screen on a wall: surname and title; of a confidential guest neither name nor room."""
    if visit.confidential:
        return Seen(_("Confidential reception"), "", "", hidden=True)
    guest = visit.guest
    surname = surname_of(guest.name_zh) if guest.name_zh else guest.surname_latin
    return Seen(f"{surname} {visit.title}".strip(), "", room, hidden=False)


@dataclass(frozen=True, slots=True)
class Owed:
    """A task on the wall."""

    at: str
    title: str
    where: str
    department: str


@dataclass(frozen=True)
class Wall:
    now: datetime
    lines: list[overview.Line]
    more: int
    late: list[Owed]
    late_count: int
    soon: list[Owed]


def wall(now: datetime, only: Department | None = None) -> Wall:
    """Today's visits and what is late or due within half an hour (of `only` this department)."""
    visits = selectors.tab("today", now)
    rooms = selectors.rooms_of(visits)
    items = work.items_of_subjects("vip.visit", [visit.pk for visit in visits])
    columns = overview.plan_departments()
    seen = {visit.pk: discreet(visit, rooms.get(visit.pk, "")) for visit in visits}
    lines = []
    for visit in visits:
        counted = [i for i in items.get(visit.pk, []) if overview.counts_now(i, visit, now)]
        bars = [bar for bar in overview.bars_of(counted, (), columns, now) if bar.states]
        lines.append(overview.Line(visit=visit, seen=seen[visit.pk], now=now, bars=bars, chips=[]))
    open_items = sorted(
        (
            item
            for rows in items.values()
            for item in rows
            if item.is_open and not item.is_held and _concerns(item, only)
        ),
        key=lambda item: item.due_at,
    )
    late = [item for item in open_items if item.due_at < now]
    soon = [item for item in open_items if now <= item.due_at < now + SOON]
    return Wall(
        now=now,
        lines=lines[:MOST_VISITS],
        more=max(0, len(lines) - MOST_VISITS),
        late=[_owed(i, seen, f"+{show.span(now - i.due_at)}") for i in late[:MOST_TASKS]],
        late_count=len(late),
        soon=[_owed(i, seen, show.hm(i.due_at)) for i in soon[:MOST_TASKS]],
    )


def _concerns(item: Brief, only: Department | None) -> bool:
    return only is None or item.department_id == only.pk


def _owed(item: Brief, seen: dict[int, Seen], at: str) -> Owed:
    whose = seen[item.subject_id]
    return Owed(at, item.title, whose.room or whose.name, item.department_name)


_visits = Prepared(
    lambda: (
        selectors.listed()
        .filter(
            status__in=_ON,
            arrival_at__gte=Param("first", DateTimeField()),
            arrival_at__lt=Param("last", DateTimeField()),
        )
        .order_by("arrival_at", "id")[:500]
    )
)


def calendar(address: SharedAddress, now: datetime) -> bytes:
    """The department's calendar: the visits, and the tasks it still owes for them."""
    visits = _visits(first=now - BACK, last=now + AHEAD)
    rooms = selectors.rooms_of(visits)
    items = work.items_of_subjects("vip.visit", [visit.pk for visit in visits])
    events = [
        event
        for visit in visits
        for event in _events(
            visit, rooms.get(visit.pk, ""), items.get(visit.pk, []), address.department_id
        )
    ]
    name = _("VIP · %(department)s") % {"department": address.department.name}
    return calendar_of(name, events)


def _events(visit: Visit, room: str, items: list[Brief], department_id: int) -> Iterator[Event]:
    begin = visit.arrival
    if begin is None:
        return
    whose = visit.public_name
    shown = "" if visit.confidential else room
    # The same facts give the same bytes, so that a calendar that did not change is not sent again.
    stamp = visit.announced_at or begin
    yield Event(
        uid=f"visit-{visit.pk}@vip.yingbin",
        start=begin,
        end=max(visit.departure or begin, begin + TASK_LONG),
        summary=f"{visit.level.code} {whose}",
        location=shown,
        description=visit.number,
        stamp=stamp,
    )
    for item in items:
        if item.department_id == department_id and item.is_open:
            yield Event(
                uid=f"task-{item.pk}@vip.yingbin",
                start=item.due_at,
                end=item.due_at + TASK_LONG,
                summary=f"{item.title} · {visit.level.code} {whose}",
                location=shown,
                stamp=stamp,
            )


def wall_clock(now: datetime) -> str:
    return f"{clock.local(now):%H:%M:%S}"
