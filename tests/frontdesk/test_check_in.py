"""The guest arrives: everybody registered, a deposit, keys, and the room, in one act."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.forms import fields_of, typed
from frontdesk import services
from frontdesk.models import CheckIn, KeyCard, Registration
from frontdesk.selectors.arriving import proposed_deposit
from frontdesk.services import Deposit, PersonRegistered
from hotel.cashier.models import Line
from hotel.guests import services as guests
from hotel.guests.models import Guest
from hotel.house.models import HouseRules
from hotel.journal.models import Dispatch, Entry
from hotel.journal.outbox import deliver
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused, Stale
from tests.frontdesk.arriving import (
    arrive,
    born_years_ago,
    foreigner,
    newcomer,
    resident,
    resident_id,
)
from tests.stays.makers import Desk, night


def refused(field: str | None, act: Callable[..., Any], *args: Any, **facts: Any) -> str:
    """The sentence of a refusal beside this field, which must have changed nothing."""
    before = (Entry.objects.count(), Registration.objects.count(), Line.objects.count())
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.field == field, caught.value
    after = (Entry.objects.count(), Registration.objects.count(), Line.objects.count())
    assert after == before
    return caught.value.text


def test_a_guest_is_let_in_with_document_deposit_and_keys(desk: Desk, booked_stay: Stay) -> None:
    made = arrive(desk.by, booked_stay, keys=2)

    booked_stay.refresh_from_db()
    assert booked_stay.status == "in_house"
    assert desk.house.room("801").occupancy == "occupied"
    assert (made.keys, KeyCard.objects.filter(stay=booked_stay).count()) == (2, 2)
    assert Line.objects.get().amount == Decimal("-600.00")
    assert Registration.objects.get().guest_id == booked_stay.guest_id


def test_a_check_in_asks_no_more_than_it_must(
    client: Client, desk: Desk, booked_stay: Stay
) -> None:
    guests.add_document(booked_stay.guest_id, "resident_id", resident_id(), by=desk.by)
    client.force_login(desk.by)
    path = f"/check-in/{booked_stay.pk}/"
    fields = dict(typed(fields_of(client.get(path).content.decode(), "check-in"), signed="on"))
    with CaptureQueriesContext(connection) as asked:
        assert client.post(path, fields).status_code == 303
    questions = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    # Before 14:00 one more: whether the room is free from now on.
    assert len(questions) <= 24, "\n".join(questions)


def test_the_acts_of_a_check_in_are_told_once_each(desk: Desk, booked_stay: Stay) -> None:
    before = Entry.objects.count()
    arrive(desk.by, booked_stay)
    verbs = list(Entry.objects.order_by("id")[before:].values_list("verb", flat=True))
    assert verbs == [
        "guest.document_added",
        "stay.checked_in",
        "folio.opened",
        "folio.deposit_taken",
    ]
    assert Dispatch.objects.count() == Entry.objects.count()


def test_sex_and_birth_date_come_from_the_document(desk: Desk, booked_stay: Stay) -> None:
    arrive(desk.by, booked_stay, persons=[resident(booked_stay.guest_id, born="19880614")])
    guest = Guest.objects.get(pk=booked_stay.guest_id)
    assert (guest.sex, str(guest.birth_date)) == ("M", "1988-06-14")


def test_a_form_pressed_twice_is_one_check_in(desk: Desk, booked_stay: Stay) -> None:
    token = uuid4()
    person = resident(booked_stay.guest_id)
    made = [arrive(desk.by, booked_stay, form_token=token, persons=[person]) for _ in range(2)]
    assert made[0] == made[1]
    assert (CheckIn.objects.count(), Line.objects.count()) == (1, 1)


def test_a_form_of_another_guest_is_refused(desk: Desk, booked_stay: Stay) -> None:
    made = arrive(desk.by, desk.stay("802"))
    refused(None, arrive, desk.by, booked_stay, form_token=made.form_token)


def test_without_a_document_nobody_stays(desk: Desk, booked_stay: Stay) -> None:
    nothing = PersonRegistered(guest_id=booked_stay.guest_id)
    refused("p0-number", arrive, desk.by, booked_stay, persons=[nothing])


def test_a_wrong_check_digit_is_told_beside_the_number(desk: Desk, booked_stay: Stay) -> None:
    person = PersonRegistered(
        guest_id=booked_stay.guest_id, kind="resident_id", number="110105194912310021"
    )
    refused("p0-number", arrive, desk.by, booked_stay, persons=[person])


def test_an_expired_document_is_refused(desk: Desk, booked_stay: Stay) -> None:
    old = resident(booked_stay.guest_id, valid_until=clock.today() - timedelta(days=1))
    refused("p0-valid_until", arrive, desk.by, booked_stay, persons=[old])


def test_an_expired_document_on_file_is_refused(desk: Desk, booked_stay: Stay) -> None:
    guests.add_document(
        booked_stay.guest_id,
        "resident_id",
        resident_id(),
        by=desk.by,
        valid_until=clock.today() - timedelta(days=1),
    )
    on_file = PersonRegistered(guest_id=booked_stay.guest_id)
    refused("p0-document", arrive, desk.by, booked_stay, persons=[on_file])


def test_the_document_on_file_counts(desk: Desk, booked_stay: Stay) -> None:
    guests.add_document(booked_stay.guest_id, "resident_id", resident_id(), by=desk.by)
    arrive(desk.by, booked_stay, persons=[PersonRegistered(guest_id=booked_stay.guest_id)])
    assert Registration.objects.get().document.guest_id == booked_stay.guest_id


@pytest.mark.parametrize(
    ("fact", "typed"), [("sex", "F"), ("birth_date", clock.today() - timedelta(days=9000))]
)
def test_what_the_number_says_otherwise_is_refused(
    desk: Desk, booked_stay: Stay, fact: str, typed: Any
) -> None:
    person = resident(booked_stay.guest_id, facts={fact: typed})
    refused(f"p0-{fact}", arrive, desk.by, booked_stay, persons=[person])


def test_everybody_who_stays_is_registered(desk: Desk) -> None:
    stay = desk.stay("801", adults=2)
    refused(None, arrive, desk.by, stay)
    arrive(desk.by, stay, persons=[resident(stay.guest_id), newcomer()])
    assert Registration.objects.filter(stay=stay).count() == 2


def test_a_party_that_came_smaller_is_changed_first(desk: Desk) -> None:
    stay = desk.stay("801", adults=2)
    companion = desk.guest()
    stays.add_person(stay.pk, companion.pk, by=desk.by)
    arrive(desk.by, stay, came=(1, 0))
    stay.refresh_from_db()
    assert (stay.adults, stay.party.count()) == (1, 1)


def test_more_than_were_booked_raise_the_party(desk: Desk, booked_stay: Stay) -> None:
    arrive(desk.by, booked_stay, persons=[resident(booked_stay.guest_id), newcomer()])
    booked_stay.refresh_from_db()
    assert booked_stay.adults == 2


def test_more_than_the_room_takes_are_refused(desk: Desk) -> None:
    stay = desk.stay("801", adults=2)
    party = [resident(stay.guest_id), newcomer("许念"), newcomer("许慈")]
    refused("p2-adults", arrive, desk.by, stay, persons=party)


def test_a_minor_needs_a_guardian(desk: Desk) -> None:
    stay = desk.stay("801", adults=1, children=1)
    child = newcomer(born=born_years_ago(12))
    refused("p1-guardian_name", arrive, desk.by, stay, persons=[resident(stay.guest_id), child])


def test_a_minor_with_a_guardian_stays(desk: Desk) -> None:
    stay = desk.stay("801", adults=1, children=1)
    child = newcomer(
        born=born_years_ago(12),
        guardian_name="许听澜",
        guardian_phone="13873102266",
        relationship="母子",
    )
    arrive(desk.by, stay, persons=[resident(stay.guest_id), child])
    row = Registration.objects.get(guest__name_zh="许念")
    assert (row.guardian_name, row.guardian_phone) == ("许听澜", "+8613873102266")


@pytest.mark.parametrize("missing", ["visa", "entry_date", "entry_port", "valid_until"])
def test_a_foreign_passport_needs_all_that_is_reported(
    desk: Desk, booked_stay: Stay, missing: str
) -> None:
    empty = None if missing in ("entry_date", "valid_until") else ""
    person = foreigner(booked_stay.guest_id, **{missing: empty})
    refused(f"p0-{missing}", arrive, desk.by, booked_stay, persons=[person])


def test_who_comes_from_overseas_is_reported_within_a_day(desk: Desk, booked_stay: Stay) -> None:
    arrive(desk.by, booked_stay, persons=[foreigner(booked_stay.guest_id)])
    row = Registration.objects.get()
    assert (row.overseas, row.due_at - row.registered_at) == (True, timedelta(hours=24))


def test_a_resident_is_reported_within_half_an_hour(desk: Desk, booked_stay: Stay) -> None:
    arrive(desk.by, booked_stay)
    row = Registration.objects.get()
    assert (row.overseas, row.due_at - row.registered_at) == (False, timedelta(minutes=30))


def test_a_known_document_finds_the_guest(desk: Desk) -> None:
    """Booked by telephone under a fresh profile, recognised by the card."""
    number = resident_id()
    known = desk.guest(name_zh="欧阳修远")
    guests.add_document(known.pk, "resident_id", number, by=desk.by)
    stay = desk.stay("801", guest=desk.guest(name_zh="欧阳修远"))
    person = PersonRegistered(guest_id=stay.guest_id, kind="resident_id", number=number)
    arrive(desk.by, stay, persons=[person])
    stay.refresh_from_db()
    assert stay.guest_id == known.pk


def test_somebody_elses_document_is_refused(desk: Desk, booked_stay: Stay) -> None:
    number = resident_id()
    guests.add_document(desk.guest(name_zh="欧阳修远").pk, "resident_id", number, by=desk.by)
    person = PersonRegistered(guest_id=booked_stay.guest_id, kind="resident_id", number=number)
    text = refused("p0-number", arrive, desk.by, booked_stay, persons=[person])
    assert "欧阳修远" in text


def test_one_person_is_not_registered_twice(desk: Desk) -> None:
    stay = desk.stay("801", adults=2)
    person = resident(stay.guest_id)
    refused("p1-guest", arrive, desk.by, stay, persons=[person, person])


@pytest.mark.parametrize("amount", ["0", "-5", "1.234", "99999999"])
def test_an_impossible_deposit_is_refused(desk: Desk, booked_stay: Stay, amount: str) -> None:
    refused("deposit", arrive, desk.by, booked_stay, deposit=Deposit(Decimal(amount)))


def test_a_deposit_of_an_unknown_kind_is_refused(desk: Desk, booked_stay: Stay) -> None:
    refused("method", arrive, desk.by, booked_stay, deposit=Deposit(Decimal(1), "gold"))


def test_without_a_deposit_a_reason_is_needed(desk: Desk, booked_stay: Stay) -> None:
    refused("deposit", arrive, desk.by, booked_stay, deposit=None)


def test_only_a_supervisor_waives_the_deposit(desk: Desk, booked_stay: Stay) -> None:
    with pytest.raises(Forbidden):
        arrive(desk.by, booked_stay, deposit=None, waive_reason="公司担保")
    made = arrive(desk.cast.fo_supervisor, booked_stay, deposit=None, waive_reason="公司担保")
    assert made.deposit_waived_by == desk.cast.fo_supervisor
    assert Entry.objects.get(verb="checkin.deposit_waived").reason == "公司担保"


def test_a_vip_needs_no_supervisor_for_that(desk: Desk) -> None:
    guest = desk.guest()
    guests.set_vip_level(guest.pk, "V1", by=None)
    arrive(
        desk.by,
        desk.stay("801", guest=guest),
        deposit=None,
        waive_reason="VIP",
        persons=[resident(guest.pk)],
    )
    assert CheckIn.objects.get().deposit_waived_because == "VIP"


def test_the_guest_signs(desk: Desk, booked_stay: Stay) -> None:
    refused("signed", arrive, desk.by, booked_stay, signed=False)


@pytest.mark.parametrize("keys", [0, 10])
def test_there_are_one_to_nine_keys(desk: Desk, booked_stay: Stay, keys: int) -> None:
    refused("keys", arrive, desk.by, booked_stay, keys=keys)


def test_a_stale_form_is_refused(desk: Desk, booked_stay: Stay) -> None:
    stays.change_stay(booked_stay.pk, by=desk.by, adults=2)
    with pytest.raises(Stale):
        arrive(desk.by, booked_stay, seen_version=booked_stay.version)


def test_another_room_is_chosen_at_the_counter(desk: Desk, booked_stay: Stay) -> None:
    arrive(desk.by, booked_stay, room_id=desk.house.rooms["902"].pk)
    assert KeyCard.objects.get().room.number == "902"


def test_a_room_that_is_taken_is_refused_and_nothing_is_kept(desk: Desk, booked_stay: Stay) -> None:
    desk.in_house("902")
    refused("room", arrive, desk.by, booked_stay, room_id=desk.house.rooms["902"].pk)


def test_a_guest_in_the_house_does_not_arrive_again(desk: Desk) -> None:
    stay = desk.in_house("801")
    refused(None, arrive, desk.by, stay)


def test_an_attendant_checks_nobody_in(desk: Desk, booked_stay: Stay) -> None:
    with pytest.raises(Forbidden):
        arrive(desk.cast.room_attendant, booked_stay)


def test_plates_are_noted(desk: Desk, booked_stay: Stay) -> None:
    arrive(desk.by, booked_stay, plates=["湘A·D20931"])
    booked_stay.refresh_from_db()
    assert booked_stay.plates == ["湘AD20931"]


def test_the_yoghurts_follow_the_house_rules(desk: Desk, booked_stay: Stay) -> None:
    HouseRules.objects.update_or_create(pk=1, defaults={"yoghurts_a_person": 2})
    arrive(desk.by, booked_stay)
    assert Entry.objects.get(verb="stay.checked_in").data["yoghurts"] == 2


def test_the_deposit_covers_the_nights_and_is_rounded_up(desk: Desk, booked_stay: Stay) -> None:
    # 368 × 2 + 200 = 936
    assert proposed_deposit(booked_stay) == Decimal("1000.00")


def test_a_check_in_of_the_past_is_as_of_then(desk: Desk) -> None:
    stay = desk.stay("801")
    at = clock.now() - timedelta(hours=3)
    made = arrive(desk.by, stay, at=at)
    assert (made.done_at, Registration.objects.get().due_at) == (at, at + timedelta(minutes=30))
    stay.refresh_from_db()
    assert stay.arrived_at == at


# ── later in the stay ──


@pytest.fixture
def living(desk: Desk, booked_stay: Stay) -> Stay:
    arrive(desk.by, booked_stay)
    booked_stay.refresh_from_db()
    return booked_stay


def test_a_person_who_comes_later_is_registered(desk: Desk, living: Stay) -> None:
    row = services.register_person(living.pk, newcomer(), by=desk.by)
    living.refresh_from_db()
    assert (row.guest.name_zh, living.adults) == ("许念", 2)


def test_before_the_arrival_nobody_is_registered_later(desk: Desk, booked_stay: Stay) -> None:
    refused(None, services.register_person, booked_stay.pk, newcomer(), by=desk.by)


def test_another_card_is_issued_once(desk: Desk, living: Stay) -> None:
    made = [services.issue_key(living.pk, by=desk.by, number=2) for _ in range(2)]
    assert made[0] == made[1]
    assert Entry.objects.filter(verb="key.issued").count() == 1


def test_cards_are_for_guests_in_the_house(desk: Desk) -> None:
    refused(None, services.issue_key, desk.stay("801").pk, by=desk.by)


def test_a_card_comes_back_once(desk: Desk, living: Stay) -> None:
    card = KeyCard.objects.get()
    services.return_key(card.pk, by=desk.by)
    refused(None, services.lose_key, card.pk, by=desk.by)


def test_cards_follow_an_extension_and_a_move(desk: Desk, living: Stay) -> None:
    stays.extend(living.pk, night(4), by=desk.by)
    stays.move_room(living.pk, desk.house.rooms["902"].pk, "noise", by=desk.by)
    for entry_id in Entry.objects.order_by("id").values_list("pk", flat=True):
        deliver(entry_id)
    card = KeyCard.objects.get()
    living.refresh_from_db()
    assert (card.room.number, card.valid_until) == ("902", living.ends_at)
