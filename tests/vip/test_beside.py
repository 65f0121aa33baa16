"""What the writer of a notice sees of the guest, and what the desk sees of a screened one."""

import pytest
from django.urls import reverse

from hotel.guests import alerts
from hotel.work import services as work
from tests.vip.conftest import Desk, items
from tests.vip.test_pages import Browser, pages  # noqa: F401  the fixture
from vip import services
from vip.beside import known_of

pytestmark = pytest.mark.django_db


def test_a_room_where_something_failed_is_put_before_the_writer(desk: Desk) -> None:
    visit = services.announce(
        desk.approved("A", "V1").pk, room_id=desk.house.room("806").pk, by=desk.cast.fo_manager
    )
    item = items(visit)["P03"]
    work.fail(item.pk, reason="空调异响,无法修复", by=desk.cast.engineer)
    known = known_of(visit.guest_id, desk.cast.receptionist)
    assert known is not None
    assert list(known.failed_rooms) == ["806"]
    assert "空调异响" in known.failed_rooms["806"][0]


def test_the_desk_is_told_whom_to_put_through(desk: Desk) -> None:
    visit = desk.announced("A", screened=True, put_through="陈秘书")
    operator = desk.cast.operator
    texts = [each.text for each in alerts.alerts_for([visit.guest_id], operator)[visit.guest_id]]
    assert [text for text in texts if "陈秘书" in text]


def test_a_visit_that_is_not_screened_says_nothing(desk: Desk) -> None:
    visit = desk.announced("A")
    told = alerts.alerts_for([visit.guest_id], desk.cast.operator)[visit.guest_id]
    assert [each.icon for each in told] == ["gem"]


def test_the_form_asks_first_what_a_call_gives(pages: Browser) -> None:  # noqa: F811
    html = pages.as_(pages.desk.cast.receptionist).get(reverse("vip:new")).content.decode()
    first = html.index("<details")
    names = ("notifier_name", "name_zh", "organisation", "party_size", "arrival_at")
    assert all(html.index(f'name="{name}"') < first for name in names)
    assert all(html.index(f'name="{name}"') > first for name in ("companions", "plates"))
