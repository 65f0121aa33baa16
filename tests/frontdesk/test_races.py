"""16 hands at the counter: one form pressed by all, one guest wanted by all, one room wanted by all."""

from collections.abc import Callable
from contextlib import ExitStack
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from frontdesk import services as counter
from frontdesk.models import CheckIn, KeyCard
from frontdesk.services import Deposit, PersonRegistered
from frontdesk.services import arriving as arriving_here
from hotel.cashier.models import Line
from hotel.guests import services as guests
from hotel.rooms.models import Room
from hotel.stays import services as stays
from hotel.stays import states
from hotel.stays.history import check_invariants
from hotel.stays.models import Stay
from hotel.stays.services import arriving as arriving_below
from hotel.web import clock
from tests import races
from tests.cast import hire_cast
from tests.frontdesk.arriving import resident_id
from tests.house import build_house
from tests.stays.makers import Desk, night

pytestmark = pytest.mark.django_db(transaction=True)

NUMBERS = ("801", "802", "803", "804", "805", "806", "901", "902", "903", "904", "905", "906")
Press = Callable[[Stay, Any], Any]


@pytest.fixture
def crowd(transactional_db: None) -> Desk:
    stays.open_business_date(clock.today())
    return Desk(hire_cast(), build_house())


def due_in(crowd: Desk, turn: int) -> Stay:
    """A guest with a document on file, due in a room of their own."""
    stay = crowd.stay(NUMBERS[turn % len(NUMBERS)])
    guests.add_document(stay.guest_id, "resident_id", resident_id(), by=crowd.by)
    return stay


def by_service(crowd: Desk) -> Press:
    def press(stay: Stay, token: Any) -> int:
        made = counter.check_in(
            stay.pk,
            by=crowd.by,
            form_token=token,
            persons=[PersonRegistered(guest_id=stay.guest_id)],
            deposit=Deposit(Decimal(600)),
        )
        return made.pk

    return press


def over_http(crowd: Desk) -> Press:
    def press(stay: Stay, token: Any) -> str:
        client = Client()
        client.force_login(crowd.by)
        held = stay.guest.documents.get()
        room = stay.room
        form = {
            "token": token,
            "room": room.pk if room else "",
            "p0-guest": stay.guest_id,
            "p0-document": held.pk,
            "deposit": "600",
            "method": "cash",
            "signed": "on",
            "keys": 1,
            "place": "desk",
        }
        answer = client.post(reverse("frontdesk:check-in", args=[stay.pk]), form)
        return str(answer.status_code)

    return press


WAYS = {"service": by_service, "http": over_http}


def left_behind(stay: Stay) -> tuple[int, int, int]:
    """Check-ins, deposits and cards of a stay."""
    lines = Line.objects.filter(folio__stay=stay, kind="deposit").count()
    return (
        CheckIn.objects.filter(stay=stay).count(),
        lines,
        KeyCard.objects.filter(stay=stay).count(),
    )


def turns(way: str) -> int:
    return min(races.rounds(way), len(NUMBERS))


@pytest.mark.parametrize("way", WAYS)
def test_one_form_pressed_by_all_is_one_check_in(crowd: Desk, way: str) -> None:
    press = WAYS[way](crowd)
    with races.race() as hands:
        for turn in range(turns(way)):
            stay, token = due_in(crowd, turn), uuid4()
            outcomes = hands.run(lambda hand: press(stay, token))  # noqa: B023
            assert len(set(races.winners(outcomes))) == 1
            assert len(races.winners(outcomes)) == races.HANDS
            assert left_behind(stay) == (1, 1, 1)
    assert check_invariants() == []


def test_control_without_the_token_most_hands_are_sent_away(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving_here, "earlier", lambda *_args: None)
    press, stay, token = by_service(crowd), due_in(crowd, 0), uuid4()
    with races.race() as hands:
        outcomes = hands.run(lambda hand: press(stay, token))
    assert len(races.winners(outcomes)) == 1


@pytest.mark.parametrize("way", WAYS)
def test_a_guest_wanted_by_all_arrives_once(crowd: Desk, way: str) -> None:
    press = WAYS[way](crowd)
    with races.race() as hands:
        for turn in range(turns(way)):
            stay = due_in(crowd, turn)
            outcomes = hands.run(lambda hand: press(stay, uuid4()))  # noqa: B023
            if way == "service":
                assert len(races.winners(outcomes)) == 1
            assert left_behind(stay) == (1, 1, 1)
    assert check_invariants() == []


def constraints(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def test_control_with_naive_status_a_guest_arrives_many_times(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(stay_id: int, seen_version: int | None = None) -> Stay:
        return Stay.objects.select_related("reservation", "guest", "room_type").get(pk=stay_id)

    def write(stay: Stay, to: str, **facts: Any) -> bool:
        return bool(Stay.objects.filter(pk=stay.pk).update(status=to, **facts))

    def unlocked(room_ids: Any) -> list[Room]:
        return list(Room.objects.filter(pk__in=set(room_ids)).select_related("room_type"))

    monkeypatch.setattr(arriving_here, "locked_stay", read)
    monkeypatch.setattr(arriving_below, "locked_stay", read)
    monkeypatch.setattr(arriving_below, "lock_rooms", unlocked)
    monkeypatch.setattr(arriving_below, "turn", lambda *_args, **_facts: {})
    monkeypatch.setattr(states, "claim", write)
    press, stay = by_service(crowd), due_in(crowd, 0)
    with ExitStack() as stack:
        tables = (
            "frontdesk_registration",
            "frontdesk_keycard",
            "frontdesk_checkin",
            "cashier_folio",
        )
        for table in tables:
            for name in constraints(table):
                stack.enter_context(races.without_constraint(table, name))
        with races.race() as hands:
            hands.run(lambda hand: press(stay, uuid4()))
        assert left_behind(stay)[0] > 1


def test_a_room_wanted_by_all_walk_ins_goes_to_one(crowd: Desk) -> None:
    """And the others leave nothing behind: no guest, no booking, no money."""
    kings = [number for number in NUMBERS if number[2] in "123"]
    with races.race() as hands:
        for turn, number in enumerate(kings):
            shown = [resident_id() for _hand in range(races.HANDS)]
            outcomes = hands.run(lambda hand: enter(crowd, number, shown[hand]))  # noqa: B023
            assert len(races.winners(outcomes)) == 1
            assert (Stay.objects.count(), Line.objects.count()) == (turn + 1, turn + 1)
    assert check_invariants() == []


def enter(crowd: Desk, number: str, document: str) -> int:
    """Somebody walks in and wants this room."""
    person = PersonRegistered(facts={"name_zh": "许听澜"}, kind="resident_id", number=document)
    made = counter.walk_in(
        by=crowd.by,
        form_token=uuid4(),
        persons=[person],
        room_type_id=crowd.house.king.pk,
        room_id=crowd.house.rooms[number].pk,
        departure=night(1),
        deposit=Deposit(Decimal(600)),
    )
    return made.stay_id


def test_a_group_pressed_by_all_is_in_once(crowd: Desk) -> None:
    """Each hand with a form of its own: every room has one check-in, one deposit, one card."""
    king = crowd.house.king
    with races.race() as hands:
        for turn in range(2):
            group = stays.book_group(
                f"团队{turn}",
                guest_id=crowd.guest().pk,
                rooms=[(king.pk, 3)],
                arrival=night(),
                departure=night(1),
                by=crowd.by,
            )
            kings = [number for number in NUMBERS if number[2] in "123"]
            rooms = list(group.stays.order_by("pk"))
            for stay, number in zip(rooms, kings[turn * 3 :], strict=False):
                stays.assign_room(stay.pk, crowd.house.rooms[number].pk, by=crowd.by)
            members = [counter.Member(stay_id=stay.pk) for stay in rooms]
            hands.run(
                lambda hand: counter.check_in_group(
                    group.pk,  # noqa: B023
                    members[::-1] if hand % 2 else members,  # noqa: B023
                    by=crowd.by,
                    form_token=uuid4(),
                    deposit=Deposit(Decimal(200)),
                )
            )
            assert [left_behind(stay) for stay in rooms] == [(1, 1, 1)] * 3
    assert check_invariants() == []
