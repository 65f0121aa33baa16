"""The pages: what was typed stays when something is refused, and lists ask a constant number of times."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.stays import services
from hotel.stays.models import Reservation, Stay
from tests.stays.makers import Desk, night


@pytest.fixture
def clerk(desk: Desk, client: Client) -> Client:
    desk.by.language = "en"
    desk.by.save()
    client.force_login(desk.by)
    return client


def typed(desk: Desk, **changed: Any) -> dict[str, Any]:
    return {
        "token": uuid4(),
        "kind": "overnight",
        "guest": "",
        "name_zh": "张小明",
        "phone": "13807310001",
        "arrival": night().isoformat(),
        "departure": night(2).isoformat(),
        "room_type": desk.house.king.pk,
        "adults": 2,
        "children": 0,
        "source": "phone",
        "guarantee": "none",
        "requests": "远离电梯",
        **changed,
    }


def book(clerk: Client, desk: Desk, **changed: Any) -> Any:
    return clerk.post(reverse("stays:new"), typed(desk, **changed))


def errors(response: Any) -> list[str]:
    found = re.findall(r"invalid-feedback[^>]*>([^<]+)<", response.content.decode())
    found += re.findall(
        r'class="msg is-(?:bad|warn)"[^>]*><b>.</b><div><span>([^<]+)<', response.content.decode()
    )
    return found


def test_a_reservation_is_booked_with_a_new_guest(clerk: Client, desk: Desk) -> None:
    response = book(clerk, desk)
    assert response.status_code == 303
    assert Stay.objects.get().guest.name_zh == "张小明"


def test_a_reservation_is_booked_for_a_guest_on_file(clerk: Client, desk: Desk) -> None:
    guest = desk.guest()
    book(clerk, desk, guest=guest.pk, name_zh="")
    assert Stay.objects.get().guest == guest


def test_a_double_click_books_once(clerk: Client, desk: Desk) -> None:
    form = typed(desk)
    places = {clerk.post(reverse("stays:new"), form)["Location"] for _ in range(2)}
    assert (len(places), Reservation.objects.count()) == (1, 1)


BAD = [
    ({"arrival": "2026-02-30"}, "id_arrival"),
    ({"arrival": "soon"}, "id_arrival"),
    ({"arrival": "2020-01-01"}, "id_arrival"),
    ({"arrival": "9999-12-30", "departure": "9999-12-31"}, "id_arrival"),
    ({"departure": ""}, "id_departure"),
    ({"departure": "TODAY"}, "id_departure"),
    ({"adults": 31, "room_type": "TWIN"}, "id_adults"),
    ({"adults": 0}, "id_adults"),
    ({"room": "804"}, "id_room"),
    ({"room": "9999"}, "id_room"),
    ({"room_type": 999999}, "id_room_type"),
    ({"room_type": ""}, "id_room_type"),
    ({"rate": "-5"}, "id_rate"),
    ({"rate": "1e9"}, "id_rate"),
    ({"name_zh": "名" * 5000}, "id_name_zh"),
    ({"name_zh": "😀😀"}, "id_name_zh"),
    ({"name_zh": "<script>alert(1)</script>"}, "id_name_zh"),
    ({"name_zh": "\u202eعبد"}, "id_name_zh"),
    ({"name_zh": ""}, "id_name_zh"),
    ({"phone": "12345"}, "id_phone"),
    ({"contact_phone": "nobody"}, "id_contact_phone"),
    ({"requests": "4111 1111 1111 1111"}, "id_requests"),
    ({"plates": "?!"}, "id_plates"),
    ({"kind": "day_use", "starts": "", "ends": "12:00"}, "id_starts"),
    ({"kind": "day_use", "starts": "14:00", "ends": "12:00"}, "id_ends"),
    ({"kind": "royal"}, "id_kind"),
]


@pytest.mark.parametrize(("bad", "where"), BAD, ids=[f"{w}-{n}" for n, (_b, w) in enumerate(BAD)])
def test_bad_input_is_answered_beside_its_field(
    clerk: Client, desk: Desk, bad: dict[str, Any], where: str
) -> None:
    if bad.get("departure") == "TODAY":
        bad = {"departure": night().isoformat()}
    if bad.get("room_type") == "TWIN":
        bad = {**bad, "room_type": desk.house.twin.pk}
    before = Entry.objects.count()
    response = book(clerk, desk, **bad)
    html = response.content.decode()
    assert response.status_code == 422
    assert f'id="{where}_error"' in html
    assert "远离电梯" in html or "4111" in html
    assert (Stay.objects.count(), Entry.objects.count()) == (0, before)


def test_a_script_typed_as_a_name_comes_back_harmless(clerk: Client, desk: Desk) -> None:
    response = book(clerk, desk, name_zh="<script>alert(1)</script>")
    assert "<script>alert" not in response.content.decode()


def test_a_refused_form_keeps_the_chosen_guest_and_type(clerk: Client, desk: Desk) -> None:
    guest = desk.guest(name_zh="欧阳修远")
    html = book(clerk, desk, guest=guest.pk, adults=31).content.decode()
    assert f'value="{guest.pk}" checked' in html
    assert f'value="{desk.house.king.pk}" checked' in html


def test_a_forged_guest_is_refused(clerk: Client, desk: Desk) -> None:
    response = book(clerk, desk, guest=987654)
    assert "not on file" in response.content.decode()


def test_a_forged_stay_is_not_found(clerk: Client, desk: Desk) -> None:
    assert clerk.get(reverse("stays:stay", args=[987654])).status_code == 404
    assert clerk.get(reverse("frontdesk:check-in", args=[987654])).status_code == 404


def test_a_room_taken_meanwhile_is_refused_with_all_that_was_typed(
    clerk: Client, desk: Desk
) -> None:
    desk.stay("801")
    response = book(clerk, desk, room="801")
    html = response.content.decode()
    assert 'id="id_room_error"' in html
    assert 'value="801"' in html


def test_sold_out_is_said_beside_the_type(clerk: Client, desk: Desk) -> None:
    for _ in range(2):
        desk.unassigned("suite")
    response = book(clerk, desk, room_type=desk.house.suite.pk)
    assert 'id="id_room_type_error"' in response.content.decode()


def test_only_some_may_overbook(clerk: Client, desk: Desk) -> None:
    assert 'name="overbook"' not in clerk.get(reverse("stays:new")).content.decode()
    clerk.force_login(desk.cast.fo_manager)
    assert 'name="overbook"' in clerk.get(reverse("stays:new")).content.decode()


def test_what_is_left_follows_the_dates(clerk: Client, desk: Desk) -> None:
    desk.unassigned("suite", nights=2)
    dates = {"arrival": night().isoformat(), "departure": night(1).isoformat()}
    html = clerk.get(reverse("stays:left"), dates, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in html
    assert '<span class="num strong">1</span>' in html


@pytest.mark.parametrize("dates", [{}, {"arrival": "x"}, {"arrival": "2026-02-31"}])
def test_what_is_left_copes_with_half_typed_dates(
    clerk: Client, desk: Desk, dates: dict[str, str]
) -> None:
    assert clerk.get(reverse("stays:left"), dates).status_code == 200


def test_guests_are_found_beside_the_form(clerk: Client, desk: Desk) -> None:
    desk.guest(name_zh="欧阳修远")
    html = clerk.get(reverse("stays:guest-hits"), {"guest_q": "ouyang"}).content.decode()
    assert "欧阳修远" in html


def test_a_group_is_booked(clerk: Client, desk: Desk) -> None:
    form = {
        **typed(desk, adults=2),
        "group_name": "湘江合唱团",
        f"rooms_{desk.house.king.pk}": 3,
        f"rooms_{desk.house.twin.pk}": 2,
    }
    clerk.post(reverse("stays:new-group"), form)
    assert Stay.objects.filter(reservation__group_name="湘江合唱团").count() == 5


def test_a_group_of_no_rooms_is_refused(clerk: Client, desk: Desk) -> None:
    response = clerk.post(reverse("stays:new-group"), {**typed(desk), "group_name": "空团"})
    assert response.status_code == 422
    assert "1 to 60" in response.content.decode()


def change(clerk: Client, stay: Stay, **changed: Any) -> Any:
    form = {
        "version": stay.version,
        "arrival": stay.arrival.isoformat(),
        "departure": stay.departure.isoformat(),
        "room_type": stay.room_type_id,
        "adults": stay.adults,
        "children": stay.children,
        "rate": stay.rate,
        **changed,
    }
    return clerk.post(reverse("stays:change", args=[stay.pk]), form)


def test_dates_are_changed_on_the_page(clerk: Client, booked_stay: Stay) -> None:
    change(clerk, booked_stay, departure=night(3).isoformat())
    booked_stay.refresh_from_db()
    assert booked_stay.departure == night(3)


def test_a_stale_form_shows_both(clerk: Client, desk: Desk, booked_stay: Stay) -> None:
    services.change_stay(booked_stay.pk, by=desk.by, departure=night(5))
    html = change(clerk, booked_stay, departure=night(3).isoformat()).content.decode()
    assert night(5).isoformat() in html
    assert f'value="{night(3).isoformat()}"' in html


def test_a_cancellation_needs_a_reason(clerk: Client, booked_stay: Stay) -> None:
    path = reverse("stays:cancel", args=[booked_stay.pk])
    response = clerk.post(path, {"version": booked_stay.version, "reason": " "})
    assert 'id="id_reason_error"' in response.content.decode()


def queries(clerk: Client, path: str) -> int:
    clerk.get(path)  # the first request of a session writes the session too
    with CaptureQueriesContext(connection) as caught:
        assert clerk.get(path).status_code == 200
    return len(caught)


def test_the_old_list_leads_to_the_arrivals(clerk: Client) -> None:
    assert clerk.get("/stays/")["Location"] == reverse("frontdesk:arrivals")


def test_a_reservation_page_asks_as_often_for_one_room_as_for_many(
    clerk: Client, desk: Desk
) -> None:
    counts = []
    for rooms in (1, 4):
        group = services.book_group(
            "团",
            guest_id=desk.guest().pk,
            rooms=[(desk.house.king.pk, rooms)],
            arrival=night(rooms),
            departure=night(rooms) + timedelta(days=1),
            by=desk.by,
        )
        counts.append(queries(clerk, reverse("stays:reservation", args=[group.pk])))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "route", ["stay", "change", "eta", "cancel", "rooms", "move", "add-person", "beds", "effect"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_of_a_stay_opens(
    clerk: Client, desk: Desk, booked_stay: Stay, route: str, language: str
) -> None:
    desk.by.language = language
    desk.by.save()
    assert clerk.get(reverse(f"stays:{route}", args=[booked_stay.pk])).status_code == 200


@pytest.mark.parametrize(
    "route", ["reservation", "confirmation", "change-reservation", "cancel-reservation"]
)
def test_every_page_of_a_reservation_opens(clerk: Client, booked_stay: Stay, route: str) -> None:
    path = reverse(f"stays:{route}", args=[booked_stay.reservation_id])
    assert clerk.get(path).status_code == 200


def test_a_guests_page_lists_their_stays(desk: Desk, clerk: Client) -> None:
    stay = desk.stay()

    page = clerk.get(f"/guests/{stay.guest_id}/")

    assert stay.reservation.confirmation_no in page.content.decode()


def test_who_slept_here_brings_the_usual_type(desk: Desk, clerk: Client) -> None:
    guest = desk.guest()
    services.check_out(desk.in_house("804", guest=guest).pk, by=desk.by)
    html = clerk.get(reverse("stays:new"), {"guest": guest.pk}).content.decode()
    assert f'name="room_type" value="{desk.house.twin.pk}" checked' in html
    assert "Usually takes" in html


def test_the_guest_chosen_is_told_beside_the_form(desk: Desk, clerk: Client) -> None:
    guest = desk.guest()
    services.check_out(desk.in_house("804", guest=guest).pk, by=desk.by)
    html = clerk.get(reverse("stays:known"), {"guest": guest.pk}).content.decode()
    assert f'data-prefers="{desk.house.twin.pk}"' in html


def test_a_link_from_the_rack_fills_room_and_dates(desk: Desk, clerk: Client) -> None:
    query = {"room": "801", "arrival": night(2).isoformat(), "departure": night(4).isoformat()}
    html = clerk.get(reverse("stays:new"), query).content.decode()
    assert 'value="801"' in html
    assert f'value="{night(4).isoformat()}"' in html
    assert f'name="room_type" value="{desk.house.king.pk}" checked' in html


def test_the_total_is_told_while_typing(desk: Desk, clerk: Client) -> None:
    dates = {"arrival": night().isoformat(), "departure": night(3).isoformat()}
    html = clerk.get(reverse("stays:left"), dates).content.decode()
    assert f"{desk.house.king.rack_rate * 3:,.0f}" in html


def test_a_confirmation_reads_in_both_languages(clerk: Client, booked_stay: Stay) -> None:
    path = reverse("stays:confirmation", args=[booked_stay.reservation_id])
    english, chinese = (clerk.get(path, {"lang": each}).content.decode() for each in ("en", "zh"))
    assert booked_stay.reservation.confirmation_no in english
    assert "Rate a night" in english
    assert "每晚房价" in chinese


def test_the_stay_page_offers_what_the_viewer_may_do(desk: Desk, client: Client) -> None:
    stay = desk.in_house("801")
    for role, may in (("receptionist", True), ("hk_supervisor", False)):
        client.force_login(getattr(desk.cast, role))
        html = client.get(reverse("stays:stay", args=[stay.pk])).content.decode()
        assert (reverse("stays:extend", args=[stay.pk]) in html) is may


def test_one_act_of_a_stay_page_is_filled(desk: Desk, clerk: Client) -> None:
    html = clerk.get(reverse("stays:stay", args=[desk.in_house("801").pk])).content.decode()
    assert html.count("btn-primary") == 1


def test_what_is_below_the_first_screen_is_fetched_by_the_page(desk: Desk, clerk: Client) -> None:
    stay = desk.in_house("801")
    beneath = reverse("stays:stay-beneath", args=[stay.pk])
    html = clerk.get(reverse("stays:stay", args=[stay.pk])).content.decode()
    assert f'data-live-url="{beneath}" data-live-first' in html
    assert 'class="history"' not in html
    assert 'class="history"' in clerk.get(beneath).content.decode()
    assert clerk.get(reverse("stays:stay-beneath", args=[987654])).status_code == 404


def test_a_stay_page_asks_as_often_for_one_person_as_for_many(desk: Desk, clerk: Client) -> None:
    stay = desk.in_house("804", nights=2)
    path = reverse("stays:stay", args=[stay.pk])
    few = queries(clerk, path)
    services.add_person(stay.pk, desk.guest().pk, by=desk.by)
    assert queries(clerk, path) == few
