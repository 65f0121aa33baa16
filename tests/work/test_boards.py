"""A department's board: what is on it, in which order, and how much it asks of the database."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hotel.staff.models import Department, User
from hotel.web import clock
from hotel.work import boards, services
from hotel.work.boards import Board
from hotel.work.models import Item
from tests.cast import Cast
from tests.house import House
from tests.work.owing import SUBJECT, late, owe, owed, planned

NOON = clock.at(clock.today(), time(12))


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def board(viewer: User, department: str = "housekeeping", **wanted: Any) -> Board:
    return boards.build(Department.objects.get(code=department), viewer, **wanted)


def keys(built: Board) -> list[str]:
    return [row.item.key for row in built.rows]


def page(client: Client, query: str = "", headers: dict[str, str] | None = None) -> str:
    return client.get(f"/boards/housekeeping/{query}", headers=headers).content.decode()


def in_minutes(count: int, key: str = "P04", **fields: Any) -> Any:
    return owed(key, due_at=NOON + timedelta(minutes=count), **fields)


def test_only_the_departments_own_work_is_on_it(cast: Cast) -> None:
    owe(planned("P04"), planned("P07", department_code="food_beverage"))
    assert keys(board(cast.hk_manager)) == ["P04"]


def test_it_reaches_to_the_end_of_tomorrow(cast: Cast) -> None:
    in_minutes(35 * 60)
    in_minutes(37 * 60, "D06")
    built = board(cast.hk_manager)
    assert (keys(built), built.later) == (["P04"], 1)


def test_the_rest_is_one_link_away(cast: Cast) -> None:
    in_minutes(37 * 60)
    assert keys(board(cast.hk_manager, everything=True)) == ["P04"]


def test_what_is_late_stands_first_then_now_then_next(cast: Cast) -> None:
    for minutes, key in ((90, "next"), (5, "now"), (-30, "late")):
        in_minutes(minutes, key)
    assert [(s.part, [r.item.key for r in s.rows]) for s in board(cast.hk_manager).slots] == [
        ("late", ["late"]),
        ("now", ["now"]),
        ("next", ["next"]),
    ]


def test_the_line_of_now_stands_under_what_is_late(cast: Cast) -> None:
    in_minutes(-30, "late")
    in_minutes(90, "next")
    assert [slot.now_line for slot in board(cast.hk_manager).slots] == [False, True]


def test_work_on_hold_past_its_time_is_not_among_the_late(cast: Cast) -> None:
    item = late()
    services.hold(item.pk, reason="no linen", by=cast.hk_supervisor)
    (slot,) = board(cast.hk_manager).slots
    assert (slot.part, slot.rows[0].state) == ("now", "held")


@pytest.mark.parametrize(
    ("minutes", "due", "tone"),
    [
        (-32, "32 min late", "t-red strong"),
        (6, "12:06 · 6 min left", "t-orange strong"),
        (16, "12:16", ""),
    ],
)
def test_the_due_time_says_how_urgent_it_is(cast: Cast, minutes: int, due: str, tone: str) -> None:
    in_minutes(minutes)
    (row,) = board(cast.hk_manager).rows
    assert (row.due, row.tone) == (due, tone)


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("all", ["late", "mine", "other"]),
        ("overdue", ["late"]),
        ("waiting", ["late", "other"]),
        ("mine", ["mine"]),
        ("done", ["done"]),
    ],
)
def test_the_filters(cast: Cast, show: str, expected: list[str]) -> None:
    in_minutes(-30, "late")
    services.accept(in_minutes(60, "mine").pk, by=cast.hk_supervisor)
    in_minutes(90, "other")
    services.finish(in_minutes(30, "done").pk, by=cast.room_attendant)
    built = board(cast.hk_supervisor, show_only=show)
    assert (sorted(keys(built)), built.totals[show]) == (sorted(expected), len(expected))


def test_one_subject_alone(cast: Cast) -> None:
    owe(planned("P04"), subject=1)
    owe(planned("P05"), subject=2)
    assert keys(board(cast.hk_manager, about=f"{SUBJECT}:2")) == ["P05"]


def test_by_phase_columns_stand_in_the_order_of_a_visit(cast: Cast) -> None:
    owe(
        planned("X08", phase="departure"),
        planned("P04", phase="pre_arrival"),
        planned("D02", phase="daily"),
    )
    columns = board(cast.hk_manager, by="phase").columns
    assert [label for label, _rows in columns] == ["Pre-arrival", "Daily", "Departure"]


def test_a_subject_has_its_card_with_the_departments_readiness(
    cast: Cast, visit_cards: None
) -> None:
    first, *_others = owe(planned("P04"), planned("P05"), planned("P06"))
    services.finish(first.pk, by=cast.room_attendant)
    (header,) = board(cast.hk_manager).headers
    assert (header.card.level, header.states) == (1, "dww")


@pytest.mark.parametrize(
    ("kind", "act"), [("tick", "done"), ("acknowledgement", "done"), ("photo", "show")]
)
def test_the_button_of_an_accepted_item(cast: Cast, kind: str, act: str) -> None:
    services.accept(owed(evidence=kind).pk, by=cast.hk_supervisor)
    assert board(cast.hk_manager).rows[0].act == act


def test_what_waits_for_another_item_says_so(cast: Cast) -> None:
    owe(planned("P05"), planned("P08", requires=["P05"]))
    assert board(cast.hk_manager).rows[1].note == "Waits for: Item P05"


def queries(client: Client, query: str = "") -> int:
    with CaptureQueriesContext(connection) as seen:
        page(client, query)
    return len(seen)


@pytest.mark.parametrize("query", ["", "?by=phase", "?show=done", "?until=all"])
def test_one_item_and_many_cost_the_same_queries(
    cast: Cast, house: House, enter: Any, visit_cards: None, query: str
) -> None:
    browser = enter(cast.hk_supervisor)
    rooms = list(house.rooms.values())
    few = owe(planned("P04", room_id=rooms[0].pk), planned("P05", requires=["P04"]), subject=1)
    services.finish(few[0].pk, by=cast.room_attendant)
    page(browser, query)
    with_few = queries(browser, query)
    for subject in range(2, 12):
        plan = [
            planned(f"K{n:02d}", room_id=rooms[n % 12].pk, requires=["K00"] if n % 3 else [])
            for n in range(15)
        ]
        items = owe(*plan, subject=subject)
        services.finish(items[0].pk, by=cast.room_attendant)
        services.accept(items[3].pk, by=cast.hk_supervisor)
    assert queries(browser, query) == with_few


def test_a_board_with_a_long_past_reads_through_its_index(cast: Cast) -> None:
    item = owed()
    services.finish(item.pk, by=cast.room_attendant)
    past = Item.objects.get(pk=item.pk)
    Item.objects.bulk_create(
        Item(**{**_values(past), "key": f"K{number}"}) for number in range(4000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE work_item")
        cursor.execute(
            "EXPLAIN SELECT * FROM work_item WHERE department_id = %s"
            " AND status IN ('waiting', 'accepted', 'in_progress') AND due_at < now()",
            [past.department_id],
        )
        plan = " ".join(line for (line,) in cursor.fetchall())
    assert "work_item_board" in plan


def _values(item: Item) -> dict[str, Any]:
    fields = (field.attname for field in Item._meta.concrete_fields)
    return {name: getattr(item, name) for name in fields if name != "id"}


def test_a_browser_gets_the_page_and_htmx_its_fragment(cast: Cast, enter: Any) -> None:
    owed()
    browser = enter(cast.hk_supervisor)
    whole, part = page(browser), page(browser, headers={"HX-Request": "true"})
    assert ("<html" in whole, "<html" in part, 'id="board"' in part) == (True, False, True)


def test_the_board_listens_to_its_department(cast: Cast, enter: Any) -> None:
    assert 'data-live="dept:housekeeping"' in page(enter(cast.hk_supervisor))


def test_a_filter_that_does_not_exist_shows_everything(cast: Cast, enter: Any) -> None:
    owed()
    assert "Item P04" in page(enter_english(enter, cast.hk_supervisor), "?show='--&by=x&until=1")


def test_a_banner_of_an_app_above_is_shown(
    cast: Cast, enter: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "_banners", [])
    boards.add_banner(lambda request, department: f"<p>for {department.code}</p>")
    assert "<p>for housekeeping</p>" in page(enter(cast.hk_supervisor))


def test_titles_are_escaped(cast: Cast, enter: Any) -> None:
    owed(title_zh="<script>alert(1)</script>", title_en="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(enter(cast.hk_supervisor))


def test_the_list_of_boards_puts_ones_own_first(cast: Cast, enter: Any) -> None:
    text = enter(cast.sales_manager).get("/boards/")
    body = text.content.decode()
    assert body.index("/boards/sales/") < body.index("/boards/front_office/")


def test_who_sees_only_one_board_goes_there(cast: Cast, enter: Any) -> None:
    answer = enter(cast.room_attendant).get("/boards/")
    assert (answer.status_code, answer["Location"]) == (303, "/boards/housekeeping/")


def enter_english(enter: Any, user: User) -> Client:
    User.objects.filter(pk=user.pk).update(language="en")
    client: Client = enter(user)
    return client
