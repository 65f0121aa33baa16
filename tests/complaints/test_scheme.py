"""The scheme as shipped, changed by the hotel, and set back."""

from typing import Any

import pytest
from django.urls import reverse

from complaints import defaults, scheme
from complaints.models import Category, Rung, Severity
from hotel.journal.models import Entry
from tests.complaints.conftest import Care

pytestmark = pytest.mark.django_db


def test_the_handbooks_scheme_is_there(care: Care) -> None:
    assert Category.objects.count() == 27
    assert list(Severity.objects.values_list("most_promise_min", flat=True)) == [
        60,
        240,
        1440,
        1440,
    ]
    assert list(Rung.objects.values_list("minutes", flat=True)) == [-30, -10, 0, 15, 30, 60]
    assert set(Category.objects.filter(restricted=True).values_list("code", flat=True)) == {
        "privacy",
        "theft",
    }


def test_loading_again_leaves_what_the_hotel_changed(care: Care) -> None:
    Severity.objects.filter(code="S1").update(resolve_min=45)
    defaults.load()

    assert Severity.objects.get(code="S1").resolve_min == 45


def test_setting_back_restores_and_journals_what_differed(care: Care) -> None:
    Severity.objects.filter(code="S1").update(resolve_min=45)
    Rung.objects.filter(minutes=15).update(active=False)
    assert len(scheme.differences()) == 2

    assert scheme.reset(care.cast.general_manager) == 2
    assert list(scheme.differences()) == []
    assert Entry.objects.filter(verb="severity.reset").count() == 1


def test_the_hotels_own_category_stays(care: Care) -> None:
    severity = Severity.objects.get(code="S1")
    own = Category.objects.create(
        code="pets",
        name_zh="宠物",
        name_en="Pets",
        department=care.cast.receptionist.department,
        severity=severity,
    )
    scheme.reset(care.cast.general_manager)

    assert Category.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    "model",
    [
        "severity",
        "category",
        "rung",
        "complaint",
        "promise",
        "ring",
        "followup",
        "option",
        "note",
    ],
)
def test_supervisors_find_everything_in_the_admin_site(care: Care, enter: Any, model: str) -> None:
    client = enter(care.cast.fo_manager)
    care.resolved()
    name = f"admin:complaints_{model}_changelist"

    assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse(name), {"q": "T-2"}).status_code == 200


def test_the_admin_site_shows_no_restricted_one_to_others(care: Care, enter: Any) -> None:
    made = care.registered("theft")
    path = reverse("admin:complaints_complaint_changelist")

    assert made.number in enter(care.cast.fo_manager).get(path).content.decode()
    assert made.number not in enter(care.cast.hk_supervisor).get(path).content.decode()


def test_the_reset_action(care: Care, enter: Any) -> None:
    Severity.objects.filter(code="S1").update(resolve_min=45)
    row = Severity.objects.get(code="S1")
    enter(care.cast.fo_manager).post(
        reverse("admin:complaints_severity_changelist"),
        {"action": "reset", "_selected_action": [row.pk]},
    )

    assert Severity.objects.get(code="S1").resolve_min == 60
