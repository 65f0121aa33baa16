"""The police registrations: submitted by hand, late in red, exported with the reader's name."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdesk import home, services
from frontdesk.models import KeyCard, Registration
from hotel.guests import services as guests
from hotel.journal.models import Entry
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.frontdesk.arriving import arrive, resident_id
from tests.stays.makers import Desk


@pytest.fixture
def clerk(desk: Desk, client: Client) -> Client:
    desk.by.language = "en"
    desk.by.save()
    client.force_login(desk.by)
    return client


@pytest.fixture
def row(desk: Desk, booked_stay: Stay) -> Registration:
    arrive(desk.by, booked_stay)
    return Registration.objects.get()


def test_a_registration_is_marked_submitted(desk: Desk, clerk: Client, row: Registration) -> None:
    path = reverse("frontdesk:submit-registration", args=[row.pk])
    clerk.post(path, {"receipt_no": "PSB-2026-1"})
    row.refresh_from_db()
    assert (row.status, row.receipt_no, row.submitted_by) == ("submitted", "PSB-2026-1", desk.by)
    assert Entry.objects.filter(verb="registration.submitted").count() == 1


def test_it_is_submitted_once(desk: Desk, row: Registration) -> None:
    services.submit_registration(row.pk, "", by=desk.by)
    with pytest.raises(Refused):
        services.submit_registration(row.pk, "again", by=desk.by)


def test_a_receipt_number_fits_its_field(desk: Desk, row: Registration) -> None:
    with pytest.raises(Refused) as caught:
        services.submit_registration(row.pk, "9" * 41, by=desk.by)
    assert caught.value.field == "receipt_no"


def test_an_attendant_submits_nothing(desk: Desk, row: Registration) -> None:
    with pytest.raises(Forbidden):
        services.submit_registration(row.pk, "", by=desk.cast.room_attendant)


def test_what_is_late_stands_in_red_and_on_the_home_page(
    desk: Desk, clerk: Client, row: Registration
) -> None:
    Registration.objects.update(due_at=clock.now() - timedelta(minutes=5))
    html = clerk.get(reverse("frontdesk:registrations"), {"show": "overdue"}).content.decode()
    assert "t-red strong" in html
    assert [line.text for line in home.arriving.unsubmitted(desk.by)] == [row.guest.name]


def test_the_export_says_who_took_it_and_masks_numbers(
    desk: Desk, clerk: Client, row: Registration
) -> None:
    text = clerk.get(reverse("frontdesk:export-registrations")).content.decode()
    assert desk.by.username in text.splitlines()[0]
    assert row.document.masked in text
    assert row.document.number not in text
    assert Entry.objects.filter(verb="registration.exported").count() == 1


def test_no_cell_of_the_export_is_a_formula(desk: Desk, clerk: Client, row: Registration) -> None:
    Registration.objects.update(visa="=1+1")
    assert "'=1+1" in clerk.get(reverse("frontdesk:export-registrations")).content.decode()


def test_the_list_asks_as_often_for_one_as_for_many(desk: Desk, clerk: Client) -> None:
    def asked() -> int:
        clerk.get(reverse("frontdesk:registrations"))
        with CaptureQueriesContext(connection) as caught:
            clerk.get(reverse("frontdesk:registrations"))
        return len(caught)

    arrive(desk.by, desk.stay("801"))
    one = asked()
    for number in ("802", "803", "804"):
        arrive(desk.by, desk.stay(number))
    assert asked() == one


def test_keys_are_handled_on_the_stay_page(clerk: Client, row: Registration) -> None:
    stay = reverse("stays:stay-beneath", args=[row.stay_id])
    clerk.post(reverse("frontdesk:issue-key", args=[row.stay_id]), {"number": "2"})
    first, second = KeyCard.objects.order_by("number")
    clerk.post(reverse("frontdesk:return-key", args=[first.pk]))
    clerk.post(reverse("frontdesk:lose-key", args=[second.pk]))
    assert set(KeyCard.objects.values_list("status", flat=True)) == {"returned", "lost"}
    assert row.document.masked in clerk.get(stay).content.decode()


# ── the check-in page ──


def form_of(stay: Stay, **changed: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "version": stay.version,
        "room": stay.room.pk if stay.room else "",
        "p0-guest": stay.guest_id,
        "p0-document": "new",
        "p0-kind": "resident_id",
        "p0-number": resident_id(),
        "deposit": "600",
        "method": "cash",
        "signed": "on",
        "keys": 2,
        "place": "desk",
        **changed,
    }


def test_the_page_checks_in_and_tells_what_to_say(clerk: Client, booked_stay: Stay) -> None:
    path = reverse("frontdesk:check-in", args=[booked_stay.pk])
    assert clerk.get(path).status_code == 200
    done = clerk.post(path, form_of(booked_stay))["Location"]
    html = clerk.get(done).content.decode()
    assert "801" in html
    assert "/slip/" in html
    paper = clerk.get(reverse("frontdesk:registration-form", args=[booked_stay.pk]))
    assert Registration.objects.get().document.masked in paper.content.decode()


def test_a_refused_page_keeps_what_was_typed(clerk: Client, booked_stay: Stay) -> None:
    path = reverse("frontdesk:check-in", args=[booked_stay.pk])
    form = form_of(booked_stay, **{"p0-number": "110105194912310021", "note": "说英语"})
    response = clerk.post(path, form)
    html = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_p0-number_error"' in html
    assert "110105194912310021" in html
    assert "说英语" in html


def test_a_companion_who_does_not_come_is_left_out(clerk: Client, desk: Desk) -> None:
    stay = desk.stay("801", adults=2)
    path = reverse("frontdesk:check-in", args=[stay.pk])
    assert clerk.post(path, form_of(stay)).status_code == 422
    assert clerk.post(path, form_of(stay, **{"p1-absent": "on"})).status_code == 303
    stay.refresh_from_db()
    assert stay.adults == 1


def test_a_stale_page_shows_what_stands_now(clerk: Client, booked_stay: Stay) -> None:
    path = reverse("frontdesk:check-in", args=[booked_stay.pk])
    response = clerk.post(path, form_of(booked_stay, version=booked_stay.version + 7))
    assert (response.status_code, "meanwhile" in response.content.decode()) == (422, True)


def test_the_document_on_file_is_offered(desk: Desk, clerk: Client, booked_stay: Stay) -> None:
    held = guests.add_document(booked_stay.guest_id, "resident_id", resident_id(), by=desk.by)
    path = reverse("frontdesk:check-in", args=[booked_stay.pk])
    assert held.masked in clerk.get(path).content.decode()
    form = form_of(booked_stay, **{"p0-document": held.pk, "p0-number": ""})
    assert clerk.post(path, form).status_code == 303
    assert Registration.objects.get().document == held


def test_a_number_is_looked_at_while_typing(clerk: Client, desk: Desk) -> None:
    path = reverse("frontdesk:look-at-document")
    wrong = clerk.post(path, {"p1-kind": "resident_id", "p1-number": "110105194912310021"})
    assert "check digit" in wrong.content.decode()
    right = clerk.post(path, {"p1-kind": "resident_id", "p1-number": "11010519491231002X"})
    assert 'data-birth="1949-12-31"' in right.content.decode()
    assert clerk.post(path, {}).status_code == 200


def test_guests_on_file_are_found_for_a_row(clerk: Client, desk: Desk) -> None:
    guest = desk.guest(name_zh="欧阳修远")
    hits = clerk.get(reverse("frontdesk:guest-hits"), {"row": "p1", "p1-q": "欧阳"})
    assert f"guest={guest.pk}" in hits.content.decode()
    row = clerk.get(reverse("frontdesk:person-row"), {"row": "p1", "guest": str(guest.pk)})
    assert f'name="p1-guest" value="{guest.pk}"' in row.content.decode()


@pytest.mark.parametrize("row", ["", "x", "p99999", "<p>"])
def test_a_forged_row_is_harmless(clerk: Client, desk: Desk, row: str) -> None:
    query = {"row": row, "guest": "9" * 40}
    assert clerk.get(reverse("frontdesk:person-row"), query).status_code == 200


def test_a_person_is_registered_later(clerk: Client, row: Registration) -> None:
    path = reverse("frontdesk:register-person", args=[row.stay_id])
    assert clerk.get(path).status_code == 200
    assert clerk.post(path, {"p0-name_zh": "许念", "p0-document": "new"}).status_code == 422
    form = {
        "p0-name_zh": "许念",
        "p0-document": "new",
        "p0-kind": "resident_id",
        "p0-number": resident_id(),
    }
    assert clerk.post(path, form).status_code == 303
    assert Registration.objects.filter(stay=row.stay_id).count() == 2
