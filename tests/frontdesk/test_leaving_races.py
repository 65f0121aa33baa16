"""16 hands at one departure: one check-out, one payment, one give-back, by service and over HTTP."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from frontdesk import services
from frontdesk.models import CheckOut
from frontdesk.services import leaving
from hotel.cashier import posting
from hotel.cashier import selectors as ledger
from hotel.cashier import services as cashier
from hotel.cashier.models import Folio, Line
from hotel.journal.models import Entry
from hotel.rooms.enums import Cleanliness
from hotel.rooms.models import Room
from hotel.stays import services as stays
from hotel.stays import states
from hotel.stays.history import check_invariants
from hotel.stays.models import Stay
from hotel.stays.selectors import stay as find_stay
from hotel.stays.services import leaving as stays_leaving
from hotel.web import clock
from tests import races
from tests.cast import hire_cast
from tests.frontdesk.leaving import Counter
from tests.house import build_house
from tests.stays.makers import Desk

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[int], Any]


@pytest.fixture
def counter(transactional_db: None) -> Counter:
    stays.open_business_date(clock.today())
    return Counter(Desk(hire_cast(), build_house()))


@pytest.fixture
def browsers(counter: Counter) -> list[Client]:
    """One signed-in browser for each hand."""
    found = []
    for _hand in range(races.HANDS):
        browser = Client()
        browser.force_login(counter.desk.by)
        found.append(browser)
    return found


def ready(counter: Counter) -> Stay:
    Room.objects.filter(number="801").update(cleanliness=Cleanliness.INSPECTED)
    return counter.ready("801")


def departures(counter: Counter, rounds: int, leave: Callable[[Stay], Act]) -> list[int]:
    """Everybody lets the same guest leave; how often it was done, each round."""
    counts = []
    with races.race() as hands:
        for _turn in range(rounds):
            stay = ready(counter)
            before = Entry.objects.filter(verb="check_out.done").count()
            hands.run(leave(stay))
            assert find_stay(stay.pk).status == "departed"
            counts.append(Entry.objects.filter(verb="check_out.done").count() - before)
    return counts


def test_a_guest_is_checked_out_once_whoever_presses(counter: Counter) -> None:
    def leave(stay: Stay) -> Act:
        return lambda hand: counter.leave(stay, rating=hand % 5 + 1)

    rounds = max(races.ROUNDS // 4, 2)
    assert departures(counter, rounds, leave) == [1] * rounds
    assert check_invariants() == []


def test_a_form_sent_by_all_hands_is_one_check_out(counter: Counter) -> None:
    def leave(stay: Stay) -> Act:
        token = uuid4()
        return lambda hand: counter.leave(stay, form_token=token)

    assert departures(counter, 3, leave) == [1] * 3


def test_control_with_naive_status_a_guest_leaves_many_times(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(stay_id: int, seen_version: int | None = None) -> Stay:
        return Stay.objects.select_related("reservation", "guest", "room_type").get(pk=stay_id)

    def write(stay: Stay, to: str, **facts: Any) -> bool:
        return bool(Stay.objects.filter(pk=stay.pk).update(status=to, **facts))

    for module in (leaving, stays_leaving):
        monkeypatch.setattr(module, "locked_stay", read)
    monkeypatch.setattr(stays_leaving, "lock_rooms", lambda _ids: [])
    monkeypatch.setattr(stays_leaving, "set_occupancy", lambda *_args, **_facts: {})
    monkeypatch.setattr(leaving, "_cards", lambda *_args: [])
    monkeypatch.setattr(leaving, "_missing", lambda *_args: "")
    monkeypatch.setattr("hotel.stays.gates.departure_obstacles", lambda _stay: [])
    monkeypatch.setattr(states, "claim", write)
    monkeypatch.setattr(leaving, "_charged", lambda *_args: Decimal(0))
    assert max(departures(counter, 1, lambda stay: lambda hand: counter.leave(stay))) > 1


def test_a_guest_is_checked_out_once_over_http(counter: Counter, browsers: list[Client]) -> None:
    def leave(stay: Stay) -> Act:
        version = find_stay(stay.pk).version

        def press(hand: int) -> Any:
            typed = {
                "form_token": str(uuid4()),
                "version": version,
                "belongings": "on",
                "keys_returned": "1",
                "slip": "returned",
            }
            return browsers[hand].post(f"/check-out/{stay.pk}/", typed).status_code

        return press

    assert departures(counter, 2, leave) == [1, 1]
    assert CheckOut.objects.count() == 2


def test_a_payment_pressed_by_all_is_taken_once_over_http(
    counter: Counter, browsers: list[Client]
) -> None:
    stay = counter.guest("801", deposit="300")
    counter.charge(stay)
    typed = {"key": str(uuid4()), "amount": "68", "method": "cash", "tendered": "100"}
    with races.race() as hands:
        hands.run(lambda hand: browsers[hand].post(f"/check-out/{stay.pk}/pay/", typed).status_code)
    assert Line.objects.filter(kind="payment").count() == 1


def given_back(counter: Counter, rounds: int) -> list[int]:
    """Each hand gives the surplus back under a form of its own; how many refunds came of it."""
    counts = []
    folio = ledger.folio_of_stay(counter.guest("801", deposit="0").pk)
    assert folio is not None
    with races.race() as hands:
        for turn in range(rounds):
            cashier.take_deposit(folio.pk, Decimal(500), key=f"d{turn}", by=counter.desk.by)
            before = Line.objects.filter(kind="refund").count()
            hands.run(
                lambda hand: cashier.give_back(
                    folio.pk,
                    key=f"b{turn}-{hand}",  # noqa: B023
                    by=counter.desk.by,
                    reason="离店",
                )
            )
            counts.append(Line.objects.filter(kind="refund").count() - before)
    return counts


def test_a_surplus_goes_back_once_whoever_presses(counter: Counter) -> None:
    assert given_back(counter, 5) == [1] * 5
    assert check_invariants() == []


def test_control_without_lock_and_trigger_a_surplus_goes_back_many_times(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(folio_id: int) -> Folio:
        return Folio.objects.select_related("stay__reservation", "stay__guest").get(pk=folio_id)

    monkeypatch.setattr(posting, "locked_folio", unlocked)
    monkeypatch.setattr("hotel.cashier.services.locked_folio", unlocked)
    with races.without_trigger("cashier_line", "cashier_line_laws"):
        assert max(given_back(counter, 3)) > 1


def test_a_charge_proposed_to_all_is_posted_once(counter: Counter) -> None:
    stay = counter.guest("801", deposit="0")
    keys = [due.key for due in counter.dues(stay)]
    with races.race() as hands:
        hands.run(lambda hand: services.post_dues(stay.pk, keys, by=counter.desk.by))
    assert Line.objects.count() == 1
