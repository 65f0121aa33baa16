"""The shipped defaults: what differs from them, and going back, set by set."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from complaints import defaults as complaints
from complaints.models import Severity
from hotel.house import services
from hotel.house.selectors import rules
from hotel.house.shipped import of_key, sets
from hotel.journal.models import Entry
from hotel.staff.models import Department
from hotel.web.refusals import Forbidden, Refused
from tests.cast import Cast
from vip import defaults, shipped, templates
from vip.models import Level, PlanTemplate, TemplateTask

KEYS = {"house", "names", "vip-scheme", "vip-plan", "complaints"}


@pytest.fixture
def scheme(cast: Cast) -> Cast:
    defaults.load()
    complaints.load()
    return cast


def test_a_new_hotel_stands_as_shipped(scheme: Cast) -> None:
    differing = {each.key for each in sets() if each.differences()}

    assert {each.key for each in sets()} >= KEYS
    assert differing & KEYS == set()


def change_all(cast: Cast) -> None:
    """One thing in every set."""
    services.change_rules(by=cast.general_manager, hold_until=time(19))
    Department.objects.filter(code="engineering").update(name_zh="工程维修部")
    Level.objects.filter(code="V1").update(late_checkout_until=time(20))
    Level.objects.get(code="V2").amenities.first().delete()  # type: ignore[union-attr]
    task = TemplateTask.objects.get(code="N01")
    templates.change_task(task.pk, by=cast.general_manager, offset_min=20)
    Severity.objects.filter(code="S2").update(resolve_min=999)


def test_what_was_changed_is_named_and_a_reset_brings_it_back(scheme: Cast) -> None:
    change_all(scheme)
    for key in sorted(KEYS):
        chosen = of_key(key)
        assert chosen is not None
        assert chosen.differences(), key
        chosen.reset(scheme.general_manager)
        assert list(chosen.differences()) == [], key

    assert rules().hold_until == time(18)
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert verbs >= {
        "house_rules.reset",
        "staff.department_renamed",
        "level.changed",
        "vip.template_reset",
    }


def test_a_reset_plan_is_a_new_version_and_the_old_one_stays(scheme: Cast) -> None:
    task = TemplateTask.objects.get(code="N01")
    templates.change_task(task.pk, by=scheme.general_manager, offset_min=20)

    made = shipped.reset_plan(scheme.general_manager)

    assert (made.version, templates.in_force()) == (3, made)
    assert PlanTemplate.objects.get(version=2).tasks.get(code="N01").offset_min == 20


def test_an_unchanged_plan_is_not_reset(scheme: Cast) -> None:
    with pytest.raises(Refused):
        shipped.reset_plan(scheme.general_manager)


@pytest.mark.parametrize("reset", [shipped.reset_plan, shipped.reset_scheme])
def test_a_supervisor_resets_nothing(scheme: Cast, reset: Any) -> None:
    with pytest.raises(Forbidden):
        reset(scheme.fo_supervisor)


def test_the_page_names_what_differs_and_asks_before_it_acts(scheme: Cast, enter: Any) -> None:
    change_all(scheme)
    client: Client = enter(scheme.general_manager)

    assert "19:00" in client.get("/shipped/").content.decode()
    assert "19:00" in client.get("/shipped/house/reset/").content.decode()
    assert rules().hold_until == time(19)
    client.post("/shipped/house/reset/")
    assert rules().hold_until == time(18)


def test_what_the_management_alone_renames_is_refused_in_words(scheme: Cast, enter: Any) -> None:
    change_all(scheme)

    page = enter(scheme.fo_manager).post("/shipped/names/reset/")

    assert page.status_code == 422
    assert Department.objects.get(code="engineering").name_zh == "工程维修部"


def test_an_unknown_set_is_not_found(scheme: Cast, enter: Any) -> None:
    assert enter(scheme.general_manager).get("/shipped/nowhere/reset/").status_code == 404
