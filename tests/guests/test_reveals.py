"""Numbers in full: with a reason, seldom, always journaled; and the silent flag."""

import pytest

from hotel.guests import services
from hotel.guests.alerts import alerts_for
from hotel.guests.models import Guest, IdentityDocument
from hotel.guests.reveals import AN_HOUR
from hotel.journal.selectors import history_of
from hotel.web.refusals import Forbidden, Refused
from tests.cast import Cast
from tests.guests.people import CANARY_ID, CANARY_PHONE, register


@pytest.fixture
def document(cast: Cast) -> IdentityDocument:
    guest = register(cast.receptionist, phone=CANARY_PHONE)
    return services.add_document(guest.pk, "resident_id", CANARY_ID, by=cast.receptionist)


def test_a_supervisor_sees_the_number_and_the_journal_says_why(
    cast: Cast, document: IdentityDocument
) -> None:
    number = services.reveal_document(document.pk, by=cast.fo_supervisor, reason="police check")
    act = history_of(document.guest)[0]
    assert (number, act.reason, act.who) == (CANARY_ID, "police check", cast.fo_supervisor.name)


def test_a_phone_is_revealed_under_the_same_rules(cast: Cast, document: IdentityDocument) -> None:
    shown = services.reveal_phone(document.guest_id, by=cast.fo_supervisor, reason="call back")
    assert shown == f"+86{CANARY_PHONE}"


@pytest.mark.parametrize(
    "role", ["room_attendant", "cashier", "admin", "sales_manager", "engineer"]
)
def test_others_may_not_see_numbers(cast: Cast, document: IdentityDocument, role: str) -> None:
    with pytest.raises(Forbidden):
        services.reveal_document(document.pk, by=cast.holding(role), reason="curious")


def test_no_reason_no_number(cast: Cast, document: IdentityDocument) -> None:
    with pytest.raises(Refused) as caught:
        services.reveal_document(document.pk, by=cast.fo_supervisor, reason="  ")
    assert caught.value.field == "reason"


def test_after_twenty_within_an_hour_nothing_more_is_shown(
    cast: Cast, document: IdentityDocument
) -> None:
    for _each in range(AN_HOUR):
        services.reveal_document(document.pk, by=cast.fo_supervisor, reason="check")
    with pytest.raises(Refused) as caught:
        services.reveal_phone(document.guest_id, by=cast.fo_supervisor, reason="check")
    assert caught.value.code == "too_many"


def flagged(cast: Cast) -> Guest:
    guest = register(cast.receptionist)
    services.set_watch(guest.pk, True, by=cast.fo_supervisor, reason="left without paying")
    return guest


@pytest.mark.parametrize(
    ("role", "count"), [("fo_supervisor", 1), ("security_officer", 1), ("receptionist", 0)]
)
def test_the_flag_shows_to_supervisors_and_security_only(cast: Cast, role: str, count: int) -> None:
    guest = flagged(cast)
    assert len(alerts_for([guest.pk], cast.holding(role))[guest.pk]) == count


def test_the_flag_is_not_in_the_guests_history(cast: Cast) -> None:
    guest = flagged(cast)
    assert len(history_of(guest)) == 1


def test_a_receptionist_sets_no_flag(cast: Cast) -> None:
    guest = register(cast.receptionist)
    with pytest.raises(Forbidden):
        services.set_watch(guest.pk, True, by=cast.receptionist, reason="rude")


def test_a_document_of_a_flagged_guest_is_told_silently(cast: Cast) -> None:
    guest = flagged(cast)
    services.add_document(guest.pk, "resident_id", CANARY_ID, by=cast.receptionist)
    assert len(history_of(guest.watch)) == 2
