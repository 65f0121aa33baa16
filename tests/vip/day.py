"""A seeded day of VIP visits on a clock that the test turns: a house, its roster, what people do."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

import time_machine

from hotel.journal import outbox
from hotel.rooms import services as rooms
from hotel.rooms.models import Room
from hotel.staff import services as staff
from hotel.staff.models import User
from hotel.stays.services import open_business_date
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import defaults as work_defaults
from hotel.work import services as work
from hotel.work.models import OPEN, Item
from tests.cast import Cast, hire_cast
from tests.house import House, build_house
from tests.vip.conftest import Desk
from vip import defaults, services
from vip.models import Visit

SIX = datetime.fromisoformat("2026-11-20T06:00:00+08:00")
MINUTE, HOUR, BEAT = timedelta(minutes=1), timedelta(hours=1), timedelta(seconds=10)
# Between these hours after six nobody at all is on duty: two to three in the morning.
HOLE = (20 * HOUR, 21 * HOUR)
SHIFTS = {"day": (0.5, 14), "late": (8, 20), "managers": (0, 20), "morning": (21, 60)}
# What the day has to show, the first two all tasks; then whatever the seed brings. Source, level,
# hours until the arrival.
KINDS = (
    ("A", "V1", 8.0),
    ("D", "V4", 0.0),
    ("B", "V2", 0.6),
    ("C", "V3", 5.0),
    ("C", "V4", 2.0),
    ("A", "V2", 13.0),
    ("D", "V3", 0.0),
)
# What the first guest does besides the meal, in hours after six: so early that V1's lead of three
# hours begins while nobody is on duty.
PROGRAMME = {"mahjong": 24, "meeting": 24.3, "car": 23.8, "flight": 27.4}
# A suite for each of the visits; the house needs one room of every type.
LAYOUT = dict.fromkeys(range(1, 7), "SUITE") | {7: "KING", 8: "TWIN"}
FLOORS = tuple(range(8, 14))
MANAGERS = ("duty_manager", "assistant_manager", "general_manager")
LATE = ("hk_supervisor", "fnb_supervisor", "security_officer", "receptionist")


@dataclass(order=True)
class Event:
    at: datetime
    number: int
    act: Callable[[], Any] = field(compare=False)


@dataclass
class Received:
    """A visit of the day as it was meant, and as it went."""

    pk: int
    source: str
    level: str
    noticed_at: datetime
    wake_up_at: datetime
    departure_at: datetime
    programme: dict[str, datetime]
    arrivals: list[datetime] = field(default_factory=list)
    arrived_at: datetime | None = None
    out_at: datetime | None = None


class Day:
    """`run` turns the clock from beat to beat, to the next one at which anything can happen.

    A beat between two of these would find no item to look at: `Item.look_at` is asked, as the
    sweep asks it. `watch` is called after every sweep.
    """

    def __init__(self, visits: int, seed: int = 20261120) -> None:
        self.chance = random.Random(seed)
        self.events: list[Event] = []
        self.numbers = count()
        self.visits: dict[int, Received] = {}
        self.fated: set[int] = set()
        self.desk = self._open()
        for number in range(visits):
            self._announce_some_time(number)

    @property
    def cast(self) -> Cast:
        return self.desk.cast

    def _open(self) -> Desk:
        cast, house = hire_cast(), build_house(LAYOUT, FLOORS)
        defaults.load()
        work_defaults.load()
        open_business_date(clock.today(), by=cast.general_manager)
        self._plan_roster(cast)
        return Desk(cast, house)

    def _plan_roster(self, cast: Cast) -> None:
        for person in cast:
            role = person.username
            if role in ("engineer", "etiquette", "greeter_lead") and self.chance.random() < 0.5:
                continue  # posts the roster forgot
            shift = "managers" if role in MANAGERS else "late" if role in LATE else "day"
            self._duty(person, *SHIFTS[shift])
            self._duty(person, *SHIFTS["morning"])

    @staticmethod
    def _duty(person: User, start: float, end: float) -> None:
        staff.put_on_duty(
            user=person,
            department=person.department,
            shift="day",
            start=SIX + start * HOUR,
            end=SIX + end * HOUR,
            by=None,
        )

    # What happens

    def at(self, moment: datetime, act: Callable[[], Any]) -> None:
        heapq.heappush(self.events, Event(moment, next(self.numbers), act))

    def _announce_some_time(self, number: int) -> None:
        source, level, ahead = KINDS[number % len(KINDS)]
        if number >= len(KINDS):
            ahead = ahead and self.chance.choice((0.4, 1.5, 3, 6, 10, 14))
        notice = SIX + HOUR + self.chance.randrange(0, 8 * 3600) * timedelta(seconds=1)
        self.at(notice, lambda: self._announce(source, level, notice, ahead * HOUR))

    def _announce(self, source: str, level: str, notice: datetime, ahead: timedelta) -> None:
        arrival = notice + ahead
        # The first guest stays until the evening of the next day, when all that is daily has been.
        departure = max(arrival + 20 * HOUR, SIX + (30 if self.visits else 40) * HOUR)
        wake_up = max(SIX + 25 * HOUR, arrival + HOUR)
        programme = {"meal": arrival + 3 * HOUR}
        if not self.visits:
            programme |= {kind: SIX + hours * HOUR for kind, hours in PROGRAMME.items()}
        visit = self.desk.announced(
            source,
            level,
            guest_id=self.desk.guest("贵" + chr(0x4E00 + len(self.visits))).pk,
            arrival_at=arrival,
            departure_at=departure,
            plates=["湘A8K6F2"],
            dining=True,
            mahjong=True,
            needs_transport=True,
            wake_up_at=wake_up,
            programme=[{"kind": kind, "starts_at": at} for kind, at in programme.items()],
        )
        by = self.cast.fo_supervisor
        if not self.visits:
            services.add_member(visit.pk, name="林先生", restrictions="花生过敏", by=by)
        kept = Received(visit.pk, source, level, notice, wake_up, departure, programme, [arrival])
        self.visits[visit.pk] = kept
        if source == "D":
            kept.arrived_at = arrival
        elif ahead > 5 * HOUR and self.chance.random() < 0.5:
            early = self.chance.choice((-2 * HOUR, -HOUR, HOUR))
            self.at(notice + HOUR, lambda: self._move(kept, arrival + early))
            arrival += early
        self._follow(kept, arrival)

    def _follow(self, visit: Received, arrival: datetime) -> None:
        if visit.source != "D":
            actual = arrival + self.chance.randrange(-5, 10) * MINUTE
            self.at(max(actual, visit.noticed_at + MINUTE), lambda: self._arrive(visit))
        self.at(arrival + 2 * HOUR, lambda: self._go_out(visit))
        self.at(arrival + 4 * HOUR, lambda: self._do(services.record_guest_back, visit.pk))

    def _move(self, visit: Received, arrival: datetime) -> None:
        by = self.cast.fo_manager
        self._do(services.change_arrival, visit.pk, arrival_at=arrival, by=by)
        visit.arrivals.append(arrival)

    def _arrive(self, visit: Received) -> None:
        visit.arrived_at = clock.now()
        visit.arrivals.append(visit.arrived_at)
        self._do(services.record_arrival, visit.pk)
        if room := self.room_of(visit):
            Room.objects.filter(pk=room).update(occupancy="occupied")
            if self.chance.random() < 0.5 or visit.pk == min(self.visits):
                self.at(clock.now() + 5 * HOUR, lambda: self._sign(room, on=True))
                self.at(clock.now() + 7 * HOUR, lambda: self._sign(room, on=False))

    def room_of(self, visit: Received) -> int | None:
        """The room its work is in; the next free suite when none was assigned."""
        stay = Visit.objects.get(pk=visit.pk).stay
        if stay is None:
            return None
        if stay.room is None:
            taken = Item.objects.exclude(room=None).values("room")
            room = Room.objects.filter(room_type__code="SUITE").exclude(pk__in=taken).first()
            self._do(services.change_room, visit.pk, room_id=room and room.pk, reason="排房")
            return room.pk if room else None
        return int(stay.room.pk)

    def _sign(self, room: int, *, on: bool) -> None:
        rooms.set_dnd(room, on, by=self.cast.room_attendant)

    def _go_out(self, visit: Received) -> None:
        visit.out_at = clock.now()
        self._do(services.record_guest_out, visit.pk)

    def _do(self, act: Callable[..., Any], *args: Any, **more: Any) -> None:
        act(*args, **{"by": self.cast.fo_manager, **more})

    def _decide_fates(self) -> None:
        """What people do with each new item: half of it they accept, some of that they finish."""
        fresh = Item.objects.filter(status__in=OPEN).exclude(pk__in=self.fated)
        for pk, due in fresh.order_by("pk").values_list("pk", "due_at"):
            self.fated.add(pk)
            accepted = due + self.chance.randrange(-480 * 60, 60 * 60) * timedelta(seconds=1)
            if self.chance.random() < 0.5:
                when = max(accepted, clock.now() + self.chance.randrange(1, 3600) * BEAT / 10)
                self.at(when, partial(self._accept, pk))

    def _accept(self, pk: int) -> None:
        by = self.cast.general_manager
        try:
            work.accept(pk, by=by)
        except Refused:
            return
        if self.chance.random() < 0.6:
            lasts = self.chance.randrange(1, 90) * MINUTE
            self.at(clock.now() + lasts, lambda: self._end(pk))

    def _end(self, pk: int) -> None:
        try:
            work.fail(pk, reason="客人未到", by=self.cast.general_manager)
        except Refused:
            return

    # The clock

    def run(self, traveller: Any, watch: Callable[[], None]) -> None:
        end = SIX + 54 * HOUR
        while (tick := self._next_tick()) and tick < end:
            while self.events and self.events[0].at <= tick:
                event = heapq.heappop(self.events)
                traveller.move_to(event.at)
                event.act()
            traveller.move_to(tick)
            deliver()
            work.watch()
            deliver()
            self._decide_fates()
            watch()

    def _next_tick(self) -> datetime | None:
        look = Item.objects.filter(status__in=OPEN, look_at__isnull=False).order_by("look_at")
        moments = [moment for moment in look.values_list("look_at", flat=True)[:1] if moment]
        moments += [self.events[0].at] if self.events else []
        if not moments:
            return None
        beats = -(-(min(moments) - SIX) // BEAT)
        return max(SIX + beats * BEAT, _after(clock.now()))


def _after(moment: datetime) -> datetime:
    return SIX + ((moment - SIX) // BEAT + 1) * BEAT


def deliver() -> None:
    while outbox.sweep():
        pass


def travel() -> time_machine.travel:
    return time_machine.travel(SIX, tick=False)


__all__ = ["BEAT", "HOLE", "HOUR", "MINUTE", "SIX", "Day", "House", "Received", "travel"]
