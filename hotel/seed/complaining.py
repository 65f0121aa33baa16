"""Complaints of the demo hotel: eight of the past months, three open today, one promise overdue."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from complaints import selectors, services
from hotel.journal import outbox
from hotel.seed.present import Season
from hotel.seed.vips import PRESIDENT, WRITER
from hotel.stays import selectors as stays
from hotel.web import clock

if TYPE_CHECKING:
    from complaints.models import Complaint
    from hotel.stays.models import Stay


@dataclass(frozen=True)
class Past:
    """A complaint of the last months and how it ended."""

    days_ago: int
    category: str
    statement: str
    wanted: str
    found: str
    cause: str
    solution: str
    done: str
    outcome: str = "satisfied"
    paid: int = 0


PAST = (
    Past(
        83,
        "room_cleanliness",
        "浴室地漏边有头发,毛巾也像没换过。",
        "马上重新打扫",
        "楼层领班复查,抽查漏项",
        "negligence_loss",
        "compensatory_care",
        "十分钟内重新清洁,送果盘并致歉",
    ),
    Past(
        74,
        "network_tv",
        "无线网一直掉线,开不了视频会。",
        "换个能上网的地方",
        "本层一台无线接入点重启后正常",
        "facility_fault",
        "repair",
        "工程部更换接入点,会议改在商务中心",
    ),
    Past(
        61,
        "room_facility",
        "空调只出风不制冷,半夜热醒两次。",
        "换房",
        "空调主板故障,已报修",
        "facility_fault",
        "replace",
        "换至同层豪华房,减免一晚差价",
        paid=120,
    ),
    Past(
        52,
        "waiting",
        "退房排了二十多分钟,差点误车。",
        "下次不要这样",
        "团队退房与散客同一窗口",
        "expectation_gap",
        "explanation",
        "致歉并加开窗口,安排送站",
    ),
    Past(
        40,
        "billing",
        "账单上多了一笔迷你吧,我没有用。",
        "退掉",
        "查房登记写错房号",
        "info_breakdown",
        "refund",
        "冲减迷你吧费用并致歉",
        paid=48,
    ),
    Past(
        26,
        "food_quality",
        "早餐粥是凉的,叫了三次没人加热。",
        "有人负责",
        "早班少一人,未及时补位",
        "no_owner",
        "compensatory_care",
        "餐饮主管当面致歉,赠次日早餐",
        "partly_satisfied",
    ),
    Past(
        14,
        "parking",
        "车停在后院被刮了一道。",
        "查监控",
        "监控显示为外来车辆,已报保险",
        "expectation_gap",
        "refer",
        "陪同客人报案并联系保险公司",
    ),
)
NOISE = Past(
    37,
    "noise",
    "隔壁房间一直吵到凌晨一点,打了两次电话没人来。",
    "安静的房间",
    "隔壁团队聚会,夜班未上楼处理",
    "no_owner",
    "replace",
    "换至远离电梯的房间,次日减免半天房费",
    paid=180,
)
SLOW_LAUNDRY = Past(
    250,
    "laundry",
    "送洗的西装开会前还没送回来。",
    "以后提前告知",
    "外送洗衣点漏单",
    "info_breakdown",
    "apology",
    "当面致歉,免洗衣费,借用备用西装",
    paid=86,
)


def complain(season: Season, today: date) -> None:
    """As of now; the journal tells when it was written, the complaints when it was."""
    for number, past in enumerate(PAST):
        stay = _stay_of(today - timedelta(days=past.days_ago), number)
        _closed(season, past, stay=stay)
    for person, past in ((WRITER, NOISE), (PRESIDENT, SLOW_LAUNDRY)):
        guest_id = season.vips.get(person.name_zh)
        if guest_id:
            _closed(season, past, guest_id=guest_id)
    complain_now(season)


def complain_now(season: Season) -> None:
    """Only those of today; what was left open on an earlier day is withdrawn, its guests have gone."""
    lobby = season.crew.role("assistant_manager")
    for complaint in selectors.visible(lobby).exclude(status__in=("closed", "withdrawn")):
        if complaint.stay is not None and complaint.stay.status != "in_house":
            services.withdraw(complaint.pk, by=lobby, reason="客人已离店")
    _open(season)
    services.watch()
    while outbox.sweep():
        pass


def _stay_of(day: date, number: int) -> "Stay | None":
    """Somebody who was in the house on that day and has left."""
    there = stays.stays().filter(status="departed", arrival__lte=day, departure__gt=day)
    return there.filter(guest__vip_level="").order_by("pk")[number:].first()


def _closed(
    season: Season, past: Past, *, stay: "Stay | None" = None, guest_id: int | None = None
) -> None:
    """Taken, promised, contacted, resolved, asked again, closed."""
    crew = season.crew
    said = clock.now() - timedelta(days=past.days_ago, hours=3)
    if stay is None and guest_id is None:
        return
    complaint = services.register_complaint(
        by=season.desk,
        category=past.category,
        statement=past.statement,
        desired=past.wanted,
        stay_id=stay.pk if stay else None,
        guest_id=guest_id,
        channel="phone" if guest_id else "on_site",
        at=said,
    )
    owner = complaint.owner
    services.acknowledge(complaint.pk, by=owner, restated=True, at=said + clock.minutes(4))
    services.record_facts(
        complaint.pk,
        by=owner,
        verified=past.found,
        desired=past.wanted,
        fault="hotel",
        root_causes=[past.cause],
    )
    services.add_option(complaint.pk, by=owner, kind=past.solution, text=past.done)
    services.promise(
        complaint.pk,
        by=owner,
        what="查清后答复",
        due_at=said + clock.minutes(30),
        at=said + clock.minutes(6),
    )
    solved = said + clock.minutes(26 if past.outcome == "satisfied" else 41)
    services.resolve(
        complaint.pk,
        by=owner,
        solution=past.solution,
        what_was_done=past.done,
        guest_agreed=True,
        happy=True,
        compensation_kind="reduction" if past.paid else "",
        compensation=Decimal(past.paid) if past.paid else None,
        at=solved,
    )
    _asked(complaint, past, solved)
    services.close(
        complaint.pk,
        by=crew.role("general_manager"),
        corrective="已在部门例会通报并改进",
        at=min(solved + timedelta(days=8), clock.now()),
    )


def _asked(complaint: "Complaint", past: Past, solved: datetime) -> None:
    """The follow-ups, a day and some days later."""
    for owed in complaint.follow_ups.order_by("number"):
        services.follow_up(
            owed.pk,
            by=complaint.owner,
            outcome=past.outcome,
            note="客人表示满意" if past.outcome == "satisfied" else "处理可以,希望早餐再快些",
            at=solved + timedelta(hours=20 if owed.number == 1 else 120),
        )


def _open(season: Season) -> None:
    """In house: one to acknowledge, one promise running, one overdue."""
    now = clock.now()
    vips = set(season.vips.values())
    here = [
        each
        for each in stays.in_house()
        if each.guest_id not in vips and each.departure > stays.business_date() and each.room
    ]
    if len(here) < 12:
        return
    running = _promised(
        season,
        here[3],
        "noise",
        "昨晚隔壁施工到十一点多,孩子一直没睡着。今晚要是还这样我就换酒店。",
        "答复:换房与今晚施工安排",
        said=now - clock.minutes(46),
        promised=now - clock.minutes(20),
        due=now + clock.minutes(25),
    )
    owner = running.owner
    services.record_facts(
        running.pk,
        by=owner,
        verified="隔壁房空调管道昨日 21:20–23:05 紧急抢修,未提前告知相邻房",
        desired="换到安静房间;明确今晚不再施工",
        fault="hotel",
        root_causes=["info_breakdown"],
    )
    offers = (
        ("replace", "换至安静侧豪华大床,行李员协助搬运", "0"),
        ("refund", "减免昨晚房费 50%,工程部今晚 20:00 后停工", "234"),
        ("compensatory_care", "延时退房至 16:00,赠双人早餐与儿童果盘", "96"),
    )
    for kind, text, cost in offers:
        services.add_option(running.pk, by=owner, kind=kind, text=text, cost=Decimal(cost))
    services.note(running.pk, by=owner, text="工程部确认今晚无施工", at=now - clock.minutes(12))
    _promised(
        season,
        here[7],
        "room_facility",
        "淋浴水忽冷忽热,报了一次没人来。",
        "答复:维修进度",
        said=now - clock.minutes(80),
        promised=now - clock.minutes(72),
        due=now - clock.minutes(12),
    )
    services.register_complaint(
        by=season.desk,
        category="network_tv",
        statement="电视没有信号,想看今晚的球赛。",
        desired="尽快修好",
        stay_id=here[10].pk,
        channel="phone",
        at=now - clock.minutes(2),
    )


def _promised(
    season: Season,
    stay: "Stay",
    category: str,
    statement: str,
    what: str,
    *,
    said: datetime,
    promised: datetime,
    due: datetime,
) -> "Complaint":
    """In house, taken by reception, acknowledged by its owner, answered later."""
    complaint = services.register_complaint(
        by=season.desk, category=category, statement=statement, stay_id=stay.pk, at=said
    )
    owner = complaint.owner
    services.acknowledge(complaint.pk, by=owner, restated=True, at=said + clock.minutes(3))
    services.promise(complaint.pk, by=owner, what=what, due_at=due, at=promised)
    return complaint
