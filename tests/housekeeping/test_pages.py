"""The board, the phone and the stay's card: what they show, do, refuse, and how often they ask."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hotel.guests import services as guests
from hotel.rooms.models import Room
from hotel.stays.selectors import business_date
from hotel.web import clock
from hotel.web.today import sources_for
from housekeeping import selectors, services
from housekeeping.models import CleaningTask, DepartureInspection, PricedItem
from tests.housekeeping.makers import cleaning, lived_in
from tests.stays.makers import Desk

PANEL = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "panel"}
SCRIPT = {"HTTP_HX_REQUEST": "true", "HTTP_X_BOARD": "1"}


def at(name: str, *args: Any) -> str:
    return reverse(f"housekeeping:{name}", args=args)


@pytest.fixture
def asked(desk: Desk) -> DepartureInspection:
    return services.request_inspection(desk.in_house("801").pk, by=desk.by)


def test_the_board_shows_every_room_and_filters(enter: Any, desk: Desk) -> None:
    cleaning(desk, "801", "rework")
    browser = enter(desk.cast.hk_supervisor)
    page = browser.get(at("board")).content.decode()
    assert all(f">{number}</b>" in page for number in desk.house.rooms)
    page = browser.get(at("board") + "?show=rework").content.decode()
    assert {number for number in desk.house.rooms if f">{number}</b>" in page} == {"801"}


@pytest.mark.parametrize("query", ["?show=%00&floor=x", "?floor=99999999999", "?show=<script>"])
def test_odd_filters_show_everything(enter: Any, desk: Desk, query: str) -> None:
    page = enter(desk.cast.hk_supervisor).get(at("board") + query).content.decode()
    assert page.count("data-row ") == len(desk.house.rooms)


def test_board_and_phone_ask_as_often_for_500_rooms(enter: Any, desk: Desk) -> None:
    pages = (at("board"), at("my-rooms"))
    browser = enter(desk.cast.hk_supervisor)

    def asked() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    cleaning(desk, "801", "done")
    desk.in_house("802")
    desk.stay("803")
    asked()
    few = asked()
    rooms = Room.objects.bulk_create(
        Room(number=f"X{serial}", floor=serial % 20, room_type=desk.house.twin, cleanliness="dirty")
        for serial in range(500)
    )
    CleaningTask.objects.bulk_create(
        CleaningTask(
            room=room,
            business_date=business_date(),
            kind="checkout",
            state="assigned",
            attendant=desk.cast.hk_supervisor,
            made_at=clock.now(),
        )
        for room in rooms
    )
    for number in ("804", "805", "901"):
        desk.in_house(number)
    assert asked() == few


def test_rooms_are_handed_over_in_bulk(enter: Any, desk: Desk) -> None:
    tasks = [cleaning(desk, number) for number in ("801", "802")]
    form = {
        "rooms": [task.room_id for task in tasks],
        "attendant": desk.cast.room_attendant.pk,
    }
    assert enter(desk.cast.hk_supervisor).post(at("assign"), form).status_code == 303
    assert CleaningTask.objects.filter(attendant=desk.cast.room_attendant).count() == 2


@pytest.mark.parametrize("form", [{}, {"rooms": ["x", "99999999999999"]}, {"attendant": "77"}])
def test_an_odd_hand_over_is_refused_on_the_page(enter: Any, desk: Desk, form: Any) -> None:
    assert enter(desk.cast.hk_supervisor).post(at("assign"), form).status_code == 422


def test_the_panel_of_a_room_offers_what_may_be_done(enter: Any, desk: Desk) -> None:
    task = cleaning(desk, "801", "done")
    page = enter(desk.cast.hk_supervisor).get(at("room", task.room_id), **PANEL).content.decode()
    assert at("pass", task.pk) in page
    assert at("start", task.pk) not in page


def test_a_vips_room_leads_to_the_five_points(enter: Any, desk: Desk) -> None:
    stay = desk.stay("801")
    guests.set_vip_level(stay.guest_id, "V3", by=None)
    task = cleaning(desk, "801", "done")
    browser = enter(desk.cast.hk_supervisor)
    page = browser.get(at("my-rooms")).content.decode()
    assert at("inspect", task.pk) in page
    assert at("pass", task.pk) not in page
    answer = browser.post(at("pass", task.pk), {"points": ["hygiene"]})
    assert (answer.status_code, "invalid-feedback" in answer.content.decode()) == (422, True)


def test_taken_out_of_order_from_the_panel(enter: Any, desk: Desk) -> None:
    room = desk.house.rooms["801"]
    now = clock.local(clock.now())
    form = {
        "kind": "out_of_order",
        "start": f"{now:%Y-%m-%dT%H:%M}",
        "end": f"{now + timedelta(hours=5):%Y-%m-%dT%H:%M}",
        "reason": "空调漏水",
    }
    browser = enter(desk.cast.hk_supervisor)
    assert browser.post(at("block", room.pk), form, **PANEL).status_code == 200
    (block,) = room.blocks.all()
    longer = {"end": f"{now + timedelta(hours=9):%Y-%m-%dT%H:%M}", "reason": "待配件"}
    assert browser.post(at("extend", block.pk), longer, **PANEL).status_code == 200
    assert browser.post(at("release", block.pk), **PANEL).status_code == 200
    assert desk.house.room("801").code == "VD"


def test_what_is_in_the_way_of_a_block_is_told(enter: Any, desk: Desk) -> None:
    stay = desk.stay("801")
    now = clock.local(clock.now())
    form = {
        "kind": "out_of_service",
        "start": f"{now:%Y-%m-%dT%H:%M}",
        "end": f"{now + timedelta(days=2):%Y-%m-%dT%H:%M}",
        "reason": "空调漏水",
    }
    room = desk.house.rooms["801"]
    answer = enter(desk.cast.hk_supervisor).post(at("block", room.pk), form, **PANEL)
    assert answer.status_code == 422
    assert stay.reservation.confirmation_no in answer.content.decode()


def test_an_attendant_sees_the_own_rooms_and_the_inspection_first(
    enter: Any, desk: Desk, asked: DepartureInspection
) -> None:
    task = cleaning(desk, "803", "assigned")
    page = enter(desk.cast.room_attendant).get(at("my-rooms")).content.decode()
    assert 0 < page.index(at("clear", asked.pk)) < page.index(at("start", task.pk))


def test_an_attendant_lands_on_the_own_rooms(enter: Any, desk: Desk) -> None:
    answer = enter(desk.cast.room_attendant).get("/", follow=True)
    assert answer.status_code == 200


def test_a_script_gets_what_was_done_or_why_not(enter: Any, desk: Desk) -> None:
    task = cleaning(desk, "801", "assigned")
    browser = enter(desk.cast.room_attendant)
    done = browser.post(at("start", task.pk), **SCRIPT)
    assert (done.status_code, done.json()["item"]) == (200, str(task.pk))
    browser.post(at("finish", task.pk), **SCRIPT)
    again = browser.post(at("put-back", task.pk), **SCRIPT)
    assert (again.status_code, "801" in again.json()["refused"]) == (409, True)


def test_without_a_script_a_tap_leads_back_to_the_list(enter: Any, desk: Desk) -> None:
    task = lived_in(desk)
    answer = enter(desk.cast.room_attendant).post(at("skip", task.pk, "dnd"))
    assert (answer.status_code, answer.url) == (303, at("my-rooms"))


def test_all_clear_is_one_tap(enter: Any, desk: Desk, asked: DepartureInspection) -> None:
    enter(desk.cast.room_attendant).post(at("clear", asked.pk), **SCRIPT)
    found = selectors.inspection_of(asked.stay_id)
    assert found is not None
    assert found.result == "clear"


def test_findings_are_picked_from_the_list_and_typed(
    enter: Any, desk: Desk, asked: DepartureInspection
) -> None:
    water = PricedItem.objects.get(name_zh="矿泉水")
    form = {
        "version": asked.version,
        f"item_{water.pk}": 2,
        "kind_0": "damage",
        "text_0": "台灯",
        "price_0": "150",
        "left_items": "充电器",
    }
    answer = enter(desk.cast.room_attendant).post(at("report", asked.pk), form)
    assert answer.status_code == 303
    found = selectors.inspection_of(asked.stay_id)
    assert found is not None
    assert (found.total, found.left_items) == (Decimal(166), "充电器")


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_0": "台灯"},
        {"price_0": "x", "text_0": "台灯"},
        {"item": "x"},
        {"left_items": "a" * 501},
    ],
)
def test_a_wrong_report_comes_back_as_it_was_typed(
    enter: Any, desk: Desk, asked: DepartureInspection, wrong: dict[str, str]
) -> None:
    item = PricedItem.objects.first()
    assert item is not None
    form = {"version": asked.version, "text_1": "窗帘", "price_1": "9"}
    form |= {f"item_{item.pk}" if name == "item" else name: text for name, text in wrong.items()}
    answer = enter(desk.cast.room_attendant).post(at("report", asked.pk), form)
    assert (answer.status_code, "窗帘" in answer.content.decode()) == (422, True)


def test_a_report_of_what_was_reported_meanwhile_shows_both(
    enter: Any, desk: Desk, asked: DepartureInspection
) -> None:
    services.report_inspection(asked.pk, by=desk.cast.hk_supervisor)
    form = {"version": asked.version, "left_items": "雨伞"}
    answer = enter(desk.cast.room_attendant).post(at("report", asked.pk), form)
    page = answer.content.decode()
    assert (answer.status_code, "雨伞" in page, '<dl class="facts">' in page) == (409, True, True)


def test_the_stays_card_asks_and_shows_the_report(enter: Any, desk: Desk) -> None:
    stay = desk.in_house("801")
    browser = enter(desk.cast.fo_supervisor)
    path = reverse("stays:stay-beneath", args=[stay.pk])
    assert at("ask", stay.pk) in browser.get(path).content.decode()
    browser.post(at("ask", stay.pk))
    asked = selectors.inspection_of(stay.pk)
    assert asked is not None
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    assert at("ask-again", stay.pk) in browser.get(path).content.decode()


def test_a_waiver_from_the_stays_page_says_why(enter: Any, desk: Desk) -> None:
    stay = desk.in_house("801")
    browser = enter(desk.cast.fo_supervisor)
    assert browser.post(at("waive", stay.pk), {"reason": ""}).status_code == 422
    assert browser.post(at("waive", stay.pk), {"reason": "赶飞机"}).status_code == 303
    found = selectors.inspection_of(stay.pk)
    assert found is not None
    assert found.state == "waived"


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("receptionist", "my-rooms"),
        ("room_attendant", "board"),
        ("engineer", "board"),
        ("cashier", "assign"),
    ],
)
def test_others_are_kept_out(enter: Any, desk: Desk, who: str, name: str) -> None:
    browser = enter(desk.cast.holding(who))
    answer = browser.post(at(name)) if name == "assign" else browser.get(at(name))
    assert answer.status_code == 403


def lines(user: Any) -> dict[str, list[str]]:
    return {
        source.key: [line.room for line in source.provide(user)]
        for source in sources_for(user)
        if source.key.startswith("housekeeping.")
    }


def test_home_tells_each_what_they_can_act_on(desk: Desk) -> None:
    cleaning(desk, "803", "done")
    cleaning(desk, "804", "rework")
    services.request_inspection(desk.in_house("801").pk, by=desk.by)
    stay = desk.stay("802")
    type(stay).objects.filter(pk=stay.pk).update(eta=clock.now() - timedelta(hours=1))
    Room.objects.filter(number="802").update(cleanliness="dirty")
    assert lines(desk.cast.hk_supervisor) == {
        "housekeeping.inspections": ["801"],
        "housekeeping.late": ["802"],
        "housekeeping.to_inspect": ["803"],
        "housekeeping.mine": [],
    }
    assert lines(desk.cast.room_attendant) == {
        "housekeeping.inspections": ["801"],
        "housekeeping.mine": ["804"],
    }


@pytest.mark.parametrize(
    "model",
    [
        "departureinspection",
        "finding",
        "priceditem",
        "cleaningday",
        "cleaningtask",
        "roominspection",
    ],
)
def test_every_record_is_found_in_the_admin_site(
    enter: Any, desk: Desk, asked: DepartureInspection, model: str
) -> None:
    services.report_inspection(
        asked.pk,
        by=desk.cast.room_attendant,
        findings=[services.Found("minibar", "水", Decimal(8))],
    )
    services.fail_room(
        cleaning(desk, "802", "done").pk, by=desk.cast.hk_supervisor, reason="镜面有水渍"
    )
    services.open_day()
    browser = enter(desk.cast.hk_manager)
    path = reverse(f"admin:housekeeping_{model}_changelist")
    assert browser.get(path + "?q=80").status_code == 200
    assert "changelist" in browser.get(path).content.decode()
