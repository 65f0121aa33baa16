"""The VIPs of the shift over the desk's board; the leader reminds the team (A1.39, A7.215)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.notifications.models import Notice
from hotel.staff.models import Department
from hotel.staff.services import put_on_duty
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.vip.conftest import Deliver, Desk, in_days
from tests.vip.test_pages import Browser, pages  # noqa: F401  the fixture
from vip import services, shift
from vip.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """Expected within the hour."""
    return expected(desk)


def expected(desk: Desk, **fields: object) -> Visit:
    return desk.announced(
        "A",
        "V1",
        arrival_at=clock.now() + timedelta(minutes=40),
        departure_at=in_days(3, 12),
        **fields,
    )


def remind(desk: Desk, visit: Visit) -> Entry:
    return services.remind_team(visit.pk, about="arrival", by=desk.cast.fo_supervisor)


def test_the_board_of_the_desk_shows_who_comes(visit: Visit, pages: Browser) -> None:  # noqa: F811
    html = pages.html(pages.desk.cast.receptionist, "work:board", "front_office")
    assert "VIPs of this shift" in html
    assert "沈砚秋" in html
    assert "Team not reminded yet" in html
    assert "remind-team" not in html


def test_no_other_board_does(visit: Visit, pages: Browser) -> None:  # noqa: F811
    html = pages.html(pages.desk.cast.hk_supervisor, "work:board", "housekeeping")
    assert "VIPs of this shift" not in html


def test_a_confidential_guest_is_an_alias_without_a_room(
    desk: Desk,
    pages: Browser,  # noqa: F811
) -> None:
    expected(desk, confidential=True, public_alias="S 先生", by=desk.cast.gm_office)
    html = pages.html(desk.cast.receptionist, "work:board", "front_office")
    banner = html[html.index("vip-shift") : html.index("</section>", html.index("vip-shift"))]
    assert "S 先生" in banner
    assert "沈砚秋" not in banner


def test_who_comes_the_day_after_tomorrow_is_not_of_this_shift(desk: Desk) -> None:
    desk.announced("A", "V1")
    assert shift.lines(desk.cast.fo_supervisor, clock.now()) == []


def test_whom_to_wake_stands_there_too(desk: Desk) -> None:
    soon = clock.now() + timedelta(hours=2)
    made = expected(desk, wake_up_at=soon)
    services.record_arrival(made.pk, by=desk.cast.receptionist)
    (line,) = shift.lines(desk.cast.fo_supervisor, clock.now())
    assert (line.about, line.at) == ("wake_up", soon)


def test_the_leader_reminds_the_team_once_a_shift(desk: Desk, visit: Visit) -> None:
    remind(desk, visit)
    (line,) = shift.lines(desk.cast.fo_supervisor, clock.now())
    assert line.told is not None
    with pytest.raises(Refused):
        remind(desk, visit)
    assert Entry.objects.filter(verb="vip.team_reminded").count() == 1


def test_everybody_on_duty_at_the_desk_hears_it(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    now, clerk = clock.now(), desk.cast.receptionist
    house = Department.objects.get(code="front_office")
    put_on_duty(clerk, house, "middle", now, now + timedelta(hours=6), by=desk.cast.general_manager)
    remind(desk, visit)
    deliver()
    notice = Notice.objects.get(code="vip.team_reminded", recipient=clerk)
    assert notice.params["name"] == "沈砚秋 董事长"
    assert "arrives" in notice.params["what_en"]


def test_a_clerk_reminds_nobody(desk: Desk, visit: Visit) -> None:
    with pytest.raises(Forbidden):
        services.remind_team(visit.pk, about="arrival", by=desk.cast.receptionist)


def test_the_button_of_the_banner_reminds(visit: Visit, pages: Browser) -> None:  # noqa: F811
    leader = pages.desk.cast.fo_supervisor
    board = reverse("work:board", args=["front_office"])
    answer = pages.as_(leader).post(
        reverse("vip:remind-team", args=[visit.pk]), {"about": "arrival", "next": board}
    )
    assert answer.headers["Location"] == board
    assert "Team reminded" in pages.html(leader, "work:board", "front_office")
