"""Who may touch an item: its department, the assistant manager or above (handbook B5)."""

from typing import Any

import pytest

from hotel.journal.models import Entry
from hotel.web.refusals import Forbidden
from hotel.work import services
from hotel.work.models import Status
from tests.cast import Cast
from tests.work.owing import again, owed

OUTSIDERS = ("receptionist", "fnb_supervisor", "sales_manager", "fo_manager", "gm_office", "admin")
ABOVE = ("assistant_manager", "duty_manager", "deputy_gm", "general_manager")
ACTS: dict[str, dict[str, Any]] = {
    "accept": {},
    "start": {},
    "finish": {},
    "hold": {"reason": "because"},
    "release": {},
    "fail": {"reason": "because"},
    "assign": {"to": None},
    "reopen": {"reason": "because"},
}


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_touches_it(cast: Cast, role: str, act: str) -> None:
    item = owed()
    with pytest.raises(Forbidden):
        getattr(services, act)(item.pk, by=cast.holding(role), **ACTS[act])
    assert (again(item).version, Entry.objects.filter(verb__startswith="work.").count()) == (0, 0)


@pytest.mark.parametrize("role", ABOVE)
def test_the_house_managers_may(cast: Cast, role: str) -> None:
    assert services.finish(owed().pk, by=cast.holding(role)).status == Status.DONE


@pytest.mark.parametrize(
    "role", ["room_attendant", "hk_supervisor", "hk_manager", "fnb_supervisor"]
)
def test_a_mandatory_item_is_not_set_aside_by_the_department(cast: Cast, role: str) -> None:
    with pytest.raises(Forbidden):
        services.not_applicable(owed().pk, reason="not wanted", by=cast.holding(role))


@pytest.mark.parametrize("role", ["fo_supervisor", "fo_manager", *ABOVE])
def test_a_front_office_supervisor_or_above_sets_it_aside(cast: Cast, role: str) -> None:
    item = services.not_applicable(owed().pk, reason="not wanted", by=cast.holding(role))
    assert (item.status, item.reason) == (Status.NOT_APPLICABLE, "not wanted")


def test_the_department_sets_its_own_optional_item_aside(cast: Cast) -> None:
    item = owed(mandatory=False)
    item = services.not_applicable(item.pk, reason="not wanted", by=cast.room_attendant)
    assert item.status == Status.NOT_APPLICABLE


def test_another_department_does_not(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        services.not_applicable(owed(mandatory=False).pk, reason="no", by=cast.engineer)


@pytest.mark.parametrize("act", ["accept", "start", "finish", "release"])
def test_a_forged_number_of_another_departments_item_is_refused_in_words(
    cast: Cast, enter: Any, act: str
) -> None:
    item = owed()
    answer = enter(cast.fo_supervisor).post(f"/work/{item.pk}/{act}/", HTTP_X_BOARD="1")
    assert (answer.status_code, again(item).version) == (403, 0)
    assert "Housekeeping" in answer.json()["refused"] or "客房部" in answer.json()["refused"]


def test_who_may_not_even_look_is_told_so(cast: Cast, enter: Any) -> None:
    item = owed()
    answer = enter(cast.engineer).post(f"/work/{item.pk}/finish/")
    assert (answer.status_code, again(item).status) == (403, Status.WAITING)


def test_anothers_board_is_closed(cast: Cast, enter: Any) -> None:
    assert enter(cast.engineer).get("/boards/housekeeping/").status_code == 403


def test_a_manager_looks_at_every_board(cast: Cast, enter: Any) -> None:
    assert enter(cast.sales_manager).get("/boards/housekeeping/").status_code == 200
