"""Profiles, documents, preferences, plates."""

from datetime import date
from typing import Any

import pytest

from hotel.guests import services
from hotel.guests.models import Guest, IdentityDocument, Plate, Preference
from hotel.guests.selectors import possible_duplicates
from hotel.journal.selectors import history_of
from hotel.web.refusals import Forbidden, Refused, Stale
from tests.cast import Cast
from tests.guests.people import register, resident_id


def test_a_registered_guest_is_in_the_journal(cast: Cast) -> None:
    guest = register(cast.receptionist)
    assert [act.who for act in history_of(guest)] == [cast.receptionist.name]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name_zh": ""}, "name_zh"),
        ({"name_zh": "张" * 5000}, "name_zh"),
        ({"name_zh": "张", "phone": "123"}, "phone"),
        ({"name_zh": "张", "email": "no"}, "email"),
        ({"name_zh": "张", "nationality": "XXX"}, "nationality"),
        ({"name_zh": "张", "birth_date": date(2126, 1, 1)}, "birth_date"),
        ({"name_zh": "张", "birth_date": date(1826, 1, 1)}, "birth_date"),
        ({"name_zh": "张", "notes": "4111 1111 1111 1111"}, "notes"),
        ({"name_zh": "张", "notes": "x" * 2001}, "notes"),
        ({"name_zh": "张", "address": "\u202ecba"}, "address"),
        ({"name_zh": "张", "sex": "x"}, "sex"),
    ],
)
def test_a_wrong_fact_is_refused_beside_its_field(
    cast: Cast, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as caught:
        services.register_guest(by=cast.receptionist, **facts)
    assert (caught.value.field, Guest.objects.count()) == (field, 0)


def test_emoji_and_scripts_stay_text_in_notes(cast: Cast) -> None:
    guest = register(cast.receptionist, notes="🙂 <script>alert(1)</script> שלום")
    assert guest.notes == "🙂 <script>alert(1)</script> שלום"


def test_a_change_is_journaled_with_the_phone_masked(cast: Cast) -> None:
    guest = register(cast.receptionist, phone="13800002266")
    services.change_guest(guest.pk, by=cast.receptionist, phone="13900001188")
    (change,) = history_of(guest)[0].changes
    assert (change.before, change.after) == ("138****2266", "139****1188")


def test_a_stale_change_is_refused_with_what_stands_now(cast: Cast) -> None:
    guest = register(cast.receptionist)
    services.change_guest(guest.pk, by=cast.receptionist, seen_version=0, position="董事")
    with pytest.raises(Stale) as caught:
        services.change_guest(guest.pk, by=cast.fo_supervisor, seen_version=0, position="经理")
    assert list(caught.value.theirs.values()) == ["董事"]


def test_an_unchanged_profile_writes_no_entry(cast: Cast) -> None:
    guest = register(cast.receptionist, position="董事")
    services.change_guest(guest.pk, by=cast.receptionist, position="董事")
    assert len(history_of(guest)) == 1


def test_a_document_fills_sex_and_birthday(cast: Cast) -> None:
    guest = register(cast.receptionist)
    services.add_document(guest.pk, "resident_id", resident_id(7), by=cast.receptionist)
    guest.refresh_from_db()
    assert (guest.sex, guest.birth_date) == ("M", date(1987, 4, 12))


def test_a_document_overwrites_nothing_that_was_typed(cast: Cast) -> None:
    guest = register(cast.receptionist, sex="F")
    services.add_document(guest.pk, "resident_id", resident_id(7), by=cast.receptionist)
    guest.refresh_from_db()
    assert guest.sex == "F"


def test_one_document_belongs_to_one_guest(cast: Cast) -> None:
    first, second = register(cast.receptionist), register(cast.receptionist, "沈岩秋")
    services.add_document(first.pk, "resident_id", resident_id(7), by=cast.receptionist)
    with pytest.raises(Refused) as caught:
        services.add_document(second.pk, "resident_id", resident_id(7), by=cast.receptionist)
    assert (caught.value.code, IdentityDocument.objects.count()) == ("duplicate", 1)


def test_the_history_shows_a_document_masked_only(cast: Cast) -> None:
    guest = register(cast.receptionist)
    number = resident_id(7)
    services.add_document(guest.pk, "resident_id", number, by=cast.receptionist)
    assert number not in repr(history_of(guest))


def test_a_preference_of_a_kind_is_replaced(cast: Cast) -> None:
    guest = register(cast.receptionist)
    services.set_preference(guest.pk, "tea", "龙井", by=cast.room_attendant)
    services.set_preference(guest.pk, "tea", "安化黑茶", by=cast.room_attendant)
    assert [each.text for each in Preference.objects.all()] == ["安化黑茶"]


def test_a_dropped_preference_stays_in_the_journal(cast: Cast) -> None:
    guest = register(cast.receptionist)
    preference = services.set_preference(guest.pk, "tea", "龙井", by=cast.receptionist)
    services.drop_preference(preference.pk, by=cast.receptionist)
    assert history_of(guest)[0].changes[0].before == "龙井"


def test_the_same_plate_twice_is_one_plate(cast: Cast) -> None:
    guest = register(cast.receptionist)
    for typed in ("湘A12345", "湘A·12345"):
        services.add_plate(guest.pk, typed, by=cast.receptionist)
    assert Plate.objects.count() == 1


def test_the_administrator_registers_no_guests(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        register(cast.admin)


def test_the_same_phone_hints_at_a_duplicate(cast: Cast) -> None:
    guest = register(cast.receptionist, phone="13800002266")
    (hint,) = possible_duplicates(phone_e164="+8613800002266")
    assert (hint.guest, hint.same_phone) == (guest, True)


def test_the_same_name_and_birthday_hint_at_a_duplicate(cast: Cast) -> None:
    guest = register(cast.receptionist, birth_date=date(1987, 4, 12))
    found = possible_duplicates(name_zh="沈砚秋", birth_date=date(1987, 4, 12))
    assert [hint.guest for hint in found] == [guest]


def test_the_same_name_alone_is_no_hint(cast: Cast) -> None:
    register(cast.receptionist, birth_date=date(1987, 4, 12))
    assert possible_duplicates(name_zh="沈砚秋", birth_date=date(1990, 1, 1)) == []
