"""A group at the counter: all that are ready with one press, the others told row by row."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from frontdesk import group, home, services
from frontdesk.models import CheckIn, KeyCard, Registration
from frontdesk.selectors import arriving
from frontdesk.services import Deposit, Member, Outcome
from hotel.cashier.models import Line
from hotel.guests import services as guests
from hotel.guests.models import Guest
from hotel.journal.models import Entry
from hotel.rooms.models import Room
from hotel.stays import gates
from hotel.stays import selectors as stays
from hotel.stays import services as desk_services
from hotel.stays.models import Reservation, Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.web.show import day
from tests.frontdesk.arriving import newcomer, resident_id
from tests.stays.makers import Desk, night


@pytest.fixture
def team(desk: Desk) -> Reservation:
    """Three king rooms under the leader; 801 and 802 are given, the third has none."""
    leader = desk.guest()
    guests.add_document(leader.pk, "resident_id", resident_id(), by=desk.by)
    made = desk_services.book_group(
        "湘江合唱团",
        guest_id=leader.pk,
        rooms=[(desk.house.king.pk, 3)],
        arrival=night(),
        departure=night(2),
        adults=2,
        by=desk.by,
    )
    for stay, number in zip(made.stays.order_by("pk"), ("801", "802"), strict=False):
        desk_services.assign_room(stay.pk, desk.house.room(number).pk, by=desk.by)
    return made


def rooms_of(team: Reservation) -> list[Stay]:
    return list(team.stays.order_by("pk"))


def press(desk: Desk, team: Reservation, *members: Member, **changed: Any) -> list[Outcome]:
    chosen = members or tuple(Member(stay_id=stay.pk) for stay in rooms_of(team))
    given: dict[str, Any] = {
        "form_token": uuid4(),
        "deposit": Deposit(Decimal(200), "cash"),
        **changed,
    }
    return services.check_in_group(team.pk, chosen, by=desk.by, **given)


def dirty(desk: Desk, number: str) -> None:
    Room.objects.filter(pk=desk.house.room(number).pk).update(cleanliness="dirty")


def statuses(team: Reservation) -> list[str]:
    return [stay.status for stay in rooms_of(team)]


def test_all_that_can_be_are_in_and_the_others_are_told(desk: Desk, team: Reservation) -> None:
    dirty(desk, "802")
    outcomes = press(desk, team)
    assert statuses(team) == ["in_house", "confirmed", "confirmed"]
    assert [each.refusal and each.refusal.code for each in outcomes] == [
        None,
        "not_ready",
        "no_room",
    ]


def test_each_room_has_its_deposit_its_cards_and_its_entry(desk: Desk, team: Reservation) -> None:
    first, second, third = rooms_of(team)
    ready = desk.house.room("803")
    members = [
        Member(stay_id=first.pk, keys=2),
        Member(stay_id=second.pk),
        Member(stay_id=third.pk, room_id=ready.pk),
    ]
    press(desk, team, *members)
    assert statuses(team) == ["in_house"] * 3
    assert sorted(Line.objects.values_list("amount", flat=True)) == [Decimal(-200)] * 3
    assert KeyCard.objects.filter(stay=first).count() == 2
    assert Entry.objects.filter(verb="stay.checked_in").count() == 3
    whole = Entry.objects.get(verb="reservation.group_let_in")
    assert whole.data["in"] == [first.pk, second.pk, third.pk]


def test_a_press_repeated_lets_each_room_in_once(desk: Desk, team: Reservation) -> None:
    token: UUID = uuid4()
    for _press in range(2):
        press(desk, team, form_token=token)
    assert (CheckIn.objects.count(), Line.objects.count()) == (2, 2)
    assert Entry.objects.filter(verb="reservation.group_let_in").count() == 1


def test_a_room_refused_is_let_in_by_the_same_form_later(desk: Desk, team: Reservation) -> None:
    token = uuid4()
    dirty(desk, "802")
    press(desk, team, form_token=token)
    Room.objects.filter(number="802").update(cleanliness="inspected")
    press(desk, team, form_token=token)
    assert statuses(team) == ["in_house", "in_house", "confirmed"]


def test_a_gate_refuses_its_room_only(desk: Desk, team: Reservation, monkeypatch: Any) -> None:
    second = rooms_of(team)[1]
    monkeypatch.setattr(gates, "_arrival", [lambda s: "not yet" if s.pk == second.pk else None])
    outcomes = press(desk, team)
    assert statuses(team) == ["in_house", "confirmed", "confirmed"]
    assert outcomes[1].refusal is not None
    assert (outcomes[1].refusal.code, outcomes[1].refusal.text) == ("gate", "not yet")
    assert not Line.objects.filter(folio__stay=second).exists()


def test_a_room_of_another_booking_is_not_let_in(desk: Desk, team: Reservation) -> None:
    stranger = desk.stay("901")
    (outcome,) = press(desk, team, Member(stay_id=stranger.pk))
    stranger.refresh_from_db()
    assert (outcome.check_in, stranger.status) == (None, "confirmed")


def test_only_the_desk_lets_a_group_in(desk: Desk, team: Reservation) -> None:
    with pytest.raises(Forbidden):
        services.check_in_group(
            team.pk,
            [Member(stay_id=rooms_of(team)[0].pk)],
            by=desk.cast.room_attendant,
            form_token=uuid4(),
            deposit=None,
        )


def test_nothing_without_the_leaders_signature(desk: Desk, team: Reservation) -> None:
    with pytest.raises(Refused) as caught:
        press(desk, team, signed=False)
    assert (caught.value.field, statuses(team)) == ("signed", ["confirmed"] * 3)


def test_a_vip_among_them_needs_an_inspected_room(desk: Desk, team: Reservation) -> None:
    first = rooms_of(team)[0]
    Guest.objects.filter(pk=first.guest_id).update(vip_level="V3")
    Room.objects.filter(number="801").update(cleanliness="clean")
    (outcome,) = press(desk, team, Member(stay_id=first.pk))
    assert outcome.refusal is not None
    assert outcome.refusal.code == "not_inspected"
    (outcome,) = press(desk, team, Member(stay_id=first.pk, override_reason="客人已在大堂等候"))
    assert outcome.refusal is not None
    assert outcome.refusal.code == "forbidden"


def test_whoever_shows_a_document_is_registered_and_the_rest_is_owed(
    desk: Desk, team: Reservation
) -> None:
    first = rooms_of(team)[0]
    named = desk.guest()
    guests.add_document(named.pk, "resident_id", resident_id(), by=desk.by)
    desk_services.change_stay(first.pk, by=desk.by, guest_id=named.pk)
    press(desk, team)
    assert [row.guest for row in Registration.objects.all()] == [named]
    assert arriving.owed_of(stay.pk for stay in rooms_of(team)) == {
        first.pk: 1,
        rooms_of(team)[1].pk: 2,
    }


def test_the_first_registered_in_a_leaders_room_leads_it(desk: Desk, team: Reservation) -> None:
    press(desk, team)
    first = rooms_of(team)[0]
    for name in ("黎小川", "柳青青"):
        services.register_person(first.pk, newcomer(name), by=desk.by)
    first.refresh_from_db()
    assert first.guest.name_zh == "黎小川"
    assert first.party.count() == 2
    assert first.pk not in arriving.owed_of([first.pk])


def test_what_is_owed_for_half_an_hour_stands_on_the_home_page(
    desk: Desk, team: Reservation
) -> None:
    press(desk, team)
    assert list(home.arriving.unregistered(desk.by)) == []
    Stay.objects.filter(reservation=team).update(arrived_at=clock.now() - timedelta(minutes=31))
    assert [line.room for line in home.arriving.unregistered(desk.by)] == ["801", "802"]


@pytest.fixture
def clerk(desk: Desk, client: Client) -> Client:
    desk.by.language = "en"
    desk.by.save()
    client.force_login(desk.by)
    return client


def page_of(team: Reservation) -> str:
    return reverse("frontdesk:check-in-group", args=[team.pk])


def form(team: Reservation, **changed: Any) -> dict[str, Any]:
    ticked = {f"s{stay.pk}-go": "on" for stay in rooms_of(team)}
    keys = {f"s{stay.pk}-keys": "2" for stay in rooms_of(team)}
    return {
        "token": str(uuid4()),
        "deposit": "200",
        "method": "cash",
        "signed": "on",
        **ticked,
        **keys,
        **changed,
    }


def test_the_page_tells_each_room_and_proposes_one(
    desk: Desk, clerk: Client, team: Reservation
) -> None:
    dirty(desk, "802")
    rows = group.rows_of(stays.reservation(team.pk), desk.by, night())
    assert [row.ready for row in rows] == [True, False, True]
    assert rows[2].proposed is not None
    html = clerk.get(page_of(team)).content.decode()
    assert "Dirty" in html
    assert "2 of 3 ready" in html


def test_a_group_that_is_not_due_says_when_it_comes(desk: Desk, clerk: Client) -> None:
    later = desk_services.book_group(
        "青禾研学团",
        guest_id=desk.guest().pk,
        rooms=[(desk.house.king.pk, 2)],
        arrival=night(3),
        departure=night(4),
        adults=2,
        by=desk.by,
    )
    html = clerk.get(page_of(later)).content.decode()
    with translation.override("en"):
        assert html.count(f"Arrives {day(night(3))}") == 2
    assert "0 of 0 ready" not in html


def test_pressed_the_others_stay_as_typed(desk: Desk, clerk: Client, team: Reservation) -> None:
    second = rooms_of(team)[1]
    dirty(desk, "802")
    answer = clerk.post(page_of(team), form(team, note="一起吃早餐", **{f"s{second.pk}-keys": "3"}))
    html = answer.content.decode()
    assert (answer.status_code, statuses(team)) == (422, ["in_house", "confirmed", "confirmed"])
    assert "Room 802 is VD" in html
    assert "一起吃早餐" in html
    assert f'name="s{second.pk}-keys" id="id_s{second.pk}-keys" value="3"' in html


def test_all_in_shows_what_is_owed(desk: Desk, clerk: Client, team: Reservation) -> None:
    third = rooms_of(team)[2]
    ready = desk.house.room("803")
    answer = clerk.post(page_of(team), form(team, **{f"s{third.pk}-room": str(ready.pk)}))
    assert (answer.status_code, statuses(team)) == (303, ["in_house"] * 3)
    html = clerk.get(page_of(team)).content.decode()
    assert "6 persons to register" in html
    assert (
        'id="owed-'
        in clerk.get(reverse("frontdesk:registrations"), {"show": "owed"}).content.decode()
    )


def test_too_many_cards_keep_one_room_out(desk: Desk, clerk: Client, team: Reservation) -> None:
    second = rooms_of(team)[1]
    answer = clerk.post(page_of(team), form(team, **{f"s{second.pk}-keys": "99"}))
    assert (answer.status_code, statuses(team)) == (422, ["in_house", "confirmed", "confirmed"])


def test_without_a_deposit_a_supervisor_decides(
    desk: Desk, clerk: Client, team: Reservation
) -> None:
    answer = clerk.post(page_of(team), form(team, deposit="", waive_reason="公司挂账"))
    assert (answer.status_code, statuses(team)) == (422, ["confirmed"] * 3)
    assert "Only a supervisor lets a guest in without a deposit." in answer.content.decode()
    clerk.force_login(desk.cast.fo_supervisor)
    clerk.post(page_of(team), form(team, deposit="", waive_reason="公司挂账"))
    assert statuses(team) == ["in_house", "in_house", "confirmed"]


def test_the_reservation_page_has_the_button(clerk: Client, team: Reservation) -> None:
    html = clerk.get(reverse("stays:reservation", args=[team.pk])).content.decode()
    assert page_of(team) in html


def queries(desk: Desk, team: Reservation) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        group.rows_of(stays.reservation(team.pk), desk.by, night())
    return len(asked)


def test_many_rooms_ask_no_more_than_few(desk: Desk, team: Reservation) -> None:
    queries(desk, team)
    few = queries(desk, team)
    desk_services.book(
        guest_id=rooms_of(team)[0].guest_id,
        room_type_id=desk.house.king.pk,
        arrival=night(),
        departure=night(2),
        group=team,
        by=desk.by,
    )
    assert queries(desk, team) == few
