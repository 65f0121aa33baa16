"""The rooms of the house to be filled, and what happened there today, done by the services."""

from datetime import date, time, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, Any

from bench.sizes import Size

if TYPE_CHECKING:
    from hotel.seed.crew import Crew

# What stands at a position of a floor, of twenty positions.
LAYOUT = ("KING",) * 8 + ("TWIN",) * 7 + ("DLX",) * 3 + ("EXEC",) * 2
LOWEST = 3
VISITS = (("V1", "A"), ("V2", "B"), ("V3", "C"), ("V4", "D"))


def build(crew: "Crew", size: Size) -> None:
    """Types and vacant, inspected rooms."""
    from hotel.rooms.models import Room
    from hotel.web import clock

    types = _types(crew)
    kinds = cycle(LAYOUT)
    Room.objects.bulk_create(
        Room(
            number=f"{LOWEST + serial // size.rooms_a_floor}{serial % size.rooms_a_floor + 1:02d}",
            floor=LOWEST + serial // size.rooms_a_floor,
            room_type_id=types[next(kinds)],
            cleanliness="inspected",
            cleanliness_at=clock.now() - timedelta(hours=20),
        )
        for serial in range(size.rooms)
    )
    _block(crew)


def _block(crew: "Crew") -> None:
    """The last two hundredths of the house, as `sql/1_plan.sql` counts them, are out of order."""
    from hotel.rooms import selectors, services
    from hotel.web import clock

    start = clock.now()
    end = clock.at(clock.today() + timedelta(days=3), time(14))
    for serial, room in enumerate(selectors.rooms()):
        if serial * 37 % 100 >= 98:
            services.block_room(
                room.pk, "out_of_order", start, end, "空调主板更换", by=crew.role("fo_manager")
            )


def _types(crew: "Crew") -> dict[str, int]:
    from hotel.rooms import services
    from hotel.seed.house import KINDS

    made = [
        services.add_type(
            by=crew.role("fo_manager"), code=kind.code, name_zh=kind.name_zh, name_en=kind.name_en,
            max_adults=kind.adults, max_children=kind.children, rack_rate=kind.rate, rank=kind.rank,
            overbooking_limit=kind.overbooking, sort=sort,
        )
        for sort, kind in enumerate(KINDS) if kind.code in LAYOUT
    ]  # fmt: skip
    return {each.code: each.pk for each in made}


def go_on(crew: "Crew", day: date) -> None:
    """VIPs announced, a complaint taken, floors given out and partly cleaned, the news delivered."""
    from hotel.seed import floor, working
    from hotel.seed.people import Cast
    from hotel.seed.present import Season

    _announce(crew, day)
    _complain(crew)
    floor.work_the_floors(Season(crew, Cast(1, day), [], seed=1), day)
    working.outbox_empty()


def _announce(crew: "Crew", day: date) -> None:
    """A VIP of each level among those who arrive today."""
    from hotel.stays import selectors as stays

    due = [stay for stay in stays.arrivals(day) if stay.room is not None]
    for (level, source), stay in zip(VISITS, due[:: max(len(due) // len(VISITS), 1)], strict=False):
        _visit(crew, stay, level, source)


def _complain(crew: "Crew") -> None:
    from complaints import services
    from hotel.stays import selectors as stays

    for stay in list(stays.in_house())[:4]:
        services.register_complaint(
            by=crew.role("assistant_manager"), category="room_cleanliness", stay_id=stay.pk,
            statement="浴室地漏边有头发,毛巾也像没换过。",
        )  # fmt: skip


def _visit(crew: "Crew", stay: Any, level: str, source: str) -> None:
    from hotel.web import clock
    from vip import services as vip

    by = crew.role("fo_manager")
    visit = vip.write_notice(
        by=by, source=source, level=level, guest_id=stay.guest_id, stay_id=stay.pk,
        notifier_name="简书宁", title="总经理", organisation="澄江集团", party_size=stay.persons,
        arrival_at=max(stay.starts_at, clock.now() + timedelta(hours=1)), departure_at=stay.ends_at,
        room_type_id=stay.room_type_id,
    )  # fmt: skip
    vip.submit(visit.pk, by=by)
    visit.refresh_from_db()
    if visit.awaits_approval or not visit.approved_at:
        vip.approve(visit.pk, by=crew.role(visit.level.approval_roles[0]))
    vip.announce(visit.pk, by=by)
