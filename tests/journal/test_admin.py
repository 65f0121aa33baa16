"""The journal in the admin site: read and found, never changed; stuck news is sent again."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client, RequestFactory

from hotel.journal.admin import JournaledAdmin
from hotel.journal.models import Dispatch, Entry
from hotel.journal.services import record
from hotel.staff.models import Department, User
from hotel.web import clock
from tests.cast import Cast


@pytest.fixture
def entry(cast: Cast) -> Entry:
    with transaction.atomic():
        return record("test.done", cast.engineer, by=cast.receptionist, reason="因为下雨")


@pytest.fixture
def office(cast: Cast, enter: Any) -> Client:
    client: Client = enter(cast.general_manager)
    return client


def test_entries_are_listed_with_who_and_why(office: Client, entry: Entry) -> None:
    assert "因为下雨" in office.get("/admin/journal/entry/").content.decode()


@pytest.mark.parametrize("query", ["q=因为", "verb=test.done", "actor={actor}", "q={ref}"])
def test_entries_are_found_by_reason_act_person_and_record(
    office: Client, entry: Entry, query: str
) -> None:
    asked = query.format(actor=entry.actor_id, ref=entry.about[0])
    page = office.get(f"/admin/journal/entry/?{asked}").content.decode()

    assert "因为下雨" in page


def test_a_record_nobody_touched_has_no_entries(office: Client, entry: Entry) -> None:
    page = office.get("/admin/journal/entry/?q=staff.user:999999").content.decode()

    assert "因为下雨" not in page


def test_an_entry_can_be_read_but_not_changed(office: Client, entry: Entry) -> None:
    path = f"/admin/journal/entry/{entry.pk}/change/"

    assert office.get(path).status_code == 200
    assert office.post(path, {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("act", ["add/", "{pk}/delete/"])
def test_entries_are_neither_added_nor_deleted_by_hand(
    office: Client, entry: Entry, act: str
) -> None:
    assert office.get(f"/admin/journal/entry/{act.format(pk=entry.pk)}").status_code == 403


def test_a_parked_entry_is_sent_again_from_the_outbox(office: Client, entry: Entry) -> None:
    Dispatch.objects.filter(pk=entry.pk).update(parked_at=clock.now(), attempts=6)

    office.post("/admin/journal/dispatch/", {"action": "try_again", "_selected_action": [entry.pk]})

    dispatch = Dispatch.objects.get(pk=entry.pk)
    assert (dispatch.parked_at, dispatch.attempts) == (None, 0)
    assert Entry.objects.filter(
        verb="dispatch.released", about__contains=[f"journal.dispatch:{entry.pk}"]
    ).exists()


def test_the_outbox_shows_no_name_to_the_administrator(
    cast: Cast, enter: Any, entry: Entry
) -> None:
    page = enter(cast.admin).get("/admin/journal/dispatch/").content.decode()

    assert "test.done" in page
    assert cast.engineer.name not in page


# ── configuration rows ──


class DepartmentAdmin(JournaledAdmin):
    journal_topics = ("staff",)


@pytest.fixture
def department_admin() -> DepartmentAdmin:
    return DepartmentAdmin(Department, admin.site)


def _save(
    department_admin: DepartmentAdmin, by: User, department: Department | None, **values: Any
) -> None:
    request = RequestFactory().post("/")
    request.user = by
    form_class = department_admin.get_form(request, department, change=department is not None)
    form = form_class(values, instance=department)
    assert form.is_valid(), form.errors
    obj = department_admin.save_form(request, form, change=department is not None)
    with transaction.atomic():
        department_admin.save_model(request, obj, form, change=department is not None)
        department_admin.save_related(request, form, [], change=department is not None)


def _facts(department: Department, **changed: Any) -> dict[str, Any]:
    names = ("code", "name_zh", "name_en", "sort")
    return {name: getattr(department, name) for name in names} | changed


def test_a_changed_row_is_journaled_with_the_old_and_the_new(
    cast: Cast, department_admin: DepartmentAdmin
) -> None:
    department = Department.objects.get(code="engineering")
    _save(
        department_admin,
        cast.general_manager,
        department,
        **_facts(department, name_zh="工程维修部"),
    )

    entry = Entry.objects.get(verb="department.changed")
    assert entry.changes == {"name_zh": ["工程部", "工程维修部"]}
    assert (entry.actor, entry.topics) == (cast.general_manager, ["staff"])


def test_a_row_saved_unchanged_is_not_journaled(
    cast: Cast, department_admin: DepartmentAdmin
) -> None:
    department = Department.objects.get(code="engineering")
    _save(department_admin, cast.general_manager, department, **_facts(department))

    assert not Entry.objects.filter(verb="department.changed").exists()


def test_an_added_row_is_journaled(cast: Cast, department_admin: DepartmentAdmin) -> None:
    spa = {"code": "spa", "name_zh": "水疗部", "name_en": "Spa", "sort": 99}
    _save(department_admin, cast.general_manager, None, **spa)

    assert Entry.objects.get(verb="department.added").changes["name_zh"] == [None, "水疗部"]


def test_a_configuration_row_is_never_deleted(
    cast: Cast, department_admin: DepartmentAdmin
) -> None:
    request = RequestFactory().get("/")
    request.user = cast.general_manager

    assert not department_admin.has_delete_permission(request)
