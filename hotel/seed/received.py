"""VIP visits of the last two months, written in bulk: what timeline, statistics and memory are read from."""

import random
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hotel.seed.proof import doer
from hotel.seed.vips import CHAIRMAN, VISITS, Past, remember
from hotel.staff import selectors as staff
from hotel.web import clock
from hotel.work.ladder import Reach
from hotel.work.models import EscalationStep, Item
from hotel.work.planned import PlannedItem
from hotel.work.services import align
from vip import facts, templates
from vip.debriefing import found_of
from vip.enums import Confidence, Status
from vip.models import (
    AmenityOrder,
    ArrivalNews,
    CareCall,
    Debrief,
    GateCall,
    Level,
    MakeRight,
    NoticeSource,
    Outing,
    Visit,
)
from vip.plan import plan_for
from vip.services.ordering import align_orders

if TYPE_CHECKING:
    from hotel.seed.present import Season

SUBJECT = "vip.visit"
# Of a hundred tasks so many were done late, and one could not be done.
LATE, FAILED = 6, 1
NOTED_BEFORE = timedelta(days=2, hours=5)
SCORES = (5, 5, 4, 5, 4, 3)
SAID = ("房间安静,服务周到。", "早餐很合口味。", "空调略响,已换房。", "管家很细心,谢谢。")


def live_through(season: "Season", today: date) -> None:
    """Every visit of `VISITS` as it went, the earliest first."""
    dice = random.Random(178)
    for past in VISITS:
        visit = _visited(season, past, today)
        if past.cancelled:
            continue
        items = _planned(season, visit)
        _worked(season, visit, items, dice)
        _brought(season, visit)
        _called(season, visit, items, dice)
        _debriefed(season, visit, past)


def _visited(season: "Season", past: Past, today: date) -> Visit:
    arrival = clock.at(today - timedelta(days=past.days_ago), time(15, 20))
    departure = clock.at(today - timedelta(days=past.days_ago - past.nights), time(11, 40))
    walk_in = past.source == "D"
    told = arrival if walk_in else arrival - NOTED_BEFORE
    manager, level = season.crew.role("fo_manager"), Level.objects.get(code=past.level)
    visit = Visit(
        status=Status.CANCELLED if past.cancelled else Status.CLOSED,
        source=NoticeSource.objects.get(code=past.source),
        level=level,
        level_proposed=level,
        template=templates.in_force(),
        notifier_name="陈秘书" if past.source in "AB" else "江明远",
        received_at=told,
        guest_id=remember(season, past.person),
        title=past.title,
        organisation=past.organisation,
        party_size=past.persons,
        arrival_at=arrival,
        departure_at=departure,
        transport="own_car" if level.rank < 3 else "train",
        dining=level.rank < 4,
        mahjong=level.rank == 1,
        plates=["湘A8K6F2"] if past.person is CHAIRMAN else [],
        ended_reason="客人行程取消" if past.cancelled else "",
        made_by=manager,
        submitted_at=told,
        approved_at=told + clock.minutes(40),
        approved_by=season.crew.role(level.approval_roles[0]),
        announced_at=told + clock.minutes(45),
        announced_by=manager,
        acknowledged_at=told + clock.minutes(75),
    )
    facts.tell(visit, at=told)
    if not past.cancelled:
        visit.arrived_at, visit.departed_at = arrival + clock.minutes(12), departure
    visit.save()
    if not past.cancelled:
        _arrived(season, visit)
    return visit


def _arrived(season: "Season", visit: Visit) -> None:
    """Where the arrival was heard of; the car at the gate; and one outing on a longer stay."""
    arrived, departed = visit.arrived_at, visit.departed_at
    if arrived is None or departed is None:
        return
    guard = season.crew.role("security_officer")
    seen = arrived - clock.minutes(4)
    ArrivalNews.objects.create(
        visit=visit,
        arrival_at=arrived,
        source="gate" if visit.arrives_by_car else "contact",
        confidence=Confidence.SURE,
        at=seen,
        by=guard,
    )
    if visit.arrives_by_car:
        plate = visit.plates[0] if visit.plates else ""
        GateCall.objects.create(visit=visit, plate=plate, at=seen, by=guard)
    if departed - arrived > timedelta(days=1):
        out = clock.at(clock.local(arrived).date() + timedelta(days=1), time(10, 5))
        back = out + timedelta(hours=2)
        Outing.objects.create(
            visit=visit, stay=visit.stay, number=1, out_at=out, back_at=min(back, departed)
        )


def _planned(season: "Season", visit: Visit) -> list[Item]:
    """The tasks the plan of that time had."""
    found = facts.facts_of(visit, by=visit.made_by, room_id=None)
    tasks = templates.tasks_of(visit.template_id or 0)
    told = visit.announced_at or visit.received_at
    planned: list[PlannedItem] = plan_for(found, tasks, notice_at=visit.received_at, now=told)
    align(SUBJECT, visit.pk, planned, by=None, at=told)
    align_orders(visit, found.amenities.granted(), at=told)
    rows = Item.objects.filter(subject_type=SUBJECT, subject_id=visit.pk)
    return list(rows.select_related("department", "owner_role"))


def _worked(season: "Season", visit: Visit, items: list[Item], dice: random.Random) -> None:
    """Most was done a little before its time, some later, and now and then something could not be."""
    told = visit.announced_at or visit.received_at
    steps = []
    for item in items:
        fate = dice.randrange(100)
        minutes = dice.randint(6, 45) if fate < LATE else -dice.randint(1, 25)
        item.done_by = item.accepted_by = doer(item, season.crew)
        item.done_at = max(item.due_at + clock.minutes(minutes), told)
        item.accepted_at = item.started_at = max(item.done_at - clock.minutes(20), told)
        item.status = "failed" if fate == 99 and not item.mandatory else "done"
        item.reason = "客人改变安排" if item.status == "failed" else ""
        item.evidence = _evidence(item, dice)
        item.armed_at, item.look_at = told, None
        if fate < LATE:
            steps.append(_escalated(item))
    names = ("status", "done_by", "done_at", "accepted_by", "accepted_at", "started_at")
    Item.objects.bulk_update(items, [*names, "reason", "evidence", "armed_at", "look_at"])
    Item.objects.filter(pk__in=[item.pk for item in items]).update(created_at=told)
    EscalationStep.objects.bulk_create(steps)


def _evidence(item: Item, dice: random.Random) -> dict[str, object]:
    if item.evidence_kind == "rating":
        return {"score": dice.choice(SCORES), "comment": dice.choice(SAID)}
    if item.evidence_kind == "text":
        return {"text": dice.choice(SAID) if item.code in ("D08", "S04") else "已按接待方案落实。"}
    return {}


def _escalated(item: Item) -> EscalationStep:
    """Somebody was told of what lay; the answer came soon after."""
    assert item.done_at  # noqa: S101  written above
    at = item.due_at
    return EscalationStep(
        item=item,
        armed_at=item.armed_at,
        number=1,
        reach=Reach.SUPERVISOR,
        undone=True,
        at=at,
        taken_at=at,
        people=[item.done_by_id],
    )


def _brought(season: "Season", visit: Visit) -> None:
    given = (visit.arrived_at or visit.received_at) - clock.minutes(50)
    AmenityOrder.objects.filter(visit=visit).update(
        status="delivered",
        ordered_at=visit.announced_at,
        prepared_at=given - clock.minutes(60),
        delivered_at=given,
        delivered_by=season.crew.role("hk_supervisor"),
    )


def _called(season: "Season", visit: Visit, items: list[Item], dice: random.Random) -> None:
    """The sales manager's calls, each with the answers it brought."""
    caller = season.crew.role("sales_manager")
    CareCall.objects.bulk_create(
        CareCall(
            visit=visit,
            key=item.key,
            status=CareCall.Status.DONE,
            tries=1,
            room=dice.choice(SCORES),
            outlets=dice.choice(SCORES),
            overall=dice.choice(SAID),
            ended_at=item.done_at,
            by=caller,
        )
        for item in items
        if item.code == "D06"
    )


def _debriefed(season: "Season", visit: Visit, past: Past) -> None:
    left: datetime = visit.departed_at or visit.received_at
    manager = season.crew.role("fo_manager")
    cost = sum(
        each.unit_cost * each.quantity for each in visit.amenity_orders.exclude(status="cancelled")
    )
    Debrief.objects.create(
        visit=visit,
        made_at=left + clock.minutes(1),
        found=found_of(visit),
        highlights="迎送衔接顺畅,客人对客房布置满意。",
        faults="个别任务略晚于计划完成。" if past.owed else "",
        improvements="抵店前两小时再核对一次鲜花与茶品。",
        cost=cost,
        completed_at=left + timedelta(hours=5),
        completed_by=manager,
    )
    for text, department in past.owed:
        MakeRight.objects.create(
            visit=visit,
            guest_id=visit.guest_id,
            text=text,
            department=staff.department(department),
            made_at=left + timedelta(hours=5),
            made_by=manager,
        )
