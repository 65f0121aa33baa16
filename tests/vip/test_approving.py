"""The time limit of an approval: a reminder at half, a substitute on duty when it is over."""

from datetime import datetime, timedelta

import pytest

from hotel.journal.models import Entry
from hotel.notifications.models import Notice
from hotel.staff.models import Duty, User
from hotel.web import clock
from hotel.web.refusals import Forbidden
from tests.vip.conftest import Deliver, Desk
from tests.vip.test_pages import Browser, pages  # noqa: F401  the fixture
from vip import services
from vip.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(desk: Desk) -> Visit:
    """A V1 handed in just now: the general manager has an hour."""
    return services.submit(desk.note("C", "V1").pk, by=desk.cast.receptionist)


def look(visit: Visit, monkeypatch: pytest.MonkeyPatch, minutes: float) -> int:
    """What the watch does so many minutes after the notice was handed in."""
    assert visit.submitted_at is not None
    moment: datetime = visit.submitted_at + timedelta(minutes=minutes)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return services.watch_approvals()


def on_duty(person: User) -> None:
    now = clock.now()
    period = (now - timedelta(hours=4), now + timedelta(hours=4))
    Duty.objects.create(
        user=person, department=person.department, shift=Duty.Shift.DAY, period=period
    )


def steps(visit: Visit) -> list[str]:
    rows = Entry.objects.filter(verb__startswith="vip.approval_", data__visit=visit.pk)
    return list(rows.order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("minutes", "done"),
    [
        (29, []),
        (30, ["vip.approval_reminded"]),
        (59, ["vip.approval_reminded"]),
        (60, ["vip.approval_passed_on"]),
    ],
)
def test_a_step_is_taken_at_its_minute(
    waiting: Visit, monkeypatch: pytest.MonkeyPatch, minutes: float, done: list[str]
) -> None:
    look(waiting, monkeypatch, minutes)
    assert steps(waiting) == done


def test_each_step_is_taken_once(waiting: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    for minutes in (30, 31, 60, 61, 90):
        look(waiting, monkeypatch, minutes)
    assert steps(waiting) == ["vip.approval_reminded", "vip.approval_passed_on"]


def test_what_is_decided_is_left_alone(
    waiting: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.approve(waiting.pk, by=desk.cast.general_manager)
    assert look(waiting, monkeypatch, 90) == 0


def test_the_duty_manager_decides_when_the_only_approver_did_not(
    waiting: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch, deliver: Deliver
) -> None:
    substitute = desk.cast.duty_manager
    on_duty(substitute)
    look(waiting, monkeypatch, 61)
    deliver()
    told = Notice.objects.filter(code="vip.approval_passed_on")
    assert [notice.recipient for notice in told] == [substitute]
    services.approve(waiting.pk, by=substitute)
    waiting.refresh_from_db()
    assert waiting.approved_by == substitute


def test_the_next_role_of_the_level_comes_before_the_duty_manager(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = services.submit(desk.note("C", "V3").pk, by=desk.cast.receptionist)
    for person in (desk.cast.duty_manager, desk.cast.deputy_gm):
        on_duty(person)
    look(visit, monkeypatch, 121)
    visit.refresh_from_db()
    assert visit.approval_substitute == desk.cast.deputy_gm


def test_with_nobody_on_duty_all_who_may_are_told(
    waiting: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch, deliver: Deliver
) -> None:
    look(waiting, monkeypatch, 61)
    deliver()
    told = Notice.objects.filter(code="vip.approval_passed_on")
    assert {each.recipient for each in told} == {desk.cast.duty_manager, desk.cast.general_manager}


def test_a_substitute_does_not_raise_the_level(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = services.submit(desk.note("C", "V2").pk, by=desk.cast.receptionist)
    on_duty(desk.cast.duty_manager)
    look(visit, monkeypatch, 61)
    with pytest.raises(Forbidden):
        services.approve(visit.pk, by=desk.cast.duty_manager, level="V1")


def test_an_unannounced_guest_is_passed_on_after_thirty_minutes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = services.submit(desk.note("D", "V3").pk, by=desk.cast.assistant_manager)
    on_duty(desk.cast.duty_manager)
    look(visit, monkeypatch, 30)
    visit.refresh_from_db()
    assert visit.approval_substitute == desk.cast.duty_manager


def test_the_reminder_refuses_nobody_who_is_deciding(
    waiting: Visit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(waiting, monkeypatch, 31)
    services.approve(waiting.pk, by=desk.cast.general_manager, seen_version=waiting.version)


def test_the_overview_says_who_decides_instead(
    pages: Browser,  # noqa: F811
    waiting: Visit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast = pages.desk.cast
    on_duty(cast.duty_manager)
    services_now = clock.now()
    Visit.objects.filter(pk=waiting.pk).update(
        submitted_at=services_now - timedelta(minutes=61),
        approval_due_at=services_now - timedelta(minutes=1),
    )
    services.watch_approvals()
    html = pages.html(cast.general_manager, "vip:overview")
    assert f"{cast.duty_manager.name_en} decides" in html
    assert "passed on" in html
