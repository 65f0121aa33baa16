"""The page of the day: late, next, promised; only what the reader can act on; figures; few queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hotel.web import clock, today
from hotel.web.today import LATE, NEXT, PROMISED, Figure, Figures, Line, Source
from tests.cast import Cast
from tests.stays.conftest import desk  # noqa: F401
from tests.stays.makers import Desk


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> dict[str, Source]:
    """A home page that nobody has put anything on yet."""
    sources: dict[str, Source] = {}
    monkeypatch.setattr(today, "_sources", sources)
    monkeypatch.setattr(today, "_figures", {})
    return sources


def line(kind: str, text: str, **facts: Any) -> Line:
    return Line(kind, text, facts.pop("path", "/boards/"), **facts)


def put(*lines: Line, permission: str = "staff.view_roster", key: str = "test") -> None:
    today.register(Source(key, "Test", permission, lambda _user: lines))


def page(client: Client, cast: Cast, role: str = "receptionist") -> str:
    client.force_login(cast.holding(role))
    return client.get("/").content.decode()


def test_a_clear_day_says_so(client: Client, cast: Cast, alone: Any) -> None:
    assert "一切就绪" in page(client, cast)


def test_each_line_stands_in_its_column_and_leads_to_its_page(
    client: Client, cast: Cast, alone: Any
) -> None:
    put(
        line(PROMISED, "third", path="/c/"),
        line(NEXT, "second", path="/b/"),
        line(LATE, "first", path="/a/"),
    )

    html = page(client, cast)
    places = [html.index(f'href="{path}"') for path in ("/a/", "/b/", "/c/")]
    assert places == sorted(places)


def test_within_a_column_the_earliest_comes_first(cast: Cast, alone: Any) -> None:
    now = clock.now()
    put(
        line(NEXT, "whenever"),
        line(NEXT, "later", at=now + timedelta(hours=2)),
        line(NEXT, "soon", at=now),
    )

    columns = today.today_for(cast.receptionist).columns
    assert [each.text for each in columns[1].lines] == ["soon", "later", "whenever"]


def test_what_the_reader_may_not_act_on_is_not_there(cast: Cast, alone: Any) -> None:
    put(line(LATE, "a bill"), permission="frontdesk.close_day")

    assert today.today_for(cast.receptionist).is_clear
    assert not today.today_for(cast.night_auditor).is_clear


def test_one_source_does_not_fill_the_page(cast: Cast, alone: Any) -> None:
    put(*(line(NEXT, str(number)) for number in range(50)), line(LATE, "late"))

    late, coming, _promised = today.today_for(cast.receptionist).columns
    assert (len(late.lines), len(coming.lines)) == (1, today.SHOWN)


def test_figures_are_told_to_those_who_may_see_them(client: Client, cast: Cast, alone: Any) -> None:
    figure = Figure("Revenue", "9,999", "/day/")
    today.register_figures(Figures("money", "frontdesk.close_day", lambda _user: [figure]))

    assert "9,999" in page(client, cast, "night_auditor")
    assert "9,999" not in page(client, cast, "receptionist")


def test_the_figures_of_the_day_follow_the_house(client: Client, desk: Desk) -> None:  # noqa: F811
    desk.stay("801")
    desk.in_house("802")

    figures = today.today_for(desk.cast.receptionist).figures
    assert [figure.value for figure in figures][:6] == ["1", "1", "0", "11", "0", "8 %"]


def test_names_on_the_page_cannot_bring_markup(client: Client, cast: Cast, alone: Any) -> None:
    put(line(NEXT, "<script>alert(1)</script>"))

    assert "<script>alert(1)" not in page(client, cast)


# Nineteen sources of up to three questions each, the figures and the shell: what the fullest roles
# are asked for is constant, whatever is late.
MOST_QUERIES = 85


@pytest.mark.parametrize("role", ["fo_manager", "general_manager", "receptionist", "hk_supervisor"])
def test_the_page_asks_the_same_for_few_rows_and_for_many(
    client: Client,
    desk: Desk,  # noqa: F811
    role: str,
) -> None:
    from vip import defaults

    defaults.load()
    client.force_login(desk.cast.holding(role))

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/").status_code == 200
        return len(caught)

    for number in ("801", "802"):
        desk.stay(number)
        desk.in_house(f"9{number[1:]}", nights=2)
    asked()
    few = asked()
    for number in ("803", "804", "805"):
        desk.stay(number)
        desk.in_house(f"9{number[1:]}", nights=2)

    assert few <= MOST_QUERIES
    assert asked() <= few
