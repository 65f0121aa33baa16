"""A companion is found among the guests on file, and changed afterwards (handbook A7.180)."""

from typing import Any

import pytest
from django.urls import reverse

from tests.vip.conftest import Desk, items
from vip import services
from vip.models import Member, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(desk: Desk) -> Visit:
    made = desk.announced("A", "V1", party_size=3)
    services.add_member(made.pk, by=desk.cast.fo_supervisor, name="林女士", relation="family")
    return made


def member(visit: Visit) -> Member:
    return visit.members.select_related("guest").get()


def change(enter: Any, desk: Desk, visit: Visit, **more: Any) -> Any:
    path = reverse("vip:change-member", args=[visit.pk, member(visit).number])
    given = {"name": "林女士", "relation": "spouse", **more}
    return enter(desk.cast.fo_supervisor).post(path, given)


def test_a_companion_is_changed_on_the_visits_page(enter: Any, desk: Desk, visit: Visit) -> None:
    answer = change(enter, desk, visit, restrictions="花生过敏")
    found = member(visit)
    assert (answer.status_code, found.relation, found.restrictions) == (303, "spouse", "花生过敏")


def test_what_is_changed_is_a_task_of_the_departments(enter: Any, desk: Desk, visit: Visit) -> None:
    change(enter, desk, visit, restrictions="花生过敏")
    assert any("花生过敏" in item.detail_zh for item in items(visit).values())


def test_a_companion_is_named_by_the_one_profile_of_that_name(
    enter: Any, desk: Desk, visit: Visit
) -> None:
    guest = desk.guest("温以宁")
    change(enter, desk, visit, guest="温以宁")
    assert member(visit).guest_id == guest.pk


def test_a_companion_is_named_by_the_choice_beneath_the_field(
    enter: Any, desk: Desk, visit: Visit
) -> None:
    guest = desk.guest("温以宁")
    change(enter, desk, visit, guest=f"{guest.pk} · 温以宁")
    assert member(visit).guest_id == guest.pk


@pytest.mark.parametrize("asked", ["没有这个人", "温"])
def test_nobody_or_several_is_answered_beside_the_field_and_kept(
    enter: Any, desk: Desk, visit: Visit, asked: str
) -> None:
    desk.guest("温以宁")
    desk.guest("温知遥")
    answer = change(enter, desk, visit, guest=asked, wishes="靠窗座位")
    html = answer.content.decode()
    assert (answer.status_code, "invalid-feedback" in html, "靠窗座位" in html) == (422, True, True)
    assert member(visit).relation == "family"


def test_guests_on_file_are_offered_while_it_is_typed(enter: Any, desk: Desk) -> None:
    guest = desk.guest("温以宁")
    answer = enter(desk.cast.fo_supervisor).get(reverse("vip:member-search"), {"guest": "温以"})
    assert f'<option value="{guest.pk} · 温以宁' in answer.content.decode()


def test_somebody_no_longer_in_the_party_is_not_changed(
    enter: Any, desk: Desk, visit: Visit
) -> None:
    path = reverse("vip:change-member", args=[visit.pk, 99])
    answer = enter(desk.cast.fo_supervisor).post(path, {"name": "林女士", "relation": "spouse"})
    assert (answer.status_code, member(visit).relation) == (303, "family")
