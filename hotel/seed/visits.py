"""VIP visits in different phases: arriving, being prepared, in house, leaving, awaiting approval."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hotel.rooms import selectors as rooms
from hotel.seed import arranged, received, working
from hotel.seed.present import Season
from hotel.seed.vips import CHAIR, CHAIRMAN, DEAN, PRESIDENT, WRITER, Person, remember
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.web import clock
from vip import selectors as vip_selectors
from vip import services as vip

if TYPE_CHECKING:
    from hotel.stays.models import Stay
    from vip.models import Visit

# Local hours between which a demo VIP may be expected, so that a hotel furnished at night is believable.
EARLIEST, LATEST = time(9), time(20)
# Tasks are due ten minutes after the notice at the earliest; those of guests long in house are done.
JUST_TOLD = clock.minutes(15)


def take_in_early(season: Season, day: date, today: date) -> None:
    """The two who are in the house already: checked in on their day like anybody else."""
    for person, code, before, nights in ((WRITER, "DLX", 2, 2), (DEAN, "EXEC", 1, 4)):
        if day == today - timedelta(days=before):
            _take_in(season, person, code, day, nights)


def _take_in(season: Season, person: Person, code: str, day: date, nights: int) -> None:
    type_id = _type_id(code)
    ready = stays.free_rooms(type_id, _span(day, nights)).filter(cleanliness="inspected")
    room = ready.order_by("number")[len(ready) - 1]
    stay = desk.book(
        guest_id=remember(season, person),
        room_type_id=type_id,
        room_id=room.pk,
        arrival=day,
        departure=day + timedelta(days=nights),
        adults=1 if person is WRITER else 2,
        by=season.desk,
        source="walk_in",
        guarantee="company",
    )
    season.take_in(stay, clock.at(day, time(16, 20)))


def _type_id(code: str) -> int:
    room_type = rooms.type_by_code(code)
    if room_type is None:
        raise LookupError(code)
    return room_type.pk


def _span(day: date, nights: int) -> Any:
    first, last = rooms.night(day), rooms.night(day + timedelta(days=nights - 1))
    return type(first)(first.lower, last.upper)


def receive(season: Season, today: date) -> None:
    """The visits as they stand now; those of the last months when the hotel is furnished."""
    now = clock.now().replace(second=0, microsecond=0)
    if not vip_selectors.visits().exists():
        received.live_through(season, today)
        arranged.share_screens(season)
    chairman = _chairman(season, soon(now, 70))
    _president(season, soon(now, 165))
    _dean(season)
    _writer(season, now)
    _chair(season, clock.at(today + timedelta(days=3), time(14)))
    arranged.hidden_visit(season, today)
    arranged.overdue_approval(season, today)
    if upstairs := arranged.signing_upstairs(season, today):
        working.acknowledge(season, upstairs, skip=())
        working.done_until(season, upstairs, clock.now() + JUST_TOLD, but={"A07"})
    arranged.left_lying(chairman, "P09")
    working.outbox_empty()


def soon(now: datetime, minutes: int) -> datetime:
    """So many minutes from now, on the quarter hour; from nine in the morning when it is night."""
    local = clock.local(now)
    if not EARLIEST <= local.time() <= LATEST:
        day = local.date() if local.time() < EARLIEST else local.date() + timedelta(days=1)
        now = clock.at(day, EARLIEST)
    wanted = now + clock.minutes(minutes)
    return wanted - timedelta(minutes=wanted.minute % 15)


def _announced(season: Season, by_role: str = "fo_manager", **notice: Any) -> "Visit":
    by = season.crew.role(by_role)
    visit = vip.write_notice(by=by, **notice)
    vip.submit(visit.pk, by=by)
    visit.refresh_from_db()
    if visit.awaits_approval or not visit.approved_at:
        vip.approve(visit.pk, by=season.crew.role(visit.level.approval_roles[0]))
    return vip.announce(visit.pk, by=by, room_id=notice_room(season, visit))


def notice_room(season: Season, visit: "Visit") -> int | None:
    """The best inspected free room of the type, cleaned for the occasion."""
    if (
        visit.stay_id
        or visit.room_type_id is None
        or not visit.arrival_at
        or not visit.departure_at
    ):
        return None
    first = clock.local(visit.arrival_at).date()
    nights = (clock.local(visit.departure_at).date() - first).days
    free = stays.free_rooms(visit.room_type_id, _span(first, max(nights, 1)))
    room = free.filter(occupancy="vacant").first()
    return room.pk if room else None


def _chairman(season: Season, arrival: datetime) -> "Visit":
    """V1, within the hour or so: nearly ready, the flowers late."""
    visit = _announced(
        season,
        source="A",
        level="V1",
        guest_id=remember(season, CHAIRMAN),
        received_at=arrival - timedelta(days=1, hours=4),
        notifier_name="陈秘书",
        notifier_unit="集团总裁办",
        title="董事长",
        organisation="恒岳集团",
        party_size=4,
        arrival_at=arrival,
        departure_at=arrival + timedelta(days=2, hours=18),
        transport="own_car",
        plates=["湘A8K6F2"],
        room_type_id=_type_id("PRES"),
        dining=True,
        mahjong=True,
        bathing=True,
        needs_transport=True,
        banner_text="热烈欢迎恒岳集团沈董事长一行",
        host_name="顾以宁",
        greeting="总经理、副总经理、前厅部经理、营销部经理",
        programme=[
            {
                "kind": "meal",
                "starts_at": arrival + timedelta(hours=3),
                "persons": 6,
                "budget": Decimal(300),
                "place": "听溪包间",
            }
        ],
    )
    arranged.around_chairman(season, visit, arrival)
    working.acknowledge(season, visit, skip=())
    # Told within the hour, the departments had their work due at once.
    told = clock.now() + clock.minutes(20)
    working.done_until(season, visit, max(arrival - clock.minutes(100), told), but={"P08", "P09"})
    working.start(season, visit, "P08")
    return visit


def _president(season: Season, arrival: datetime) -> None:
    """V2, in the afternoon: preparation under way, two departments have not acknowledged."""
    visit = _announced(
        season,
        source="B",
        level="V2",
        guest_id=remember(season, PRESIDENT),
        received_at=arrival - timedelta(hours=7),
        notifier_name="简书宁",
        notifier_unit="总经理办公室",
        title="副总裁",
        organisation="澄江生物",
        party_size=2,
        arrival_at=arrival,
        departure_at=arrival + timedelta(days=1, hours=17),
        transport="flight",
        transport_no="CZ3148",
        room_type_id=_type_id("EXEC"),
        dining=True,
        banner_text="欢迎顾南枝副总裁",
        host_name="顾以宁",
    )
    arranged.around_president(season, visit, arrival)
    working.acknowledge(season, visit, skip=("food_beverage", "security"))
    working.done_until(season, visit, arrival - clock.minutes(170), but={"P05", "N07"})


def _dean(season: Season) -> None:
    """V3, in house since yesterday, out just now: the room is being renewed."""
    stay = _stay_of(season, DEAN)
    visit = _announced(
        season,
        source="D",
        level="V3",
        guest_id=season.vips[DEAN.name_zh],
        stay_id=stay.pk,
        received_at=stay.arrived_at,
        arrival_at=stay.arrived_at,
        notifier_name="江明远",
        title="院长",
        organisation="星沙大学设计院",
        party_size=2,
        departure_at=clock.at(stay.departure, time(12)),
        room_type_id=stay.room_type_id,
        dining=True,
    )
    arranged.ask_after(season, visit)
    arranged.wake_tomorrow(season, visit, time(6, 40))
    working.acknowledge(season, visit, skip=())
    working.done_until(season, visit, clock.now() + JUST_TOLD, but=set())
    vip.record_guest_out(visit.pk, by=season.desk)
    working.done_until(season, visit, clock.now() + clock.minutes(5), but={"O02", "O03"})
    working.start(season, visit, "O02")


def _writer(season: Season, now: datetime) -> None:
    """V4, leaving today; complained about noise last time."""
    stay = _stay_of(season, WRITER)
    visit = _announced(
        season,
        source="D",
        level="V4",
        guest_id=season.vips[WRITER.name_zh],
        stay_id=stay.pk,
        received_at=stay.arrived_at,
        arrival_at=stay.arrived_at,
        notifier_name="江明远",
        title="女士",
        party_size=1,
        departure_at=max(clock.at(stay.departure, time(14)), now + clock.minutes(90)),
        room_type_id=stay.room_type_id,
        notes="上次入住投诉噪音,请安排远离电梯的房间并致意。",
    )
    working.acknowledge(season, visit, skip=())
    working.done_until(season, visit, now + JUST_TOLD, but=set())


def _chair(season: Season, arrival: datetime) -> None:
    """A V1 reported by reservations: waits for the general manager."""
    by = season.crew.role("fo_supervisor")
    visit = vip.write_notice(
        by=by,
        source="C",
        level="V1",
        guest_id=remember(season, CHAIR),
        notifier_name="柏先生助理",
        notifier_phone="13900006611",
        title="主席",
        organisation="远桥基金",
        party_size=2,
        arrival_at=arrival,
        departure_at=arrival + timedelta(days=3),
        transport="hotel_car",
        room_type_id=_type_id("PRES"),
        confidential=True,
        public_alias="柏先生",
    )
    vip.submit(visit.pk, by=by)


def _stay_of(season: Season, person: Person) -> "Stay":
    guest_id = season.vips[person.name_zh]
    return next(stay for stay in stays.in_house() if stay.guest_id == guest_id)
