"""Numbers at rest."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection

from hotel.guests import secret, services
from hotel.guests.models import Guest, IdentityDocument
from tests.cast import Cast
from tests.guests.people import CANARY_ID, CANARY_PHONE, register


@pytest.fixture
def canary(cast: Cast) -> Guest:
    guest = register(cast.receptionist, phone=CANARY_PHONE)
    services.add_document(guest.pk, "resident_id", CANARY_ID, by=cast.receptionist)
    return guest


def every_text_in_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_no_plain_number_is_anywhere_in_the_database(canary: Guest) -> None:
    text = every_text_in_the_database()
    assert (text.count(CANARY_ID), text.count(CANARY_PHONE)) == (0, 0)


def test_what_was_put_in_comes_out(canary: Guest) -> None:
    found = Guest.objects.get(pk=canary.pk)
    assert (found.phone, found.documents.get().number) == (f"+86{CANARY_PHONE}", CANARY_ID)


def test_saving_again_keeps_the_number(canary: Guest) -> None:
    Guest.objects.get(pk=canary.pk).save()
    assert Guest.objects.get(pk=canary.pk).phone == f"+86{CANARY_PHONE}"


def test_a_number_not_opened_prints_as_dots(canary: Guest) -> None:
    (row,) = Guest.objects.filter(pk=canary.pk).values("phone")
    assert CANARY_PHONE not in repr(row)


def test_an_encrypted_field_cannot_be_filtered(db: None) -> None:
    with pytest.raises(FieldError):
        Guest.objects.filter(phone="13800002266")


def test_an_old_key_still_opens_and_the_new_one_seals(settings: Any) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.GUEST_DATA_KEYS = [old]
    token = secret.seal("secret")
    settings.GUEST_DATA_KEYS = [new, old]
    turned = secret.reseal(token)
    settings.GUEST_DATA_KEYS = [new]
    assert secret.unseal(turned) == "secret"


def test_a_value_no_key_opens_says_so(settings: Any) -> None:
    token = secret.seal("secret")
    settings.GUEST_DATA_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(secret.UnreadableError):
        secret.unseal(token)


def test_one_number_has_another_hash_for_another_purpose() -> None:
    assert secret.keyed_hash("phone", "1") != secret.keyed_hash("document", "1")


def test_rotating_reseals_every_number_under_the_newest_key(canary: Guest, settings: Any) -> None:
    from django.core.management import call_command

    settings.GUEST_DATA_KEYS = [Fernet.generate_key().decode(), *settings.GUEST_DATA_KEYS]
    call_command("rotate_guest_keys", verbosity=0)
    settings.GUEST_DATA_KEYS = settings.GUEST_DATA_KEYS[:1]
    assert IdentityDocument.objects.get().number == CANARY_ID
