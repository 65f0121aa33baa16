"""The line-up: the level's roles as the duty roster fills them, and what somebody changed by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hotel.notifications.models import Notice
from hotel.staff.models import Duty, User
from hotel.web.refusals import Forbidden, Refused
from tests.vip.conftest import Deliver, Desk, in_days, items
from tests.vip.test_pages import Browser, pages  # noqa: F401  the fixture
from vip import services
from vip.enums import LineUp
from vip.lineup import BUSY, NOBODY, OFF, Change, Person, Place, Wanted, fill
from vip.models import Visit
from vip.standing import Line, line_up

GM = Person(1, "总经理", frozenset({"general_manager"}))
DEPUTY = Person(2, "副总", frozenset({"deputy_gm"}))
ROOMS = Person(3, "客房经理", frozenset({"hk_manager", "department_head"}))
SALES = Person(4, "营销经理", frozenset({"sales_manager", "department_head"}))
DUTY = Person(5, "值班经理", frozenset({"duty_manager"}))
HOUSE = [GM, DEPUTY, ROOMS, SALES, DUTY]
ALL = frozenset(each.pk for each in HOUSE)


def alone(
    *roles: str, on_duty: frozenset[int] = ALL, changes: tuple[Change, ...] = ()
) -> list[Place]:
    return fill([Wanted("one", roles, changes)], HOUSE, on_duty)["one"]


def test_the_holder_on_duty_stands_in_line() -> None:
    assert alone("general_manager") == [Place("general_manager", GM)]


def test_every_department_head_on_duty_stands_in_line() -> None:
    assert [each.person for each in alone("department_head")] == [ROOMS, SALES]


def test_a_substitute_is_named_for_a_holder_off_duty() -> None:
    assert alone("general_manager", on_duty=ALL - {1}) == [
        Place("general_manager", DEPUTY, GM, OFF)
    ]


def test_the_duty_manager_is_the_last_to_stand_in() -> None:
    [place] = alone("general_manager", on_duty=frozenset({DUTY.pk}))
    assert place.person == DUTY


def test_nobody_on_duty_leaves_the_place_open_and_says_whose_it_is() -> None:
    assert alone("general_manager", on_duty=frozenset()) == [
        Place("general_manager", None, GM, OFF)
    ]


def test_nobody_stands_twice_in_one_line_up() -> None:
    assert [each.person for each in alone("sales_manager", "department_head")] == [SALES, ROOMS]


def test_two_guests_at_once_do_not_share_a_person() -> None:
    filled = fill([Wanted("V1", ("deputy_gm",)), Wanted("V2", ("deputy_gm",))], HOUSE, ALL)
    assert filled["V1"] == [Place("deputy_gm", DEPUTY)]
    assert filled["V2"] == [Place("deputy_gm", DUTY, DEPUTY, BUSY)]


def test_a_place_filled_by_hand_stays_so() -> None:
    change = Change("general_manager", SALES.pk)
    assert alone("general_manager", changes=(change,)) == [
        Place("general_manager", SALES, by_hand=True)
    ]


def test_a_place_left_out_by_hand_stays_empty() -> None:
    change = Change("general_manager", None)
    assert alone("general_manager", changes=(change,)) == [
        Place("general_manager", None, why=NOBODY, by_hand=True)
    ]


def test_somebody_more_stands_at_the_end() -> None:
    places = alone("general_manager", changes=(Change("", ROOMS.pk),))
    assert [each.person for each in places] == [GM, ROOMS]


# In the house


def on_duty(visit: Visit, *people: User) -> None:
    assert visit.arrival_at is not None
    for person in people:
        period = (visit.arrival_at - timedelta(hours=3), visit.arrival_at + timedelta(hours=3))
        Duty.objects.create(
            user=person, department=person.department, shift=Duty.Shift.DAY, period=period
        )


def welcome(visit: Visit) -> Line:
    line = line_up(visit, LineUp.WELCOME)
    assert line is not None
    return line


def names(visit: Visit) -> dict[str, str]:
    return {row.role: row.name for row in welcome(visit).rows}


@pytest.mark.django_db
def test_the_roster_of_the_hour_decides(desk: Desk) -> None:
    visit = desk.announced("A", "V2")
    on_duty(visit, desk.cast.duty_manager, desk.cast.assistant_manager, desk.cast.sales_manager)
    assert names(visit) == {
        "deputy_gm": desk.cast.duty_manager.name,
        "fo_manager": desk.cast.assistant_manager.name,
        "sales_manager": desk.cast.sales_manager.name,
        "fo_supervisor": "",
    }


@pytest.mark.django_db
def test_without_a_roster_the_holders_are_named_and_it_says_so(desk: Desk) -> None:
    visit = desk.announced("A", "V2")
    assert not welcome(visit).rostered
    assert names(visit)["deputy_gm"] == desk.cast.deputy_gm.name


@pytest.mark.django_db
def test_the_higher_guest_at_the_same_hour_has_the_person(desk: Desk) -> None:
    lower = desk.announced("A", "V2")
    higher = desk.announced("A", "V1", arrival_at=in_days(3, 15) + timedelta(minutes=20))
    services.change_line_up(
        higher.pk,
        kind="welcome",
        role="general_manager",
        person_id=desk.cast.deputy_gm.pk,
        by=desk.cast.fo_manager,
    )
    assert names(lower)["deputy_gm"] != desk.cast.deputy_gm.name


@pytest.mark.django_db
def test_who_is_named_by_hand_is_told(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced("A", "V1")
    person = desk.cast.hk_manager
    by = desk.cast.fo_manager
    services.change_line_up(
        visit.pk, kind="welcome", role="general_manager", person_id=person.pk, by=by
    )
    deliver()
    assert Notice.objects.filter(recipient=person, code="vip.line_up").count() == 1


@pytest.mark.django_db
def test_a_place_goes_back_to_the_roster(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    place = {"kind": "welcome", "role": "general_manager", "by": desk.cast.fo_manager}
    services.change_line_up(visit.pk, person_id=desk.cast.hk_manager.pk, **place)
    services.change_line_up(visit.pk, **place)
    assert names(visit)["general_manager"] == desk.cast.general_manager.name


@pytest.mark.django_db
def test_a_place_the_level_does_not_have_is_refused(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    with pytest.raises(Refused):
        services.change_line_up(
            visit.pk, kind="welcome", role="engineer", person_id=1, by=desk.cast.fo_manager
        )


@pytest.mark.django_db
def test_a_receptionist_does_not_change_line_ups(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    with pytest.raises(Forbidden):
        services.change_line_up(
            visit.pk, kind="welcome", role="general_manager", by=desk.cast.receptionist
        )


@pytest.mark.django_db
def test_visit_notice_and_board_show_the_line_up(pages: Browser) -> None:  # noqa: F811
    desk = pages.desk
    visit = desk.announced("A", "V1")
    name = desk.cast.general_manager.name_en
    assert f"<b>{name}</b>" in pages.html(desk.cast.fo_manager, "vip:visit", visit.pk)
    assert name in pages.html(desk.cast.fo_manager, "vip:notice", visit.pk)
    for key in ("P18", "A03", "X11"):
        html = pages.html(desk.cast.general_manager, "work:item", items(visit)[key].pk)
        assert f"General manager: {name}" in html, key


@pytest.mark.django_db
def test_a_line_up_is_changed_on_the_visits_page(pages: Browser) -> None:  # noqa: F811
    desk = pages.desk
    visit = desk.announced("A", "V1")
    client = pages.as_(desk.cast.fo_manager)
    sent = {"place": "farewell:etiquette", "person": "0", "version": visit.version}
    assert client.post(reverse("vip:line-up", args=[visit.pk]), sent).status_code == 303
    html = pages.html(desk.cast.fo_manager, "vip:visit", visit.pk)
    assert "left out by hand" in html
