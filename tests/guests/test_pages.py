"""Guest pages: what they show, what they refuse, and that no number leaks."""

import logging
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.messages import get_messages
from django.urls import reverse

from hotel.guests import services
from hotel.guests.models import Company, Guest
from tests.cast import PASSWORD, Cast
from tests.guests.people import CANARY_ID, CANARY_PHONE, register, resident_id

NEW = {"nationality": "CHN", "customer_class": "general", "language": "zh"}


@pytest.fixture
def canary(cast: Cast) -> Guest:
    guest = register(cast.receptionist, phone=CANARY_PHONE)
    services.add_document(guest.pk, "resident_id", CANARY_ID, by=cast.receptionist)
    return guest


def leaks(text: str) -> int:
    return text.count(CANARY_ID) + text.count(CANARY_PHONE) + text.count("139 0000 7731")


@pytest.mark.parametrize("route", ["guest", "edit"])
def test_a_page_shows_numbers_masked_only(
    enter: Any, cast: Cast, canary: Guest, route: str
) -> None:
    page = enter(cast.fo_supervisor).get(reverse(f"guests:{route}", args=[canary.pk]))
    text = page.content.decode()
    assert (leaks(text), "139****7731" in text) == (0, True)


def test_the_list_that_was_searched_by_a_number_shows_it_masked(
    enter: Any, cast: Cast, canary: Guest
) -> None:
    page = enter(cast.receptionist).get(reverse("guests:guests"), {"q": CANARY_ID[-4:]})
    assert leaks(page.content.decode()) == 0


def test_no_number_reaches_the_log(
    enter: Any, cast: Cast, canary: Guest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = enter(cast.fo_supervisor)
    browser.get(reverse("guests:guest", args=[canary.pk]))
    browser.post(
        reverse("guests:reveal-phone", args=[canary.pk]), {"reason": "call", "secret": PASSWORD}
    )
    said = "\n".join(
        each.getMessage() for each in caplog.records if each.name != "django.db.backends"
    )
    assert leaks(said) == 0


def test_a_guest_is_put_on_file(enter: Any, cast: Cast) -> None:
    answer = enter(cast.receptionist).post(
        reverse("guests:register"), {**NEW, "name_zh": "沈砚秋", "phone": "13800002266"}
    )
    assert answer.headers["Location"] == reverse("guests:guest", args=[Guest.objects.get().pk])


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name_zh", "张" * 5000),
        ("name_zh", "🙂🙂"),
        ("name_zh", "\u202eabc"),
        ("surname_latin", "<script>alert(1)</script>"),
        ("surname_latin", "{{ 7*7 }}"),
        ("given_latin", "=HYPERLINK(1)"),
        ("phone", "12345"),
        ("email", "nobody"),
        ("birth_date", "2001-02-30"),
        ("birth_date", "2999-01-01"),
        ("notes", "4111 1111 1111 1111"),
        ("notes", "x" * 3000),
        ("nationality", "XXX"),
    ],
)
def test_what_is_wrong_comes_back_beside_its_field(
    enter: Any, cast: Cast, field: str, typed: str
) -> None:
    answer = enter(cast.receptionist).post(
        reverse("guests:register"), {**NEW, "name_zh": "张伟", "address": "keeps", field: typed}
    )
    page = answer.content.decode()
    assert (answer.status_code, f'id="id_{field}_error"' in page, "keeps" in page) == (
        422,
        True,
        True,
    )


def test_a_script_comes_back_as_text(enter: Any, cast: Cast) -> None:
    answer = enter(cast.receptionist).post(
        reverse("guests:register"), {**NEW, "surname_latin": "<script>alert(1)</script>"}
    )
    assert "<script>alert(1)" not in answer.content.decode()


def test_two_wrong_fields_are_told_at_once(enter: Any, cast: Cast) -> None:
    answer = enter(cast.receptionist).post(
        reverse("guests:register"), {**NEW, "name_zh": "🙂", "phone": "1"}
    )
    assert answer.content.decode().count('_error"') >= 2


def test_the_same_phone_asks_whether_it_is_another_person(enter: Any, cast: Cast) -> None:
    register(cast.receptionist, phone="13800002266")
    facts = {**NEW, "name_zh": "张伟", "phone": "13800002266"}
    browser = enter(cast.receptionist)
    first = browser.post(reverse("guests:register"), facts).status_code
    second = browser.post(reverse("guests:register"), {**facts, "another_person": "on"}).status_code
    assert (first, second, Guest.objects.count()) == (422, 303, 2)


def test_an_empty_phone_field_keeps_the_number_on_file(
    enter: Any, cast: Cast, canary: Guest
) -> None:
    facts = {**NEW, "name_zh": "沈砚秋", "phone": "", "version": Guest.objects.get().version}
    enter(cast.receptionist).post(reverse("guests:change", args=[canary.pk]), facts)
    assert Guest.objects.get().phone == f"+86{CANARY_PHONE}"


def test_a_stale_form_shows_both_and_saves_the_second_time(enter: Any, cast: Cast) -> None:
    guest = register(cast.receptionist)
    services.change_guest(guest.pk, by=cast.fo_supervisor, position="经理")
    facts = {**NEW, "name_zh": "沈砚秋", "position": "董事", "version": 0}
    browser, address = enter(cast.receptionist), reverse("guests:change", args=[guest.pk])
    page = browser.post(address, facts).content.decode()
    browser.post(address, {**facts, "version": 1})
    guest.refresh_from_db()
    assert ("经理" in page, 'name="version" value="1"' in page, guest.position) == (
        True,
        True,
        "董事",
    )


def test_a_wrong_document_comes_back_beside_its_field(enter: Any, cast: Cast) -> None:
    guest = register(cast.receptionist)
    answer = enter(cast.receptionist).post(
        reverse("guests:add-document", args=[guest.pk]),
        {"kind": "resident_id", "number": "110105194912310021", "verified_by": "document"},
    )
    page = answer.content.decode()
    assert (answer.status_code, "110105194912310021" in page, "document_number_error" in page) == (
        422,
        True,
        True,
    )


def test_a_document_that_differs_from_what_was_typed_warns(enter: Any, cast: Cast) -> None:
    guest = register(cast.receptionist, sex="F")
    answer = enter(cast.receptionist).post(
        reverse("guests:add-document", args=[guest.pk]),
        {"kind": "resident_id", "number": resident_id(7), "verified_by": "document"},
    )
    assert [message.level_tag for message in get_messages(answer.wsgi_request)] == [
        "warning",
        "success",
    ]


def reveal(browser: Any, guest: Guest, secret: str, **headers: str) -> Any:
    address = reverse("guests:reveal-document", args=[guest.documents.get().pk])
    return browser.post(address, {"reason": "police check", "secret": secret}, **headers)


def test_a_number_is_shown_once_after_the_password(enter: Any, cast: Cast, canary: Guest) -> None:
    answer = reveal(enter(cast.fo_supervisor), canary, PASSWORD, HTTP_HX_REQUEST="true")
    assert (leaks(answer.content.decode()), answer.headers["Cache-Control"]) == (1, "no-store")


def test_the_quick_code_serves_as_well(enter: Any, cast: Cast, canary: Guest) -> None:
    person = cast.fo_supervisor
    person.quick_code = make_password("7302")
    person.save(update_fields=["quick_code"])
    assert leaks(reveal(enter(person), canary, "7302").content.decode()) == 1


def test_a_wrong_password_shows_nothing(enter: Any, cast: Cast, canary: Guest) -> None:
    answer = reveal(enter(cast.fo_supervisor), canary, "guess")
    assert (answer.status_code, leaks(answer.content.decode())) == (422, 0)


def test_a_room_attendant_asks_in_vain(enter: Any, cast: Cast, canary: Guest) -> None:
    assert reveal(enter(cast.room_attendant), canary, PASSWORD).status_code == 403


def test_the_administrator_sees_no_guests(enter: Any, cast: Cast, canary: Guest) -> None:
    assert enter(cast.admin).get(reverse("guests:guest", args=[canary.pk])).status_code == 403


def test_the_flag_is_on_the_page_of_those_who_may_know(
    enter: Any, cast: Cast, canary: Guest
) -> None:
    services.set_watch(canary.pk, True, by=cast.fo_supervisor, reason="left unpaid")
    address = reverse("guests:guest", args=[canary.pk])
    pages = [
        enter(who).get(address).content.decode() for who in (cast.fo_supervisor, cast.receptionist)
    ]
    assert ["left unpaid" in page for page in pages] == [True, False]


def test_a_guest_page_asks_a_constant_number_of_times(
    enter: Any, cast: Cast, canary: Guest, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, address = enter(cast.fo_supervisor), reverse("guests:guest", args=[canary.pk])
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for serial in range(10):
        services.add_plate(canary.pk, f"湘A1234{serial}", by=cast.receptionist)
        services.set_preference(canary.pk, "tea", f"tea {serial}", by=cast.receptionist)
    with django_assert_num_queries(len(few)):
        browser.get(address)


def test_a_company_with_a_wrong_credit_code_is_refused(enter: Any, cast: Cast) -> None:
    facts = {"code": "hengyue", "name_zh": "恒岳集团", "name_en": "Hengyue", "active": "on"}
    browser, address = enter(cast.fo_manager), reverse("admin:guests_company_add")
    browser.post(address, {**facts, "credit_code": "91110000600037341X"})
    browser.post(address, {**facts, "credit_code": "91110000600037341L"})
    assert [each.credit_code for each in Company.objects.all()] == ["91110000600037341L"]


def test_a_companys_phone_is_journaled_masked(enter: Any, cast: Cast) -> None:
    from hotel.journal.selectors import history_of

    facts = {"code": "hengyue", "name_zh": "恒岳集团", "name_en": "Hengyue", "active": "on"}
    enter(cast.fo_manager).post(
        reverse("admin:guests_company_add"), {**facts, "new_contact_phone": CANARY_PHONE}
    )
    told = repr(history_of(Company.objects.get()))
    assert (leaks(told), "139****7731" in told) == (0, True)
