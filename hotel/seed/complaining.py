"""Complaints of the demo hotel: eight of the past months, three open today, one promise overdue."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from complaints import selectors, services
from hotel.seed import working
from hotel.seed.grievances import NOISE, OFFERS, PAST, SLOW_LAUNDRY, Past
from hotel.seed.present import Season
from hotel.seed.vips import PRESIDENT, WRITER
from hotel.stays import selectors as stays
from hotel.web import clock

if TYPE_CHECKING:
    from complaints.models import Complaint
    from hotel.stays.models import Stay


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
    working.outbox_empty()


def _stay_of(day: date, number: int) -> "Stay | None":
    """Somebody who was in the house on that day and has left."""
    there = stays.stays().filter(status="departed", arrival__lte=day, departure__gt=day)
    return there.filter(guest__vip_level="").order_by("pk")[number:].first()


def _closed(
    season: Season, past: Past, *, stay: "Stay | None" = None, guest_id: int | None = None
) -> None:
    """Taken, promised, contacted, resolved, asked again, closed."""
    if stay is None and guest_id is None:
        return
    said = clock.now() - timedelta(days=past.days_ago, hours=3)
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
    _investigated(complaint, past, said)
    solved = said + clock.minutes(26 if past.outcome == "satisfied" else 41)
    _resolved(complaint, past, solved)
    _asked(complaint, past, solved)
    services.close(
        complaint.pk,
        by=season.crew.role("general_manager"),
        corrective="已在部门例会通报并改进",
        at=min(solved + timedelta(days=8), clock.now()),
    )


def _investigated(complaint: "Complaint", past: Past, said: datetime) -> None:
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


def _resolved(complaint: "Complaint", past: Past, solved: datetime) -> None:
    services.resolve(
        complaint.pk,
        by=complaint.owner,
        solution=past.solution,
        what_was_done=past.done,
        guest_agreed=True,
        happy=True,
        compensation_kind="reduction" if past.paid else "",
        compensation=Decimal(past.paid) if past.paid else None,
        at=solved,
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
    """In house: one promise running, one overdue, one to acknowledge."""
    now = clock.now()
    vips = set(season.vips.values())
    here = [
        each
        for each in stays.in_house()
        if each.guest_id not in vips and each.departure > stays.business_date() and each.room
    ]
    if len(here) < 12:
        return
    _noise(season, here[3], now)
    _shower(season, here[7], now)
    services.register_complaint(
        by=season.desk,
        category="network_tv",
        statement="电视没有信号,想看今晚的球赛。",
        desired="尽快修好",
        stay_id=here[10].pk,
        channel="phone",
        at=now - clock.minutes(2),
    )


def _noise(season: Season, stay: "Stay", now: datetime) -> None:
    """Investigated, three offers to choose from, an answer promised."""
    running = _promised(
        season,
        stay,
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
    for kind, text, cost in OFFERS:
        services.add_option(running.pk, by=owner, kind=kind, text=text, cost=Decimal(cost))
    services.note(running.pk, by=owner, text="工程部确认今晚无施工", at=now - clock.minutes(12))


def _shower(season: Season, stay: "Stay", now: datetime) -> None:
    """Promised, and the time is over."""
    _promised(
        season,
        stay,
        "room_facility",
        "淋浴水忽冷忽热,报了一次没人来。",
        "答复:维修进度",
        said=now - clock.minutes(80),
        promised=now - clock.minutes(72),
        due=now - clock.minutes(12),
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
