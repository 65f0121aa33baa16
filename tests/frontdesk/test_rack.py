"""The room rack: what its data says, what it costs, who sees which name."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdesk.selectors.rack import rack
from hotel.rooms import services as rooms
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services
from hotel.stays.selectors import business_date
from hotel.web import clock
from tests.stays.makers import Desk, night
from vip import defaults
from vip.models import Visit
from vip.services import write_notice

pytestmark = pytest.mark.django_db
DAYS = 14


def drawn(viewer: User, first: date | None = None, days: int = DAYS) -> dict[str, Any]:
    return rack(first or business_date(), days, viewer)


def bars_of(data: dict[str, Any], stay_id: int) -> list[list[Any]]:
    return [bar for bar in data["bars"] if bar[4] == stay_id]


def test_a_stay_lies_from_two_until_two(desk: Desk) -> None:
    stay = desk.stay("801", nights=2)
    (bar,) = bars_of(drawn(desk.by), stay.pk)
    room, starts, ends, phase, _stay, name, *_rest = bar
    assert room == desk.house.rooms["801"].pk
    assert (starts, ends) == (0.583, 2.583)
    assert (phase, name) == ("due_in", stay.guest.name)


def test_a_stay_that_reaches_over_the_edges_is_cut_there(desk: Desk) -> None:
    stay = desk.stay("801", nights=9)
    (bar,) = bars_of(drawn(desk.by, night(3), days=3), stay.pk)
    assert bar[1:3] == [0, 3]


def test_a_day_use_takes_its_hours(desk: Desk) -> None:
    room = desk.house.rooms["801"]
    stay = services.book(
        guest_id=desk.guest().pk,
        room_type_id=room.room_type_id,
        room_id=room.pk,
        arrival=night(1),
        departure=night(1),
        kind="day_use",
        hours=(time(9), time(12)),
        by=desk.by,
    )
    (bar,) = bars_of(drawn(desk.by), stay.pk)
    assert bar[1:3] == [1.375, 1.5]


def test_who_has_moved_lies_in_both_rooms(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.move_room(stay.pk, desk.house.rooms["802"].pk, "空调有声音", by=desk.by)
    shown = {bar[0]: bar[3] for bar in bars_of(drawn(desk.by, night(-1)), stay.pk)}
    assert shown == {
        desk.house.rooms["801"].pk: "departed",
        desk.house.rooms["802"].pk: "in_house",
    }


def test_who_has_no_room_stands_apart(desk: Desk) -> None:
    stay = desk.unassigned("twin")
    data = drawn(desk.by)
    assert bars_of(data, stay.pk) == []
    (row,) = data["roomless"]
    assert (row[0], row[4]) == (desk.house.twin.pk, stay.pk)


def test_who_has_left_stands_as_departed_while_the_days_show_it(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.check_out(stay.pk, by=desk.by)
    (bar,) = bars_of(drawn(desk.by, night(-1)), stay.pk)
    assert bar[3] == "departed"
    assert bars_of(drawn(desk.by, night(4)), stay.pk) == []


def test_a_long_past_is_not_read_through(desk: Desk) -> None:
    """Both halves of the question, who was and who is to be, are answered from an index."""
    today = business_date()
    start = clock.at(today, time())
    with CaptureQueriesContext(connection) as asked:
        stays.held_between(start, start + timedelta(days=DAYS), today)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + asked.captured_queries[0]["sql"])
        plan = "".join(row[0] for row in cursor.fetchall())
    assert "stays_assignment_past" in plan
    assert "stays_room_once" in plan


def test_a_confidential_guest_has_another_name_before_who_need_not_know(
    desk: Desk, enter: Any
) -> None:
    defaults.load()
    stay = desk.stay("806", nights=2)
    visit = write_notice(
        by=desk.cast.fo_supervisor,
        source="C",
        level="",
        guest_id=stay.guest_id,
        notifier_name="陈秘书",
        arrival_at=stay.starts_at,
        departure_at=stay.ends_at,
        room_type_id=stay.room_type_id,
    )
    Visit.objects.filter(pk=visit.pk).update(stay=stay, confidential=True, public_alias="松先生")
    clerk, leader = desk.cast.receptionist, desk.cast.fo_manager
    assert bars_of(drawn(leader), stay.pk)[0][5] == stay.guest.name
    assert bars_of(drawn(clerk), stay.pk)[0][5:7] == ["松先生", ""]
    panel = enter(clerk).get(reverse("frontdesk:rack-stay", args=[stay.pk])).content.decode()
    assert stay.guest.name not in panel


def test_a_cancelled_stay_is_not_drawn(desk: Desk) -> None:
    stay = desk.stay("801")
    services.cancel_stay(stay.pk, "行程取消", by=desk.by)
    data = drawn(desk.by)
    assert bars_of(data, stay.pk) == []
    assert data["roomless"] == []


def test_a_block_is_drawn_with_its_reason(desk: Desk) -> None:
    start = clock.now()
    room = desk.house.rooms["905"]
    rooms.block_room(
        room.pk,
        "out_of_order",
        start,
        start + timedelta(hours=20),
        "空调主板更换",
        by=desk.cast.fo_manager,
    )
    (block,) = drawn(desk.by, night(-1))["blocks"]
    assert (block[0], block[3], block[4]) == (room.pk, "out_of_order", "空调主板更换")


def test_what_is_left_counts_every_type(desk: Desk) -> None:
    before = drawn(desk.by)["left"]
    desk.stay("801", nights=2)
    after = drawn(desk.by)["left"]
    assert [a - b for a, b in zip(before, after, strict=True)] == [1, 1] + [0] * (DAYS - 2)


def test_the_number_of_queries_does_not_follow_the_house(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for number in ("801", "802", "803", "804", "805"):
        desk.stay(number)
    desk.unassigned("king")
    viewer = User.objects.get(pk=desk.by.pk)
    with django_assert_max_num_queries(10):
        drawn(viewer, days=30)


def test_the_page_carries_the_data_and_offers_the_booking(desk: Desk, enter: Any) -> None:
    stay = desk.stay("801")
    client = enter(desk.by)
    html = client.get(reverse("frontdesk:rack")).content.decode()
    room = desk.house.rooms["801"]
    assert f'[{room.pk}, 1.583, 2.583, "due_in", {stay.pk}, ' in html
    assert f'data-book-url="{reverse("stays:new")}"' in html


def test_a_name_cannot_end_the_script(desk: Desk, enter: Any) -> None:
    guest = desk.guest(name_zh="", surname_latin="Script", given_latin="O'Neil")
    desk.stay("801", guest=guest)
    client = enter(desk.by)
    html = client.get(reverse("frontdesk:rack")).content.decode()
    assert "O'Neil" not in html


def test_housekeeping_leads_look_and_do_not_book(desk: Desk, enter: Any) -> None:
    client = enter(desk.cast.hk_supervisor)
    html = client.get(reverse("frontdesk:rack")).content.decode()
    assert "data-book-url" not in html


def test_a_room_attendant_has_no_rack(desk: Desk, enter: Any) -> None:
    client = enter(desk.cast.room_attendant)
    assert client.get(reverse("frontdesk:rack")).status_code == 403


def test_nonsense_in_the_address_shows_today(desk: Desk, enter: Any) -> None:
    client = enter(desk.by)
    answer = client.get(reverse("frontdesk:rack"), {"from": "2026-02-31", "days": "99999"})
    assert answer.status_code == 200
    assert night(-1).isoformat() in answer.content.decode()


def test_the_panel_tells_the_stay_and_offers_its_acts(desk: Desk, enter: Any) -> None:
    stay = desk.stay("801")
    client = enter(desk.by)
    html = client.get(reverse("frontdesk:rack-stay", args=[stay.pk])).content.decode()
    assert stay.guest.name in html
    assert reverse("frontdesk:check-in", args=[stay.pk]) in html
    assert client.get(reverse("frontdesk:rack-stay", args=[987654])).status_code == 404
