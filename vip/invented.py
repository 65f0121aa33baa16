"""A visit nobody announced, for trying a plan template: its facts, without a row being written."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hotel.web import clock
from hotel.web.bilingual import both
from vip import asked, bringing, facts, gift_facts, remembered
from vip.enums import Programme, Transport
from vip.models import Avoidable, Level, NoticeSource, PreferenceRule, Visit
from vip.planned import Extra, Facts, Occasion, Room, Told
from vip.remembered import Remembered

LEAVES = time(12, 0)
DAY = timedelta(days=1)


class Wanted(models.TextChoices):
    """What a visit may have that brings tasks with it (handbook C3)."""

    CAR = "car", _("Comes by car")
    DINING = "dining", _("Dinner on the first evening")
    BATHING = "bathing", _("Bathing")
    MAHJONG = "mahjong", _("Mahjong")
    MASSAGE = "massage", _("Massage")
    WAKE_UP = "wake_up", _("Wake-up call")
    MEETING = "meeting", _("Meeting on the next morning")
    ORDERED = "ordered", _("Car ordered for the next morning")
    OUT = "out", _("Goes out on the next morning")
    COMPANION = "companion", _("Companion with an allergy")
    NEEDS_CAR = "needs_car", _("Needs a car at departure")
    FLIGHT = "flight", _("Flight or train at departure")


class History(models.TextChoices):
    """What a guest who was here before brings along."""

    GIFTS = "gifts", _("Had the gifts of this level last time")
    OWED = "owed", _("Something of last time is to be made right")


# When in the stay something begins: days after the arrival, and the clock time.
_BEGINS = {
    Wanted.DINING: (Programme.MEAL, 0, time(18, 30)),
    Wanted.BATHING: (Programme.BATHING, 0, time(20, 30)),
    Wanted.MAHJONG: (Programme.MAHJONG, 0, time(20, 30)),
    Wanted.MASSAGE: (Programme.MASSAGE, 0, time(21, 30)),
    Wanted.MEETING: (Programme.MEETING, 1, time(9, 30)),
    Wanted.ORDERED: (Programme.CAR, 1, time(9, 0)),
    Wanted.OUT: ("out", 1, time(10, 0)),
    Wanted.WAKE_UP: ("wake_up", 1, time(7, 0)),
}


@dataclass(frozen=True, kw_only=True)
class Invented:
    """The visit as it was chosen. All times aware. Of an unannounced guest the notice is the arrival.

    `likes` are codes of preference rules, `avoid` of things to avoid, `occasions` of occasions.
    """

    level: Level
    source: NoticeSource
    notice_at: datetime
    arrival_at: datetime
    nights: int = 2
    persons: int = 1
    rooms: int = 1
    wanted: frozenset[str] = frozenset()
    occasions: tuple[str, ...] = ()
    likes: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    history: frozenset[str] = frozenset()

    @property
    def told_at(self) -> datetime:
        return self.arrival_at if self.source.walk_in else self.notice_at

    @property
    def departure_at(self) -> datetime:
        return clock.at(clock.local(self.arrival_at).date() + self.nights * DAY, LEAVES)


def facts_of(invented: Invented) -> Facts:
    """The facts of this visit, as if everything in it came as expected. Eight queries at most."""
    visit = _visit(invented)
    at = invented.told_at
    facts.tell(visit, at=at)
    known = _known(invented, visit)
    given = gift_facts.gifts_of(invented.level.pk) if History.GIFTS in invented.history else None
    holds = (name for name, so in facts.conditions(visit).items() if so)
    moments = _moments(invented)
    return Facts(
        source=invented.source.code,
        walk_in=invented.source.walk_in,
        levels=(Told(at, invented.level.code),),
        arrivals=(Told(at, invented.arrival_at),),
        departures=(Told(at, invented.departure_at),),
        arrived_at=invented.arrival_at,
        conditions={**dict.fromkeys(holds, at), **known.since, bringing.TOLD: at},
        companions=_companions(invented),
        rooms=tuple(_further_rooms(invented)),
        roles=facts.dynamic_roles(visit),
        per_day=facts.per_day(visit),
        extras=_owed(invented, visit),
        wishes=known.wishes,
        amenities=gift_facts.selection_of(visit, known, given=given or frozenset()),
        avoid=known.avoid_names,
        **moments,
    )


def _visit(invented: Invented) -> Visit:
    """Never saved: it only carries what the plan's questions read."""
    wanted = invented.wanted
    wake_up = _moment(invented, Wanted.WAKE_UP) if Wanted.WAKE_UP in wanted else None
    return Visit(
        level=invented.level,
        source=invented.source,
        received_at=invented.told_at,
        arrival_at=invented.arrival_at,
        departure_at=invented.departure_at,
        party_size=invented.persons,
        transport=Transport.OWN_CAR if Wanted.CAR in wanted else Transport.UNKNOWN,
        needs_transport=Wanted.NEEDS_CAR in wanted,
        dining=Wanted.DINING in wanted,
        bathing=Wanted.BATHING in wanted,
        mahjong=Wanted.MAHJONG in wanted,
        massage=Wanted.MASSAGE in wanted,
        wake_up_at=wake_up,
        occasions=list(invented.occasions),
    )


def _moment(invented: Invented, wanted: Wanted) -> datetime:
    """At its hour, but not before the guest has been here for two hours."""
    _kind, days, hour = _BEGINS[wanted]
    begins = clock.at(clock.local(invented.arrival_at).date() + days * DAY, hour)
    return max(begins, invented.arrival_at + timedelta(hours=2))


def _moments(invented: Invented) -> dict[str, Any]:
    """Everything that happens at a time, as `Facts` names it."""
    at = invented.told_at
    found: dict[str, list[Occasion]] = {}
    for wanted in (each for each in Wanted if each in invented.wanted and each in _BEGINS):
        moment = _moment(invented, wanted)
        kind = str(_BEGINS[wanted][0])
        # The house hears of an outing when the guest leaves.
        told = moment if wanted == Wanted.OUT else at
        found.setdefault(kind, []).append(Occasion(wanted.value, moment, told))
    if Wanted.FLIGHT in invented.wanted:
        leaves = invented.departure_at + timedelta(hours=3)
        found["flight"] = [Occasion("flight", leaves, at)]
    named = {
        "meals": ("meal",),
        "recreations": ("bathing", "mahjong", "massage"),
        "meetings": ("meeting",),
        "cars": ("car",),
        "flights": ("flight",),
        "wake_ups": ("wake_up",),
        "outings": ("out",),
    }
    return {
        name: tuple(each for kind in kinds for each in found.get(kind, ()))
        for name, kinds in named.items()
    }


def _companions(invented: Invented) -> tuple[Occasion, ...]:
    if Wanted.COMPANION not in invented.wanted:
        return ()
    said = both(Wanted.COMPANION.label)
    return (Occasion("m1", invented.told_at, invented.told_at, said["zh"], said["en"]),)


def _further_rooms(invented: Invented) -> list[Room]:
    return [
        Room(number=n, told_at=invented.told_at, stay_id=n, arrived_at=invented.arrival_at)
        for n in range(2, invented.rooms + 1)
    ]


def _known(invented: Invented, visit: Visit) -> Remembered:
    """What the house would remember of this guest."""
    rules = PreferenceRule.objects.filter(code__in=invented.likes, active=True)
    wishes = tuple(
        remembered.wish(visit, rule, rule.title)
        for rule in rules.select_related("department", "owner_role")
    )
    found = Avoidable.objects.filter(code__in=invented.avoid, active=True)
    return Remembered(
        wishes=wishes,
        since={wish.task.condition: invented.told_at for wish in wishes},
        avoid=invented.avoid,
        avoid_by_code={each.code: (each.name_zh, each.name_en) for each in found},
    )


def _owed(invented: Invented, visit: Visit) -> tuple[Extra, ...]:
    if History.OWED not in invented.history:
        return ()
    text = str(History.OWED.label)
    task = asked.amends(visit, code="MR", text=text, department="front_office")
    return (Extra(task, invented.told_at),)
