"""A confidential guest's name on the lists everybody at the counter looks at (handbook B5)."""

from collections.abc import Callable
from datetime import time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from frontdesk import home
from hotel.staff.models import User
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from tests.stays.makers import Desk, night
from vip import defaults as vip
from vip.models import Visit
from vip.services import write_notice

Enter = Callable[[User], Client]
ALIAS = "松先生"
LISTS = ("frontdesk:arrivals", "frontdesk:in-house", "frontdesk:departures", "frontdesk:day")


def confidential(desk: Desk, stay: Stay) -> Stay:
    """The stay's guest is expected as a VIP whom the counter calls by another name."""
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
    Visit.objects.filter(pk=visit.pk).update(stay=stay, confidential=True, public_alias=ALIAS)
    return stay


@pytest.fixture
def hidden(desk: Desk) -> list[Stay]:
    """On the morning after: one who should have come, one who lives here, one who leaves, one who left."""
    vip.load()
    made = [
        desk.stay("801", nights=3),
        desk.in_house("802", nights=3),
        desk.in_house("803"),
        desk.in_house("804"),
    ]
    found = [confidential(desk, stay) for stay in made]
    stays.advance_business_date(night(1), by=None)
    stays.check_out(found[3].pk, by=desk.by)
    return found


def seen(client: Client, route: str) -> str:
    shown = [client.get(reverse(route)), client.get(f"{reverse(route)}?show=departed")]
    return "".join(page.content.decode() for page in shown)


def test_a_confidential_name_is_an_alias_before_who_need_not_know(
    desk: Desk, hidden: list[Stay], enter: Enter
) -> None:
    names = [stay.guest.name for stay in hidden]
    for route in LISTS:
        night_work = route == "frontdesk:day"
        page = seen(enter(desk.cast.holding("night_auditor") if night_work else desk.by), route)
        assert ALIAS in page, route
        assert [name for name in names if name in page] == [], route
    known = "".join(seen(enter(desk.cast.fo_manager), route) for route in LISTS[:3])
    assert all(name in known for name in names)


def test_the_home_page_says_the_alias(desk: Desk, hidden: list[Stay]) -> None:
    def lines(viewer: User) -> str:
        found = [*home.arriving.late(viewer), *home.leaving.overdue_lines(viewer)]
        return "".join(line.text for line in found)

    coming, leaving = hidden[0].guest.name, hidden[2].guest.name
    with time_machine.travel(clock.at(night(), time(16)), tick=False):
        assert coming in lines(desk.cast.fo_manager)
        assert leaving in lines(desk.cast.fo_manager)
        said = lines(desk.by)
    assert ALIAS in said
    assert coming not in said
    assert leaving not in said


@pytest.fixture
def screened(hidden: list[Stay]) -> list[Stay]:
    """Their calls and visitors are screened, and the writer named them in the words for it."""
    for stay in hidden:
        Visit.objects.filter(stay=stay).update(
            status="approved", screened=True, put_through=f"{stay.guest.name_zh}夫人"
        )
    return hidden


@pytest.mark.parametrize(
    "route", ["frontdesk:arrivals", "frontdesk:in-house", "frontdesk:departures"]
)
def test_screening_is_said_beside_the_alias_without_the_name(
    desk: Desk, screened: list[Stay], enter: Enter, route: str
) -> None:
    page = seen(enter(desk.by), route)
    assert f"{ALIAS}夫人" in page
    assert [stay.guest.name for stay in screened if stay.guest.name in page] == []


def test_the_racks_panel_says_it_too(desk: Desk, screened: list[Stay], enter: Enter) -> None:
    stay = screened[1]
    page = enter(desk.by).get(reverse("frontdesk:rack-stay", args=[stay.pk])).content.decode()
    assert f"{ALIAS}夫人" in page
    assert stay.guest.name not in page
