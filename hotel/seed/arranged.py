"""What belongs to the demo's VIP visits of today: parties, programmes, occasions, rooms, calls, screens."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hotel.rooms import selectors as rooms
from hotel.seed.counter import arrive
from hotel.seed.vips import MINISTER, OWNER, POET, remember
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import escalating
from hotel.work import selectors as work
from hotel.work.models import Item
from vip import services as vip
from vip.models import Visit

if TYPE_CHECKING:
    from hotel.seed.present import Season

SUBJECT = "vip.visit"
# How long ago the departments would have had to answer.
LYING = timedelta(hours=3)


def around_chairman(season: "Season", visit: Visit, arrival: datetime) -> None:
    """Companions with an allergy, an evening, a birthday, and a substitute in the line-up."""
    by = season.crew.role("fo_manager")
    vip.add_member(
        visit.pk, by=by, name="沈知遥", title="女士", relation="family", restrictions="花生过敏"
    )
    vip.add_member(visit.pk, by=by, name="林默", relation="secretary", wishes="需要打印机")
    vip.add_member(visit.pk, by=by, name="老周", relation="driver")
    _arrange(visit, by, "mahjong", arrival + timedelta(hours=5), place="棋牌室 2 号", persons=4)
    _arrange(visit, by, "massage", arrival + timedelta(hours=7), persons=2)
    next_day = clock.local(arrival).date() + timedelta(days=1)
    _arrange(visit, by, "meeting", clock.at(next_day, time(9, 30)), place="岳麓厅", persons=12)
    _arrange(visit, by, "car", clock.at(next_day, time(14)), note="去橘子洲,七座商务车")
    wake_up = clock.at(next_day, time(7))
    vip.edit_notice(visit.pk, by=by, cause="occasions", occasions=["birthday"], wake_up_at=wake_up)
    absent = visit.level.greeter_roles[-1]
    substitute = season.crew.role("assistant_manager")
    vip.change_line_up(visit.pk, kind="welcome", role=absent, person_id=substitute.pk, by=by)


def around_president(season: "Season", visit: Visit, arrival: datetime) -> None:
    """A second room for her assistant, a flight on the way back."""
    by = season.crew.role("fo_manager")
    number = _second_room(visit, by)
    facts: dict[str, Any] = {"name": "周予安", "relation": "secretary", "restrictions": "乳糖不耐"}
    vip.add_member(visit.pk, by=by, room_number=number, **facts)
    leaves = clock.at(clock.local(arrival).date() + timedelta(days=2), time(10, 40))
    _arrange(visit, by, "flight", leaves, note="CZ3151 黄花机场")


def _second_room(visit: Visit, by: Any) -> int | None:
    """The number of a further room, of whatever type is not sold out."""
    for code in ("KING", "DLX", "TWIN"):
        found = rooms.type_by_code(code)
        with suppress(Refused):
            if found is not None:
                return vip.add_room(visit.pk, room_type_id=found.pk, by=by).number
    return None


def _arrange(visit: Visit, by: Any, kind: str, starts_at: datetime, **more: Any) -> None:
    vip.arrange(visit.pk, by=by, kind=kind, starts_at=starts_at, **more)


def ask_after(season: "Season", visit: Visit) -> None:
    """Today's care call: the guest waited long for dinner, and wishes for a blanket."""
    calls = [
        item for item in work.items_of(SUBJECT, visit.pk) if item.code == "D06" and item.is_open
    ]
    if not calls:
        return
    answers = vip.Answers(
        room=4,
        outlets=2,
        outlets_words="昨晚餐厅上菜等了四十分钟,请改进。",
        overall="总体满意。",
        wishes="今晚请多送一床被子",
    )
    vip.answer_call(calls[0].pk, answers=answers, by=season.crew.role("sales_manager"))


def wake_tomorrow(season: "Season", visit: Visit, at: time) -> None:
    """A wake-up call of tomorrow morning, where the guest is still here."""
    moment = clock.at(clock.local(clock.now()).date() + timedelta(days=1), at)
    if visit.departure_at is None or moment < visit.departure_at:
        vip.edit_notice(visit.pk, by=season.desk, wake_up_at=moment)


def signing_upstairs(season: "Season", today: date) -> Visit | None:
    """Without notice, let in upstairs ten minutes ago: registered, the signature still to come."""
    deluxe = rooms.type_by_code("DLX")
    if deluxe is None:
        return None
    ready = stays.free_rooms(deluxe.pk, rooms.night(today))
    room = ready.filter(cleanliness="inspected", occupancy="vacant", block="none").last()
    if room is None:
        return None
    guest_id, leaves = remember(season, POET), today + timedelta(days=1)
    stay = desk.book(
        guest_id=guest_id,
        room_type_id=deluxe.pk,
        room_id=room.pk,
        arrival=today,
        departure=leaves,
        by=season.desk,
        source="walk_in",
    )
    arrive(season, stay, clock.now() - clock.minutes(10), place="room", signed=False)
    by = season.crew.role("assistant_manager")
    visit = vip.write_notice(
        by=by,
        source="D",
        level="V3",
        guest_id=guest_id,
        stay_id=stay.pk,
        notifier_name="礼宾台",
        title="先生",
        organisation="潇湘诗社",
        arrival_at=clock.now() - clock.minutes(10),
        departure_at=clock.at(leaves, time(12)),
        room_type_id=deluxe.pk,
    )
    vip.submit(visit.pk, by=by)
    visit.refresh_from_db()
    if visit.awaits_approval:
        vip.approve(visit.pk, by=season.crew.role(visit.level.approval_roles[0]))
    return vip.announce(visit.pk, by=season.crew.role("fo_manager"))


def hidden_visit(season: "Season", today: date) -> None:
    """A confidential guest of the leaders, expected tomorrow: an alias on every shared screen."""
    by = season.crew.role("gm_office")
    arrival = clock.at(today + timedelta(days=1), time(16, 30))
    exec_ = rooms.type_by_code("EXEC")
    visit = vip.write_notice(
        by=by,
        source="A",
        level="V2",
        guest_id=remember(season, MINISTER),
        notifier_name="裴总",
        title="先生",
        party_size=2,
        arrival_at=arrival,
        departure_at=arrival + timedelta(days=1, hours=18),
        transport="hotel_car",
        room_type_id=exec_.pk if exec_ else None,
        dining=True,
        confidential=True,
        public_alias="L 先生",
        screened=True,
        put_through="仅限陈秘书",
    )
    vip.submit(visit.pk, by=by)
    vip.announce(visit.pk, by=season.crew.role("general_manager"))


def overdue_approval(season: "Season", today: date) -> None:
    """A notice of the reservations whose two hours are over: the substitute decides."""
    by = season.crew.role("fo_supervisor")
    arrival = clock.at(today + timedelta(days=5), time(15))
    dlx = rooms.type_by_code("DLX")
    visit = vip.write_notice(
        by=by,
        source="C",
        level="V3",
        guest_id=remember(season, OWNER),
        notifier_name="骆总助理",
        title="总经理",
        organisation="青禾酒店",
        party_size=2,
        arrival_at=arrival,
        departure_at=arrival + timedelta(days=2),
        room_type_id=dlx.pk if dlx else None,
    )
    visit = vip.submit(visit.pk, by=by)
    limit = clock.minutes(visit.level.approval_within_min)
    handed_in = clock.now() - limit - clock.minutes(25)
    Visit.objects.filter(pk=visit.pk).update(
        submitted_at=handed_in, approval_due_at=handed_in + limit
    )
    vip.watch_approvals()


def left_lying(visit: Visit, code: str) -> None:
    """Nobody has accepted this task; the ladder has climbed to whoever leads the department."""
    now = clock.now()
    rows = Item.objects.filter(
        subject_type=SUBJECT, subject_id=visit.pk, code=code, status="waiting"
    )
    rows.update(armed_at=now - LYING, look_at=now)
    for _step in range(2):
        escalating.watch(now)
        rows.filter(reached__gt=0).update(reached_at=now - timedelta(hours=1), look_at=now)


def share_screens(season: "Season") -> None:
    """Wall screens of two back offices, and a calendar."""
    by = season.crew.role("general_manager")
    for kind, department, place in (
        ("wall", "housekeeping", "客房中心大屏"),
        ("wall", "food_beverage", "餐饮部后厨走廊"),
        ("calendar", "sales", "营销部共享日历"),
    ):
        vip.share(kind=kind, department=department, place=place, language="zh-hans", by=by)
