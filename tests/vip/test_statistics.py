"""Statistics of the receptions: what counts as on time, for whom, over which days, and as files."""

import csv
import zipfile
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hotel.journal.models import Entry
from hotel.staff.models import User
from hotel.web import clock
from hotel.work.models import EscalationStep, Item
from tests.vip.conftest import Deliver, Desk, in_days, items
from vip.models import Visit
from vip.seeing import report, sheets
from vip.seeing.period import Period, period_of
from vip.seeing.statistics import Statistics
from vip.seeing.tables import Column, Table

pytestmark = pytest.mark.django_db


def of(desk: Desk, user: User | None = None) -> Statistics:
    period = Period(clock.today() - timedelta(days=1), clock.today() + timedelta(days=9))
    return Statistics(period, user or desk.cast.general_manager, clock.now())


def done(item: Item, *, after: int, by: User) -> None:
    """Finished so many minutes after it was due."""
    moment = item.due_at + clock.minutes(after)
    Item.objects.filter(pk=item.pk).update(status="done", done_at=moment, done_by=by)


def row(table: Table, first: str) -> list[Any]:
    return list(next(each for each in table.rows if each[0].startswith(first)))


def test_a_task_done_by_its_time_is_on_time_and_one_minute_later_is_not(desk: Desk) -> None:
    plan = items(desk.announced("A"))
    done(plan["P07"], after=0, by=desk.cast.hk_supervisor)
    done(plan["P09"], after=1, by=desk.cast.fo_manager)
    table = report.tasks(of(desk))
    assert row(table, "P07")[2:] == [1, 1, 0, 0, 0, 1.0, None]
    assert row(table, "P09")[2:] == [1, 0, 1, 0, 0, 0.0, timedelta(minutes=1)]


def test_what_is_not_due_yet_or_on_hold_counts_nowhere(desk: Desk) -> None:
    plan = items(desk.announced("A"))
    Item.objects.filter(pk=plan["P07"].pk).update(
        due_at=clock.now() - clock.minutes(9), held_for="dnd", held_at=clock.now()
    )
    assert [each for each in of(desk).tasks if each.code == "P07"] == []


def test_an_open_task_after_its_time_spoils_the_rate(desk: Desk) -> None:
    plan = items(desk.announced("A"))
    late = clock.now() - clock.minutes(9)
    Item.objects.filter(pk=plan["P07"].pk).update(due_at=late)
    (found,) = [each for each in of(desk).tasks if each.code == "P07"]
    assert (found.how.overdue, found.how.rate) == (1, 0.0)


def test_a_department_is_the_sum_of_its_tasks(desk: Desk) -> None:
    plan = items(desk.announced("A"))
    done(plan["P07"], after=-5, by=desk.cast.hk_supervisor)
    figures = of(desk)
    department = plan["P07"].department_id
    summed = sum(each.how.due for each in figures.tasks if each.department_id == department)
    assert figures.by_department[department].due == summed > 0


def test_receipts_are_answered_within_the_middle_of_the_waits(desk: Desk, deliver: Deliver) -> None:
    from hotel.notifications.models import Receipt

    for _ in range(3):
        desk.announced("A", room_type_id=desk.house.king.pk)
    deliver()
    owed = Receipt.objects.filter(department__code="housekeeping").order_by("pk")
    for wait, receipt in zip((2, 4, 90), owed, strict=True):
        Receipt.objects.filter(pk=receipt.pk).update(
            acknowledged_at=receipt.made_at + clock.minutes(wait),
            acknowledged_by=desk.cast.hk_supervisor,
        )
    (found,) = [each for each in of(desk).receipts if each.department_id == owed[0].department_id]
    assert (found.owed, found.answered, found.answered_in) == (3, 3, timedelta(minutes=4))


def test_escalations_are_answered_from_the_first_ring(desk: Desk) -> None:
    item = items(desk.announced("A"))["P07"]
    now = clock.now()
    for number in (1, 2):
        EscalationStep.objects.create(
            item=item, armed_at=now, number=number, reach=number, at=now,
            taken_at=now + clock.minutes(number),
        )  # fmt: skip
    Item.objects.filter(pk=item.pk).update(accepted_at=now + clock.minutes(8))
    found = of(desk).ladder[item.department_id]
    assert (found.items, found.steps, found.furthest) == (1, 2, 2)
    assert found.answered_in == timedelta(minutes=7)


def test_nights_and_the_budget_for_them_stand_by_level(desk: Desk) -> None:
    visit = desk.announced("A", arrival_at=in_days(3, 15), departure_at=in_days(5, 12))
    (found,) = [each for each in of(desk).levels if each.code == visit.level.code]
    assert (found.visits, found.persons, found.nights) == (1, 2, 2)
    assert found.budget == visit.level.amenity_budget * 2


def test_the_cost_of_a_level_is_what_was_delivered(desk: Desk) -> None:
    from vip.models import AmenityOrder

    visit = desk.announced("A")
    orders = AmenityOrder.objects.filter(visit=visit)
    given = orders[0]
    orders.filter(pk=given.pk).update(
        status="delivered", delivered_at=clock.now(), unit_cost=12, quantity=2
    )
    (found,) = [each for each in of(desk).levels if each.code == visit.level.code]
    assert found.cost == 24


def test_care_calls_are_scored_by_level(desk: Desk) -> None:
    from vip.models import CareCall

    visit = desk.announced("A")
    CareCall.objects.filter(visit=visit).delete()
    for number, score in enumerate((3, 4)):
        CareCall.objects.create(
            visit=visit, key=f"D06@{number}", status="done", room=score, outlets=5,
            ended_at=clock.now(), by=desk.cast.assistant_manager,
        )  # fmt: skip
    (found,) = of(desk).care
    assert (found.calls, found.answered, found.room, found.issues) == (2, 2, 3.5, 0)


def again(desk: Desk, **fields: Any) -> Visit:
    first = desk.announced("A", room_type_id=desk.house.king.pk, **fields)
    return desk.announced(
        "A",
        guest_id=first.guest_id,
        room_type_id=desk.house.king.pk,
        arrival_at=in_days(6, 15),
        departure_at=in_days(8, 12),
    )


def test_a_guest_received_twice_came_again(desk: Desk) -> None:
    again(desk)
    (found,) = of(desk).repeated
    assert (found.name, found.visits) == ("沈砚秋 董事长", 2)


def test_who_is_not_on_the_list_is_not_told_of_a_confidential_visit(desk: Desk) -> None:
    again(desk, confidential=True, public_alias="S 先生", by=desk.cast.general_manager)
    assert of(desk, desk.cast.hk_manager).repeated == []
    assert len(of(desk, desk.cast.general_manager).repeated) == 1


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-03-01", "2026-03-31", 31),
        ("2026-03-31", "2026-03-01", 31),
        ("2020-01-01", "2026-03-31", 366),
        ("no day", "2026-03-31", 90),
    ],
)
def test_days_that_cannot_be_are_made_the_nearest_that_can(
    first: str, last: str, days: int
) -> None:
    period = period_of(first, last, date(2026, 11, 22))
    assert (period.last - period.first).days + 1 == days


def enter_as(enter: Any, user: User) -> Client:
    User.objects.filter(pk=user.pk).update(language="en")
    user.refresh_from_db()
    client: Client = enter(user)
    return client


def test_the_page_shows_each_chart_with_its_table(enter: Any, desk: Desk) -> None:
    item = items(desk.announced("A"))["P07"]
    done(item, after=0, by=desk.cast.hk_supervisor)
    client = enter_as(enter, desk.cast.general_manager)
    asked = {"last": (clock.today() + timedelta(days=9)).isoformat()}
    html = client.get(reverse("vip:statistics"), asked).content.decode()
    assert 'class="st-good"' in html
    assert f"P07 {item.title_en}" in html
    assert html.count("<figure") == html.count('<details id="st-table-')


def test_a_floor_attendant_sees_no_statistics(enter: Any, desk: Desk) -> None:
    client: Client = enter(desk.cast.room_attendant)
    assert client.get(reverse("vip:statistics")).status_code == 403


def test_a_table_is_had_as_csv(enter: Any, desk: Desk) -> None:
    again(desk)
    client = enter_as(enter, desk.cast.general_manager)
    asked = {"last": (clock.today() + timedelta(days=9)).isoformat()}
    answer = client.get(reverse("vip:statistics-csv", args=["repeated"]), asked)
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Guest", "Level", "Visits"]
    assert rows[1][0] == "沈砚秋 董事长"


def test_an_unknown_table_is_not_found(enter: Any, desk: Desk) -> None:
    client: Client = enter(desk.cast.general_manager)
    assert client.get(reverse("vip:statistics-csv", args=["secrets"])).status_code == 404


def test_no_cell_of_a_csv_is_a_formula() -> None:
    table = Table("t", "t", [Column("Guest"), Column("Visits", "count")], [["=1+1", -3]])
    assert sheets.csv_of(table).decode("utf-8-sig").splitlines()[1] == "'=1+1,-3"


def test_the_workbook_holds_a_sheet_a_table_with_numbers_as_numbers() -> None:
    table = Table(
        "levels", "By level", [Column("Level"), Column("On time", "percent")], [["=V1", 0.5]]
    )
    file = zipfile.ZipFile(BytesIO(sheets.workbook_of([table], ["2026"])))
    book = ElementTree.fromstring(file.read("xl/workbook.xml"))
    names = [each.get("name") for each in book.iter() if each.tag.endswith("}sheet")]
    sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    cells = {each.get("r"): each for each in sheet.iter() if each.tag.endswith("}c")}
    assert names == ["levels"]
    assert (cells["A5"].get("t"), cells["B5"].get("t")) == ("s", None)
    assert [child.tag.rpartition("}")[2] for child in cells["A5"]] == ["v"]
    assert [child.text for child in cells["B5"]] == ["0.5"]


def test_the_page_asks_as_often_for_six_visits_as_for_one(
    enter: Any, desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client: Client = enter(desk.cast.general_manager)
    asked_for = {"last": (clock.today() + timedelta(days=9)).isoformat()}

    def count() -> int:
        with django_assert_max_num_queries(24) as asked:
            client.get(reverse("vip:statistics"), asked_for)
        return len(asked)

    again(desk)
    count()
    first = count()
    for _ in range(2):
        again(desk)
    assert count() == first


@pytest.mark.parametrize(
    ("route", "args"), [("statistics-csv", ["departments"]), ("statistics-xlsx", [])]
)
@pytest.mark.django_db(transaction=True)
def test_who_takes_figures_out_of_the_house_is_journaled(
    enter: Any, desk: Desk, route: str, args: list[str]
) -> None:
    desk.announced("A")
    client = enter_as(enter, desk.cast.general_manager)
    client.get(reverse(f"vip:{route}", args=args))
    entry = Entry.objects.get(verb="vip.statistics_exported")
    assert entry.actor == desk.cast.general_manager
    assert entry.data["what"] in ("departments.csv", "workbook.xlsx")
