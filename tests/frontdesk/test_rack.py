"""The room rack: what its data says, what it costs, who sees which name."""

import json
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from frontdesk.selectors.rack import rack
from hotel.guests.models import Guest
from hotel.rooms import services as rooms
from hotel.staff.models import User
from hotel.stays import services
from hotel.stays.history import PastStay, write_past
from hotel.stays.models import Reservation
from hotel.stays.selectors import business_date
from hotel.web import clock
from tests.stays.makers import Desk, night
from vip import defaults
from vip.models import Visit
from vip.services import write_notice

pytestmark = pytest.mark.django_db
DAYS = 14
HOUR, DAY = 60, 24 * 60


class Bar(NamedTuple):
    lane: int
    starts: int
    ends: int
    phase: str
    name: str
    vip: str
    group: str


def drawn(viewer: User, first: date | None = None, days: int = DAYS) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(rack(first or business_date(), days, business_date(), viewer))
    return data


def bars_of(data: dict[str, Any], stay_id: int) -> list[Bar]:
    """As rack_data.js reads them."""
    columns = ("lanes", "starts", "ends", "phases", "stays", "names")
    rows = zip(*(data[name] for name in columns), strict=True)
    return [
        Bar(
            lane, starts, ends, data["called"][phase], name, *data["marks"].get(str(stay), ["", ""])
        )
        for lane, starts, ends, phase, stay, name in rows
        if stay == stay_id
    ]


def test_a_stay_lies_from_two_until_two(desk: Desk) -> None:
    stay = desk.stay("801", nights=2)
    (bar,) = bars_of(drawn(desk.by), stay.pk)
    assert bar.lane == desk.house.rooms["801"].pk
    assert (bar.starts, bar.ends) == (14 * HOUR, 2 * DAY + 14 * HOUR)
    assert (bar.phase, bar.name) == ("due_in", stay.guest.name)


def test_a_stay_that_reaches_over_the_edges_is_drawn(desk: Desk) -> None:
    stay = desk.stay("801", nights=9)
    (bar,) = bars_of(drawn(desk.by, night(3), days=3), stay.pk)
    assert (bar.starts, bar.ends) == (-3 * DAY + 14 * HOUR, 6 * DAY + 14 * HOUR)


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
    assert (bar.starts, bar.ends) == (DAY + 9 * HOUR, DAY + 12 * HOUR)


def test_who_has_moved_lies_in_both_rooms(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.move_room(stay.pk, desk.house.rooms["802"].pk, "空调有声音", by=desk.by)
    data = drawn(desk.by, night(-1))
    shown = {bar.lane: bar.phase for bar in bars_of(data, stay.pk)}
    assert data["dates"][str(stay.pk)] == [1, 4]
    assert shown == {
        desk.house.rooms["801"].pk: "departed",
        desk.house.rooms["802"].pk: "in_house",
    }


def test_who_has_no_room_stands_apart(desk: Desk) -> None:
    stay = desk.unassigned("twin")
    (bar,) = bars_of(drawn(desk.by), stay.pk)
    assert bar.lane == -desk.house.twin.pk


def test_who_has_left_stands_as_departed_while_the_days_show_it(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.check_out(stay.pk, by=desk.by)
    (bar,) = bars_of(drawn(desk.by, night(-1)), stay.pk)
    assert bar.phase == "departed"
    assert bars_of(drawn(desk.by, night(4)), stay.pk) == []


def a_year_ago(desk: Desk, number: str, turn: int) -> PastStay:
    room = desk.house.room(number)
    arrival = night(turn - 365)
    return PastStay(
        guest_id=desk.guest().pk,
        room_id=room.pk,
        room_type_id=room.room_type_id,
        arrived_at=clock.at(arrival, time(15)),
        departed_at=clock.at(arrival + timedelta(days=1), time(11)),
        arrival=arrival,
        departure=arrival + timedelta(days=1),
        rate=Decimal(300),
    )


def test_a_long_past_is_not_read_through(desk: Desk) -> None:
    """Who was and who is to be come from indexes. (Names do too, from `guests_guest_called` once
    the table is vacuumed: a fresh one is read by its key.)"""
    for number in ("801", "802", "803", "804", "805"):
        desk.stay(number)
    write_past(
        [a_year_ago(desk, number, turn) for number in ("801", "802", "803") for turn in range(300)],
        by=desk.by,
    )
    with CaptureQueriesContext(connection) as asked:
        drawn(desk.by)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE stays_stay, stays_roomassignment, stays_reservation")
        cursor.execute("EXPLAIN " + asked.captured_queries[-1]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    for table in ("stays_stay", "stays_roomassignment", "stays_reservation"):
        assert f"Seq Scan on {table} " not in plan, plan


def test_a_group_is_told_with_its_guests(desk: Desk) -> None:
    stay = desk.stay("801")
    Reservation.objects.filter(pk=stay.reservation_id).update(group_name="湘江合唱团")
    (bar,) = bars_of(drawn(desk.by), stay.pk)
    assert (bar.name, bar.group) == (stay.guest.name, "湘江合唱团")


def test_a_name_is_read_in_the_language_of_the_reader(desk: Desk) -> None:
    guest = desk.guest(name_zh="王浩", surname_latin="Wang", given_latin="Hao")
    stay = desk.stay("801", guest=guest)
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said += [bar.name for bar in bars_of(drawn(desk.by), stay.pk)]
    assert said == ["王浩", "Hao Wang"]


def test_a_house_without_a_booking_has_its_rooms(desk: Desk) -> None:
    data = drawn(desk.by)
    assert len(data["rooms"]) == len(desk.house.rooms)
    assert (data["stays"], data["marks"], data["blocks"]) == ([], {}, [])


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
        arrival_at=max(stay.starts_at, clock.now() + clock.minutes(1)),
        departure_at=stay.ends_at,
        room_type_id=stay.room_type_id,
    )
    Visit.objects.filter(pk=visit.pk).update(stay=stay, confidential=True, public_alias="松先生")
    clerk, leader = desk.cast.receptionist, desk.cast.fo_manager
    Guest.objects.filter(pk=stay.guest_id).update(vip_level="V1")
    (open_bar,), (hidden,) = (bars_of(drawn(each), stay.pk) for each in (leader, clerk))
    assert (open_bar.name, open_bar.vip) == (stay.guest.name, "V1")
    assert (hidden.name, hidden.vip) == ("松先生", "")
    # From the last day alone, and not from those after it.
    assert bars_of(drawn(clerk, night(2), days=1), stay.pk)[0].name == "松先生"
    assert bars_of(drawn(clerk, night(3), days=1), stay.pk) == []
    panel = enter(clerk).get(reverse("frontdesk:rack-stay", args=[stay.pk])).content.decode()
    assert stay.guest.name not in panel


def test_a_cancelled_stay_is_not_drawn(desk: Desk) -> None:
    stay = desk.stay("801")
    services.cancel_stay(stay.pk, "行程取消", by=desk.by)
    assert bars_of(drawn(desk.by), stay.pk) == []


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
    with django_assert_max_num_queries(4):
        drawn(viewer, days=30)


def test_a_page_asks_three_times_the_shell_included(
    desk: Desk, enter: Any, django_assert_num_queries: Any
) -> None:
    """Session and reader with what comes along, hidden names, the rack."""
    for number in ("801", "802", "803"):
        desk.stay(number)
    client = enter(desk.by)
    client.get(reverse("frontdesk:rack"))
    with django_assert_num_queries(3):
        client.get(reverse("frontdesk:rack"))


def test_the_page_carries_the_data_and_offers_the_booking(desk: Desk, enter: Any) -> None:
    stay = desk.stay("801")
    client = enter(desk.by)
    html = client.get(reverse("frontdesk:rack")).content.decode()
    room = desk.house.rooms["801"]
    assert f'"lanes":[{room.pk}],"starts":[{DAY + 14 * HOUR}]' in html
    assert f'"stays":[{stay.pk}]' in html
    assert f'data-book-url="{reverse("stays:new")}"' in html


def test_a_name_cannot_end_the_script(desk: Desk, enter: Any) -> None:
    stay = desk.stay("801")
    Guest.objects.filter(pk=stay.guest_id).update(name_zh="</script><b>&")
    client = enter(desk.by)
    html = client.get(reverse("frontdesk:rack")).content.decode()
    assert "</script><b>" not in html
    assert r"\u003c/script\u003e\u003cb\u003e\u0026" in html


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
