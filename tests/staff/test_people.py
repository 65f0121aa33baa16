"""Hiring, changing and letting go: through the services, journaled, within one's authority."""

import pytest
from django.db import transaction
from django.test import Client

from hotel.journal.models import Entry
from hotel.staff import services
from hotel.staff.models import Role, User
from hotel.web.refusals import Forbidden, Refused
from tests.cast import PASSWORD, Cast


def role(code: str) -> Role:
    return Role.objects.get(code=code)


def hire(by: User | None, code: str, **changed: object) -> User:
    given = {
        "username": "FO-0318",
        "name_zh": "温以宁",
        "department": role(code).department,
        "roles": [role(code)],
        "password": "a-good-one-2026",
        **changed,
    }
    return services.hire(by=by, **given)  # type: ignore[arg-type]


def verbs() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def test_every_change_of_a_person_is_one_entry(cast: Cast) -> None:
    before = len(verbs())
    new = hire(cast.fo_manager, "receptionist")
    services.change_person(new.pk, by=cast.fo_manager, name_en="Wen Yining")
    services.set_password(new.pk, "another-good-one", by=cast.fo_manager)
    services.set_quick_code(new.pk, "2580", by=cast.fo_manager)
    services.let_go(new.pk, by=cast.fo_manager, reason="合同到期")
    services.take_back(new.pk, by=cast.fo_manager)
    assert verbs()[before:] == [
        "staff.hired",
        "staff.changed",
        "staff.password_set",
        "staff.quick_code_set",
        "staff.let_go",
        "staff.taken_back",
    ]


def test_a_change_of_nothing_is_no_entry(cast: Cast) -> None:
    before = len(verbs())
    services.change_person(cast.receptionist.pk, by=cast.fo_manager, name_zh="林见夏")
    assert len(verbs()) == before


def test_the_journal_never_holds_a_password(cast: Cast) -> None:
    services.set_password(cast.receptionist.pk, "canary-3141592", by=cast.fo_manager)
    services.set_quick_code(cast.receptionist.pk, "918273", by=cast.fo_manager)
    written = str(list(Entry.objects.values()))
    assert ("canary-3141592" in written, "918273" in written) == (False, False)


def test_a_staff_number_is_given_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        hire(cast.fo_manager, "receptionist", username="cashier")
    assert refusal.value.field == "username"


def test_a_supervisor_opens_the_admin_by_the_role(cast: Cast) -> None:
    services.change_person(cast.receptionist.pk, by=cast.fo_manager, roles=[role("fo_supervisor")])
    assert User.objects.get(pk=cast.receptionist.pk).is_staff


def test_the_admin_closes_with_the_role(cast: Cast) -> None:
    services.change_person(cast.fo_supervisor.pk, by=cast.fo_manager, roles=[role("receptionist")])
    assert not User.objects.get(pk=cast.fo_supervisor.pk).is_staff


@pytest.mark.parametrize(
    ("giver", "given"),
    [
        ("fo_supervisor", "fo_manager"),
        ("fo_supervisor", "fo_supervisor"),
        ("fo_manager", "room_attendant"),
        ("hk_supervisor", "general_manager"),
        ("hk_manager", "admin"),
        ("receptionist", "receptionist"),
    ],
)
def test_nobody_gives_a_role_above_their_own(cast: Cast, giver: str, given: str) -> None:
    with pytest.raises(Forbidden):
        hire(cast.holding(giver), given)


def test_a_dynamic_role_is_never_given(cast: Cast) -> None:
    with pytest.raises(Refused):
        services.change_person(cast.receptionist.pk, by=None, roles=[role("approver")])


def test_nobody_sets_the_password_of_somebody_above(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        services.set_password(cast.fo_manager.pk, "a-good-one-2026", by=cast.fo_supervisor)


def test_nobody_raises_themselves(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        services.change_person(
            cast.fo_supervisor.pk, by=cast.fo_supervisor, roles=[role("fo_manager")]
        )


def test_who_is_let_go_is_signed_out_at_once(client: Client, cast: Cast) -> None:
    client.force_login(cast.receptionist)
    services.let_go(cast.receptionist.pk, by=cast.fo_manager, reason="离职")
    assert client.get("/me/").headers["Location"].startswith("/sign-in/")


def test_a_new_password_signs_out_the_other_devices(client: Client, cast: Cast) -> None:
    other = Client()
    for each in (client, other):
        each.post("/sign-in/", {"username": "receptionist", "password": PASSWORD})
    client.post(
        "/me/password/",
        {"pass-old": PASSWORD, "pass-password": "brand-new-77", "pass-again": "brand-new-77"},
    )
    signed_in = client.get("/me/").status_code, other.get("/me/").status_code
    assert signed_in == (200, 303)


@pytest.mark.parametrize("weak", ["12345678", "password", "short", "receptionist"])
def test_a_weak_password_is_refused(client: Client, cast: Cast, weak: str) -> None:
    client.force_login(cast.receptionist)
    client.post("/me/password/", {"pass-old": PASSWORD, "pass-password": weak, "pass-again": weak})
    cast.receptionist.refresh_from_db()
    assert cast.receptionist.check_password(PASSWORD)


def person_form(**changed: object) -> dict[str, object]:
    return {
        "username": "HK-0999",
        "name_zh": "丁小满",
        "name_en": "",
        "language": "zh-hans",
        "is_active": "on",
        "new_password": "a-good-one-2026",
        "new_quick_code": "",
        **changed,
    }


def test_the_admin_hires_through_the_service(client: Client, cast: Cast) -> None:
    client.force_login(cast.hk_manager)
    attendant = role("room_attendant")
    form = person_form(department=attendant.department_id, roles=[attendant.pk])
    client.post("/admin/staff/user/add/", form)
    entry = Entry.objects.latest("id")
    assert Entry.objects.filter(verb="staff.hired", actor=cast.hk_manager).count() == 1, entry


def test_the_admin_shows_a_refusal_beside_its_field(client: Client, cast: Cast) -> None:
    client.force_login(cast.hk_manager)
    manager = role("general_manager")
    form = person_form(department=cast.hk_manager.department_id, roles=[manager.pk])
    response = client.post("/admin/staff/user/add/", form)
    errors = response.context["adminform"].form.errors
    assert (list(errors), User.objects.filter(username="HK-0999").exists()) == (["roles"], False)


@pytest.mark.parametrize("name", ["名" * 5000, "<script>alert(1)</script>", "\u202eعربي", "🙂"])
def test_the_admin_survives_any_name(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.hk_manager)
    attendant = role("room_attendant")
    form = person_form(name_zh=name, department=attendant.department_id, roles=[attendant.pk])
    response = client.post("/admin/staff/user/add/", form, follow=True)
    assert b"<script>alert(1)" not in response.content


def test_the_settings_list_the_staff(client: Client, cast: Cast) -> None:
    client.force_login(cast.hk_manager)
    assert b"/admin/staff/user/add/" in client.get("/admin/").content


def test_a_lead_may_look_at_but_not_change_another_department(client: Client, cast: Cast) -> None:
    client.force_login(cast.hk_manager)
    response = client.post(
        f"/admin/staff/user/{cast.receptionist.pk}/change/", person_form(name_zh="改名")
    )
    assert response.status_code == 403


def test_a_lockout_is_lifted_by_the_lead(client: Client, cast: Cast) -> None:
    for _try in range(5):
        client.post("/sign-in/", {"username": "receptionist", "password": "wrong"})
    services.lift_lockout(cast.receptionist.pk, by=cast.fo_supervisor)
    response = client.post("/sign-in/", {"username": "receptionist", "password": PASSWORD})
    assert response.status_code == 303


def test_a_new_password_from_the_lead_ends_the_wait(client: Client, cast: Cast) -> None:
    for _try in range(5):
        client.post("/sign-in/", {"username": "receptionist", "password": "wrong"})
    services.set_password(cast.receptionist.pk, "brand-new-77", by=cast.fo_supervisor)
    response = client.post("/sign-in/", {"username": "receptionist", "password": "brand-new-77"})
    assert response.status_code == 303
