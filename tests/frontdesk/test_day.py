"""The close of the day: whole or not at all, once, and only when everybody due has come and gone."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from frontdesk import services
from frontdesk.models import DayClose
from frontdesk.services import day as closing_service
from hotel.cashier.models import Line
from hotel.journal.models import Entry
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.stays.selectors import business_date
from hotel.web import clock, today
from hotel.web.refusals import Forbidden, Refused, Stale
from tests import races
from tests.cast import hire_cast
from tests.house import build_house
from tests.stays.conftest import desk
from tests.stays.makers import Desk

__all__ = ["desk"]


def close(desk: Desk, role: str = "night_auditor", day: date | None = None) -> DayClose:
    seen = day or business_date()
    return services.close_day(by=desk.cast.holding(role), seen_date=seen)


def test_the_night_of_everybody_in_house_is_charged(desk: Desk) -> None:
    stay = desk.in_house("801", nights=2)
    tonight = business_date()

    close(desk)

    line = Line.objects.get(folio__stay=stay)
    assert (line.amount, line.business_date) == (stay.rate, tonight)


def test_the_business_date_moves_by_one_day(desk: Desk) -> None:
    tonight = business_date()

    close(desk)

    assert business_date() == tonight + timedelta(days=1)


def test_rooms_slept_in_are_dirty_in_the_morning(desk: Desk) -> None:
    desk.in_house("801", nights=2)
    assert desk.house.room("801").code == "OC"

    close(desk)

    assert desk.house.room("801").code == "OD"


def test_the_figures_of_the_day_are_kept(desk: Desk) -> None:
    desk.in_house("801", nights=2)
    desk.in_house("804", nights=2)
    gone = desk.stay("802")
    stays.mark_no_show(gone.pk, by=desk.cast.fo_supervisor, reason="no call")

    made = close(desk)

    assert (made.rooms_let, made.rooms_total, made.no_shows) == (2, 12, 1)
    assert (made.room_revenue, made.adr) == (Decimal("766.00"), Decimal("383.00"))
    assert (made.occupancy, made.revpar) == (Decimal("16.7"), Decimal("63.83"))


def test_a_night_charged_before_is_not_charged_again(desk: Desk) -> None:
    from hotel.cashier.services import charge_night

    stay = desk.in_house("801", nights=2)
    charge_night(stay.pk, business_date(), by=desk.cast.cashier)

    made = close(desk)

    assert (Line.objects.count(), made.room_revenue) == (1, stay.rate)


def test_one_entry_says_that_the_day_was_closed(desk: Desk) -> None:
    desk.in_house("801", nights=2)

    close(desk)

    entry = Entry.objects.get(verb="day.closed")
    assert (entry.data["nights_charged"], entry.data["turned_dirty"]) == (1, 1)


# ── what is in the way ──


def untouched() -> tuple[int, int]:
    return DayClose.objects.count(), Line.objects.count()


def test_somebody_due_in_is_in_the_way(desk: Desk) -> None:
    desk.in_house("802", nights=2)
    desk.stay("801")
    tonight = business_date()

    with pytest.raises(Refused, match="1"):
        close(desk)
    assert (untouched(), business_date()) == ((0, 0), tonight)


def test_somebody_due_out_is_in_the_way(desk: Desk) -> None:
    desk.in_house("801", nights=1)
    close(desk)

    with pytest.raises(Refused):
        close(desk)
    assert untouched() == (1, 1)


def test_an_open_departure_inspection_is_in_the_way(desk: Desk) -> None:
    from housekeeping.services import request_inspection

    stay = desk.in_house("801", nights=2)
    request_inspection(stay.pk, by=desk.by)

    with pytest.raises(Refused):
        close(desk)
    assert untouched() == (0, 0)


def test_a_date_ahead_of_the_calendar_is_not_closed(desk: Desk) -> None:
    close(desk)

    with pytest.raises(Refused):
        close(desk)
    assert DayClose.objects.count() == 1


def test_others_do_not_close_the_day(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        close(desk, "receptionist")


def test_a_page_of_another_day_is_stale(desk: Desk) -> None:
    with pytest.raises(Stale):
        close(desk, day=business_date() - timedelta(days=1))


def test_pressed_twice_it_is_closed_once(desk: Desk) -> None:
    tonight = business_date()

    assert close(desk, day=tonight) == close(desk, day=tonight)
    assert DayClose.objects.count() == 1


def test_the_second_person_hears_who_was_first(desk: Desk) -> None:
    tonight = business_date()
    close(desk, day=tonight)

    with pytest.raises(Refused, match=desk.cast.night_auditor.name_zh):
        close(desk, "fo_manager", day=tonight)


def test_nobody_moves_the_date_past_guests_who_are_due(desk: Desk) -> None:
    desk.stay("801")

    with pytest.raises(Refused):
        stays.advance_business_date(business_date() + timedelta(days=1), by=desk.cast.night_auditor)


# ── the page ──


@pytest.fixture
def auditor(desk: Desk, client: Client) -> Client:
    client.force_login(desk.cast.night_auditor)
    return client


def test_the_page_names_who_is_still_due(desk: Desk, auditor: Client) -> None:
    stay = desk.stay("801")

    assert stay.guest.name_zh in auditor.get("/day/").content.decode()


def test_a_no_show_is_marked_there_with_its_reason(desk: Desk, auditor: Client) -> None:
    stay = desk.stay("801")

    auditor.post(f"/day/no-show/{stay.pk}/", {"reason": "电话无人接听"})

    assert Stay.objects.get(pk=stay.pk).status == "no_show"
    assert Entry.objects.get(verb="stay.no_show").reason == "电话无人接听"


def test_a_no_show_without_a_reason_is_refused(desk: Desk, auditor: Client) -> None:
    stay = desk.stay("801")

    assert auditor.post(f"/day/no-show/{stay.pk}/", {"reason": " "}).status_code == 422
    assert Stay.objects.get(pk=stay.pk).status == "confirmed"


def test_one_press_closes_the_day(desk: Desk, auditor: Client) -> None:
    desk.in_house("801", nights=2)

    answer = auditor.post("/day/close/", {"date": business_date().isoformat()})

    assert (answer.status_code, DayClose.objects.count()) == (303, 1)


@pytest.mark.parametrize("typed", ["", "yesterday", "2026-13-40", "<script>"])
def test_a_form_without_its_day_closes_nothing(auditor: Client, typed: str) -> None:
    answer = auditor.post("/day/close/", {"date": typed}).status_code
    assert (answer, DayClose.objects.count()) == (422, 0)


def test_a_blocked_day_says_why(desk: Desk, auditor: Client) -> None:
    desk.stay("801")

    answer = auditor.post("/day/close/", {"date": business_date().isoformat()})
    assert (answer.status_code, "1 位预抵客人未处理" in answer.content.decode()) == (422, True)


def test_the_page_asks_the_same_for_one_guest_and_for_ten(
    desk: Desk, auditor: Client, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.in_house("801", nights=2)
    desk.stay("802")
    auditor.get("/day/")
    with CaptureQueriesContext(connection) as few:
        auditor.get("/day/")
    for number in ("803", "804", "805", "901", "902"):
        desk.in_house(number, nights=3)
    desk.stay("903")
    with django_assert_max_num_queries(len(few)):
        auditor.get("/day/")


def told_late(desk: Desk, role: str) -> bool:
    lines = today.today_for(desk.cast.holding(role)).columns[0].lines
    return any(line.path == "/day/" for line in lines)


def test_an_open_day_is_late_on_the_home_page_after_two_o_clock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = clock.at(business_date() + timedelta(days=1), time(2, 1))
    told = []
    for moment in (after - clock.minutes(2), after):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        told.append(told_late(desk, "night_auditor"))

    assert told == [False, True]


def test_those_who_cannot_close_it_are_not_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = clock.at(business_date() + timedelta(days=1), time(3))
    monkeypatch.setattr(clock, "now", lambda: after)

    assert not told_late(desk, "receptionist")


# ── many hands ──


@pytest.fixture
def crowd(transactional_db: None) -> Callable[[int], Desk]:
    """A house that is some days behind, with three guests who stay on."""

    def open_house(days_behind: int) -> Desk:
        desk = Desk(hire_cast(), build_house())
        stays.open_business_date(clock.today() - timedelta(days=days_behind))
        for number in ("801", "802", "804"):
            desk.in_house(number, nights=30)
        return desk

    return open_house


def test_many_hands_close_a_day_once(crowd: Callable[[int], Desk]) -> None:
    desk = crowd(3)
    closers = [desk.cast.night_auditor, desk.cast.fo_manager]
    with races.race() as hands:
        for _turn in range(3):
            day = business_date()
            outcomes = hands.run(
                lambda hand: services.close_day(by=closers[hand % 2], seen_date=day)  # noqa: B023
            )
            made = {each.pk for each in races.winners(outcomes)}
            assert len(made) == 1
            assert business_date() == day + timedelta(days=1)
    assert Line.objects.count() == 9
    assert Entry.objects.filter(verb="day.closed").count() == 3


def test_control_without_the_lock_a_day_is_closed_many_times(
    crowd: Callable[[int], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = crowd(2)
    monkeypatch.setattr("hotel.stays.services.hold_business_date", business_date)
    monkeypatch.setattr("hotel.stays.services.hold_in_house", lambda: None)
    monkeypatch.setattr("hotel.stays.services.advance_business_date", lambda *_a, **_k: None)
    monkeypatch.setattr(closing_service, "close_of", lambda _day: None)
    day = business_date()
    with races.without_constraint("frontdesk_dayclose", "frontdesk_dayclose_business_date_key"):
        with races.race() as hands:
            outcomes = hands.run(
                lambda _hand: services.close_day(by=desk.cast.night_auditor, seen_date=day)
            )
        assert len(races.winners(outcomes)) > 1
