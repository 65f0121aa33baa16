"""The shipped scheme, its versions and its place on the boards (handbook C)."""

import pytest
from django.test import Client
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.staff.models import Role
from hotel.web import clock
from hotel.web.refusals import Refused
from tests.cast import Cast
from tests.vip.conftest import Desk, in_days
from vip import defaults, services, templates
from vip.cards import cards
from vip.models import Amenity, Level, LevelAmenity, NoticeSource, PlanTemplate, TemplateTask

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing(scheme: None) -> None:
    counts = [model.objects.count() for model in (Level, NoticeSource, Amenity, TemplateTask)]
    defaults.load()
    assert counts == [4, 4, 39, 69 + 7]
    assert [m.objects.count() for m in (Level, NoticeSource, Amenity, TemplateTask)] == counts


def test_what_the_hotel_changed_stays(scheme: None) -> None:
    Level.objects.filter(code="V4").update(approval_within_min=45)
    defaults.load()
    assert Level.objects.get(code="V4").approval_within_min == 45


def test_every_task_has_a_person_to_do_it_and_both_languages(scheme: None) -> None:
    given = set(Role.objects.filter(dynamic=False).values_list("code", flat=True))
    resolved = {"approver", "greeting_leader"}
    for task in TemplateTask.objects.select_related("owner_role"):
        assert task.owner_role.code in given | resolved, task.code
        assert all((task.title_zh, task.title_en, task.detail_zh, task.detail_en)), task.code


def test_every_form_and_checklist_asks_in_both_languages(scheme: None) -> None:
    asked = [
        each
        for task in TemplateTask.objects.filter(evidence__in=("form", "checklist"))
        for each in task.evidence_spec.get("fields") or task.evidence_spec["points"]
    ]
    assert len(asked) > 60
    assert all(each["key"] and each["label_zh"] and each["label_en"] for each in asked)


def test_every_level_has_its_amenities(scheme: None) -> None:
    counts = [
        LevelAmenity.objects.filter(level__code=code).count() for code in ("V1", "V2", "V3", "V4")
    ]
    assert counts == [14, 12, 8, 3]


def test_changing_a_task_in_use_makes_a_new_version(scheme: None, cast: Cast) -> None:
    task = TemplateTask.objects.get(code="P16")
    changed = templates.change_task(task.pk, by=cast.hk_manager, offset_min=-60)
    task.refresh_from_db()
    assert (task.offset_min, changed.offset_min) == (-45, -60)
    assert templates.in_force() == changed.template


def test_changing_nothing_makes_no_version(scheme: None, cast: Cast) -> None:
    task = TemplateTask.objects.get(code="P16")
    templates.change_task(task.pk, by=cast.hk_manager, offset_min=-45)
    assert PlanTemplate.objects.count() == 1


def test_a_circle_of_tasks_is_refused(scheme: None, cast: Cast) -> None:
    task = TemplateTask.objects.get(code="P04")
    with pytest.raises(Refused) as refusal:
        templates.change_task(task.pk, by=cast.hk_manager, requires=["P09"])
    assert (refusal.value.field, PlanTemplate.objects.count()) == ("requires", 1)


def test_a_supervisor_changes_a_task_in_the_settings(
    scheme: None, cast: Cast, client: Client
) -> None:
    task = TemplateTask.objects.get(code="P16")
    client.force_login(cast.hk_manager)
    answer = client.post(
        reverse("admin:vip_templatetask_change", args=[task.pk]),
        {
            "sort": task.sort,
            "phase": task.phase,
            "department": task.department_id,
            "owner_role": task.owner_role_id,
            "title_zh": task.title_zh,
            "title_en": "Clean the lobby in detail",
            "detail_zh": task.detail_zh,
            "detail_en": task.detail_en,
            "anchor": task.anchor,
            "offset_min": task.offset_min,
            "levels": task.levels,
            "mandatory": "on",
            "evidence": task.evidence,
            "evidence_spec": "{}",
            "walk_in": task.walk_in,
            "requires": "",
            "duration_min": task.duration_min,
            "brings": "",
            "escalate_after_min": task.escalate_after_min,
        },
    )
    assert answer.status_code == 302, answer.context and answer.context["errors"]
    newest = templates.in_force().tasks.get(code="P16")
    assert (newest.title_en, newest.template.version) == ("Clean the lobby in detail", 2)
    assert Entry.objects.filter(verb="vip.template_changed").count() == 1


def test_the_settings_open_for_supervisors(scheme: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.fo_manager)
    for model in ("level", "noticesource", "amenity", "plantemplate", "templatetask", "visit"):
        assert client.get(reverse(f"admin:vip_{model}_changelist")).status_code == 200, model


def test_a_changed_level_is_journaled(scheme: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.fo_manager)
    level = Level.objects.get(code="V4")
    page = client.get(reverse("admin:vip_level_change", args=[level.pk]))
    assert page.status_code == 200


# On the boards


def test_a_card_counts_down_to_the_arrival(desk: Desk) -> None:
    visit = desk.announced()
    card = cards({visit.pk}, desk.cast.hk_supervisor)[visit.pk]
    assert (card.title, card.level, card.when) == ("沈砚秋 董事长", 3, visit.arrival_at)


def test_a_card_warns_of_what_the_guest_must_not_get(desk: Desk) -> None:
    from hotel.guests.services import set_preference

    visit = desk.announced()
    set_preference(visit.guest_id, "food_restrictions", "不吃辣", by=desk.cast.receptionist)
    assert "不吃辣" in cards({visit.pk}, desk.cast.fnb_supervisor)[visit.pk].note


def test_a_card_says_when_the_guest_is_out(desk: Desk) -> None:
    visit = desk.announced("A", arrival_at=clock.now(), departure_at=in_days(2, 12))
    services.record_arrival(visit.pk, by=desk.cast.receptionist)
    services.record_guest_out(visit.pk, by=desk.cast.receptionist)
    from django.utils import translation

    with translation.override("en"):
        assert cards({visit.pk}, desk.cast.hk_supervisor)[visit.pk].state == "Out"


def test_attendants_see_the_alias_of_a_confidential_guest_on_their_board(desk: Desk) -> None:
    visit = desk.announced(confidential=True, public_alias="S 先生")
    card = cards({visit.pk}, desk.cast.room_attendant)[visit.pk]
    leader = cards({visit.pk}, desk.cast.hk_manager)[visit.pk]
    assert (card.title, leader.title) == ("S 先生", "沈砚秋 董事长")
