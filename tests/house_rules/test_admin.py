"""The rules in the admin site: one row, opened straight at its form."""

from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from hotel.house import services
from hotel.house.models import HouseRules
from hotel.house.selectors import rules
from hotel.journal.models import Entry
from tests.cast import Cast

FORM = "/admin/house/houserules/1/change/"


def typed(**changed: Any) -> dict[str, Any]:
    facts = model_to_dict(HouseRules(), exclude=("id", "version"))
    return {**{name: str(value) for name, value in facts.items()}, "seen_version": 0, **changed}


@pytest.fixture
def manager(cast: Cast, enter: Any) -> Client:
    client: Client = enter(cast.fo_manager)
    return client


def test_the_list_opens_the_form(manager: Client) -> None:
    assert manager.get("/admin/house/houserules/").headers["Location"] == FORM


def test_the_form_saves_through_the_service(manager: Client) -> None:
    manager.post(FORM, typed(hold_until="19:30"))

    assert f"{rules().hold_until:%H:%M}" == "19:30"
    assert Entry.objects.filter(verb="house_rules.changed").count() == 1


def test_a_refusal_keeps_what_was_typed_beside_its_sentence(manager: Client) -> None:
    page = manager.post(FORM, typed(breakfast_until="06:00")).content.decode()

    assert 'value="06:00"' in page
    assert "早餐结束" in page
    assert HouseRules.objects.count() == 0


def test_a_stale_form_is_refused(manager: Client, cast: Cast) -> None:
    services.change_rules(by=cast.general_manager, yoghurts_a_person=2)

    page = manager.post(FORM, typed(yoghurts_a_person="4"))

    assert (page.status_code, rules().yoghurts_a_person) == (200, 2)


def test_the_journal_stands_beside_the_form(manager: Client, cast: Cast) -> None:
    services.change_rules(by=cast.general_manager, yoghurts_a_person=2)

    assert cast.general_manager.name_zh in manager.get(FORM).content.decode()


def test_a_supervisor_reads_them_without_a_button(cast: Cast, enter: Any) -> None:
    page = enter(cast.hk_supervisor).get(FORM)

    assert (page.status_code, 'name="_save"' in page.content.decode()) == (200, False)
