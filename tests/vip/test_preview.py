"""Versions of the plan template stand, and are tried on an invented visit (handbook C4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work.models import Item
from hotel.work.paces import load_paces
from tests.cast import Cast
from tests.vip.conftest import Desk, in_days, items
from vip import pacing, services, templates
from vip.invented import Invented
from vip.models import Level, NoticeSource, PlanTemplate, PreferenceRule, TemplateTask, Visit
from vip.seeing.preview import Preview

pytestmark = pytest.mark.django_db
URL = "vip:preview"


def task(code: str = "P16") -> TemplateTask:
    return TemplateTask.objects.get(template=templates.in_force(), code=code)


def earlier_by_an_hour(cast: Cast) -> TemplateTask:
    return templates.change_task(task().pk, by=cast.hk_manager, offset_min=-105)


# A change touches future visits only


def test_a_changed_task_moves_in_no_visit_announced_before(desk: Desk) -> None:
    visit = desk.announced()
    before = items(visit)["P16"].due_at
    earlier_by_an_hour(desk.cast)
    services.replan(visit.pk, by=desk.cast.fo_manager)
    assert items(visit)["P16"].due_at == before


def test_a_changed_task_moves_in_visits_announced_afterwards(desk: Desk) -> None:
    earlier_by_an_hour(desk.cast)
    visit = desk.announced()
    assert items(visit)["P16"].due_at == in_days(3, 15) - timedelta(minutes=105)


def test_a_visit_written_before_a_change_and_announced_after_it_has_the_new_plan(
    desk: Desk,
) -> None:
    visit = desk.approved()
    changed = earlier_by_an_hour(desk.cast)
    announced = services.announce(visit.pk, by=desk.cast.fo_manager)
    assert announced.template == changed.template


def test_an_old_visit_keeps_its_version_through_any_later_edit(desk: Desk) -> None:
    visit = desk.announced()
    earlier_by_an_hour(desk.cast)
    services.change_level(visit.pk, level="V2", by=desk.cast.general_manager)
    services.change_arrival(visit.pk, arrival_at=in_days(3, 18), by=desk.cast.receptionist)
    assert items(visit)["P16"].due_at == in_days(3, 18) - timedelta(minutes=45)


def test_the_database_refuses_to_change_a_task_of_a_version_in_use(
    scheme: None, cast: Cast
) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        TemplateTask.objects.filter(code="P16").update(offset_min=0)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        TemplateTask.objects.filter(code="P16").delete()


def test_of_two_who_change_the_same_version_the_later_is_sent_to_the_newest(
    scheme: None, cast: Cast
) -> None:
    first = task()
    earlier_by_an_hour(cast)
    with pytest.raises(Refused):
        templates.change_task(first.pk, by=cast.fo_manager, duration_min=99)


# The preview


def invented(level: str = "V2", source: str = "C", **more: Any) -> Invented:
    arrival = in_days(3, 15)
    return Invented(
        level=Level.objects.get(code=level),
        source=NoticeSource.objects.get(code=source),
        notice_at=clock.now(),
        arrival_at=arrival,
        **more,
    )


def preview(**more: Any) -> Preview:
    current = templates.in_force()
    return Preview(invented(**more), current, current)


def keys(made: Preview) -> set[str]:
    return {row.item.key for row in made.rows}


def test_the_preview_is_the_plan_a_real_visit_gets(desk: Desk) -> None:
    visit = desk.announced("C", "V2", party_size=2, dining=True, mahjong=True)
    real = set(items(visit))
    made = preview(persons=2, wanted=frozenset({"dining", "mahjong"}))
    coming = {row.item.key for row in made.rows if row.item.phase not in ("daily", "guest_out")}
    assert {key for key in real if "@" not in key} == {key for key in coming if "@" not in key}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("car", "P15"),
        ("dining", "P13"),
        ("mahjong", "P14"),
        ("needs_car", "X06"),
        ("wake_up", "S03@wake_up"),
        ("out", "O01@out"),
    ],
)
def test_a_condition_brings_its_tasks(scheme: None, wanted: str, code: str) -> None:
    without, having = preview(), preview(wanted=frozenset({wanted}))
    assert (code in keys(without), code in keys(having)) == (False, True)


def test_every_night_has_its_daily_tasks(scheme: None) -> None:
    nights = [
        sum(row.item.phase == "daily" for row in preview(nights=count).rows) for count in (1, 3)
    ]
    assert nights[1] > 2 * nights[0] > 0


def test_an_unannounced_guest_has_what_must_be_done_at_once(scheme: None) -> None:
    made = preview(level="V3", source="D")
    due = {row.item.key: row.item.due_at for row in made.rows}
    assert due["A09"] - made.visit.arrival_at == clock.minutes(15)


def test_each_room_is_prepared(scheme: None) -> None:
    assert "P04@r3" in keys(preview(rooms=3))


def test_a_liking_stands_in_the_plan(scheme: None) -> None:
    rule = PreferenceRule.objects.filter(active=True)[0]
    made = preview(likes=frozenset({rule.code}))
    said = [row for row in made.rows if rule.title_zh in row.item.detail_zh + row.item.title_zh]
    assert said


def test_what_is_to_be_made_right_stands_in_the_plan(scheme: None) -> None:
    assert "MR" in keys(preview(history=frozenset({"owed"})))


def test_gifts_of_the_last_visit_are_not_given_again(scheme: None) -> None:
    def brought(made: Preview) -> str:
        return " ".join(row.item.detail_zh for row in made.rows)

    again = preview(history=frozenset({"gifts"}))
    assert brought(preview()) != brought(again)


def test_each_task_says_who_hears_of_it_when_nobody_accepts(scheme: None) -> None:
    load_paces(pacing.SUBJECT, pacing.shipped_paces())
    row = next(row for row in preview().rows if row.item.key == "P04")
    assert row.escalation
    assert len(row.escalation.names) == 4
    assert row.escalation.starts < row.item.due_at


def test_nothing_is_written(scheme: None, cast: Cast, client: Client) -> None:
    counts = [model.objects.count() for model in (Visit, Item, Entry, PlanTemplate)]
    client.force_login(cast.hk_supervisor)
    assert client.get(reverse(URL)).status_code == 200
    assert [model.objects.count() for model in (Visit, Item, Entry, PlanTemplate)] == counts


# The difference


def test_a_changed_a_new_and_a_retired_task_are_the_difference(scheme: None, cast: Cast) -> None:
    current = templates.in_force()
    draft = templates.copy_version(current.pk, by=cast.hk_manager)
    mine = {each.code: each for each in draft.tasks.all()}
    templates.change_task(mine["P16"].pk, by=cast.hk_manager, offset_min=-105)
    templates.change_task(mine["P04"].pk, by=cast.hk_manager, levels=["V1"])
    fields = {name: getattr(mine["P16"], name) for name in templates.EDITABLE}
    templates.add_task(draft.pk, code="H01", by=cast.hk_manager, **fields)
    found = {each.code: each.kind for each in Preview(invented(), draft, current).changes}
    assert {code: found[code] for code in ("P16", "P04", "H01")} == {
        "P16": "changed",
        "P04": "gone",
        "H01": "added",
    }


def test_the_difference_names_what_was_and_what_is(scheme: None, cast: Cast) -> None:
    current = templates.in_force()
    draft = templates.copy_version(current.pk, by=cast.hk_manager)
    mine = draft.tasks.get(code="P16")
    templates.change_task(mine.pk, by=cast.hk_manager, duration_min=75)
    (change,) = Preview(invented(), draft, current).changes
    ((_label, was, now),) = change.parts
    assert (change.code, was != now, "15" in now) == ("P16", True, True)


# The page


def asked(**more: Any) -> dict[str, Any]:
    return {
        "version": templates.in_force().pk,
        "level": "V2",
        "source": "C",
        "notice_at": f"{clock.local(clock.now()):%Y-%m-%dT%H:%M}",
        "arrival_at": f"{clock.local(in_days(3, 15)):%Y-%m-%dT%H:%M}",
        "nights": 2,
        "persons": 2,
        "rooms": 1,
        **more,
    }


def test_a_supervisor_reads_plan_and_difference(scheme: None, cast: Cast, client: Client) -> None:
    changed = earlier_by_an_hour(cast)
    client.force_login(cast.hk_supervisor)
    page = client.get(reverse(URL), asked(version=changed.template_id, wanted=["dining", "car"]))
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("pv-changed") == 1
    assert changed.title_zh in text


@pytest.mark.parametrize(
    ("name", "value"),
    [("nights", "0"), ("arrival_at", "nonsense"), ("level", "V9"), ("version", "0"), ("rooms", "")],
)
def test_what_cannot_be_is_answered_beside_its_field_and_kept(
    scheme: None, cast: Cast, client: Client, name: str, value: str
) -> None:
    client.force_login(cast.fo_manager)
    page = client.get(reverse(URL), asked(persons=7, **{name: value}))
    assert (page.status_code, f'id="{name}_error"' in page.content.decode()) == (422, True)
    assert 'value="7"' in page.content.decode()


def test_an_arrival_before_the_notice_is_refused(scheme: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.fo_manager)
    page = client.get(reverse(URL), asked(arrival_at="2020-01-01T10:00"))
    assert 'id="arrival_at_error"' in page.content.decode()


def test_a_source_is_not_received_below_its_lowest_level(
    scheme: None, cast: Cast, client: Client
) -> None:
    client.force_login(cast.fo_manager)
    page = client.get(reverse(URL), asked(source="A", level="V4"))
    assert 'id="level_error"' in page.content.decode()


def test_a_receptionist_may_not_try_templates(scheme: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.receptionist)
    assert client.get(reverse(URL)).status_code == 403


def test_the_templates_in_the_settings_lead_to_the_preview(
    scheme: None, cast: Cast, client: Client
) -> None:
    client.force_login(cast.fo_manager)
    page = client.get(reverse("admin:vip_plantemplate_changelist")).content.decode()
    assert f"{reverse(URL)}?version={templates.in_force().pk}" in page


def test_a_long_stay_costs_no_more_questions(scheme: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.fo_manager)
    client.get(reverse(URL), asked())
    counts = []
    for nights, rooms in ((1, 1), (30, 8)):
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(URL), asked(nights=nights, rooms=rooms))
        counts.append(len(seen))
    assert counts[0] == counts[1] < 40


def test_a_row_says_what_its_department_is_called(scheme: None) -> None:
    codes = set(apps.get_model("staff", "Department").objects.values_list("code", flat=True))
    assert not {row.department for row in preview().rows} & codes
