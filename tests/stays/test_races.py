"""16 hands at once: one room and one night, the last room of a type, double check-in, crossing moves.

Each race has its negative control: with what protects it taken away, the same race must go wrong.
RACE_ROUNDS=200 runs the full length.
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from hotel.guests.models import Guest
from hotel.rooms import services as rooms
from hotel.rooms.enums import Cleanliness
from hotel.rooms.models import Room
from hotel.stays import nights, rooming, services, states
from hotel.stays.history import check_invariants
from hotel.stays.models import SoldNight, Stay, TypeNight
from hotel.stays.services import arriving
from hotel.stays.services import rooming as moving
from hotel.web import clock
from tests import races
from tests.cast import hire_cast
from tests.house import build_house
from tests.stays.makers import Desk, night

pytestmark = pytest.mark.django_db(transaction=True)

Book = Callable[[int, int], Any]  # (round, hand)


@pytest.fixture
def crowd(transactional_db: None) -> Desk:
    services.open_business_date(clock.today())
    return Desk(hire_cast(), build_house())


@pytest.fixture
def guests(crowd: Desk) -> list[Guest]:
    return [crowd.guest() for _hand in range(races.HANDS)]


def by_service(crowd: Desk, guests: list[Guest], code: str, number: str | None) -> Book:
    """One booking of a night, straight through the service."""
    room_type = getattr(crowd.house, code)
    room_id = crowd.house.rooms[number].pk if number else None

    def book(turn: int, hand: int) -> bool:
        services.book(
            guest_id=guests[hand].pk,
            room_type_id=room_type.pk,
            room_id=room_id,
            arrival=night(turn),
            departure=night(turn + 1),
            by=crowd.by,
        )
        return True

    return book


def over_http(crowd: Desk, guests: list[Guest], code: str, number: str | None) -> Book:
    """One booking of a night through the form, session and middleware."""
    clients = [Client() for _hand in range(races.HANDS)]
    for client in clients:
        client.force_login(crowd.by)

    def book(turn: int, hand: int) -> bool:
        form = {
            "token": uuid4(),
            "kind": "overnight",
            "guest": guests[hand].pk,
            "arrival": night(turn).isoformat(),
            "departure": night(turn + 1).isoformat(),
            "room_type": getattr(crowd.house, code).pk,
            "room": number or "",
            "adults": 1,
            "children": 0,
            "source": "phone",
            "guarantee": "none",
        }
        response = clients[hand].post(reverse("stays:new"), form)
        assert response.status_code in (303, 422)
        return response.status_code == 303

    return book


WAYS = {"service": by_service, "http": over_http}


def wins(book: Book, rounds: int) -> list[int]:
    """How many hands got the room in each round."""
    with races.race() as hands:
        return [
            sum(map(bool, races.winners(hands.run(lambda hand: book(turn, hand)))))  # noqa: B023
            for turn in range(rounds)
        ]


@pytest.mark.parametrize("way", WAYS)
def test_one_room_and_night_goes_to_one(crowd: Desk, guests: list[Guest], way: str) -> None:
    rounds = races.rounds(way)
    assert wins(WAYS[way](crowd, guests, "king", "801"), rounds) == [1] * rounds
    assert check_invariants() == []


def no_room_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(room_ids: Any) -> list[Room]:
        return list(Room.objects.filter(pk__in=set(room_ids)).select_related("room_type"))

    for module in (rooming, moving, arriving):
        monkeypatch.setattr(module, "lock_rooms", unlocked)


@pytest.mark.parametrize("gone", ["lock", "constraint"])
def test_one_of_two_protections_of_a_room_is_enough(
    crowd: Desk, guests: list[Guest], monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    with ExitStack() as stack:
        if gone == "lock":
            no_room_lock(monkeypatch)
        else:
            stack.enter_context(races.without_constraint("stays_roomassignment", "stays_room_once"))
        assert wins(by_service(crowd, guests, "king", "801"), 5) == [1] * 5


@pytest.mark.parametrize("way", WAYS)
def test_control_without_lock_and_constraint_a_room_is_let_twice(
    crowd: Desk, guests: list[Guest], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    no_room_lock(monkeypatch)
    with races.without_constraint("stays_roomassignment", "stays_room_once"):
        assert max(wins(WAYS[way](crowd, guests, "king", "801"), 3)) > 1


@pytest.mark.parametrize("way", WAYS)
def test_the_last_two_rooms_of_a_type_go_to_two(crowd: Desk, guests: list[Guest], way: str) -> None:
    rounds = races.rounds(way)
    assert wins(WAYS[way](crowd, guests, "suite", None), rounds) == [2] * rounds
    assert check_invariants() == []


@pytest.mark.parametrize("way", WAYS)
def test_control_with_naive_counting_a_type_is_oversold(
    crowd: Desk, guests: list[Guest], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def only_ensure(room_type_id: int, its_nights: Any) -> list[TypeNight]:
        nights.ensure(room_type_id, its_nights[0], its_nights[-1] + timedelta(days=1))
        return list(TypeNight.objects.filter(room_type=room_type_id, night__in=its_nights))

    def read_then_write(room_type_id: int, its_nights: Any, limit: int) -> int:
        rows = list(TypeNight.objects.filter(room_type=room_type_id, night__in=its_nights))
        free = [row for row in rows if row.free > 0]
        for row in free:
            TypeNight.objects.filter(pk=row.pk).update(sold=row.sold + 1)
        return len(free)

    monkeypatch.setattr(nights, "_prepare", only_ensure)
    monkeypatch.setattr(nights, "_count_up", read_then_write)
    with races.without_constraint("stays_typenight", "stays_not_oversold"):
        wins(WAYS[way](crowd, guests, "suite", None), 5)
        sold = [SoldNight.objects.filter(night=night(turn)).count() for turn in range(5)]
    assert max(sold) > 2


@pytest.fixture
def arriving_stays(crowd: Desk) -> Callable[[], Stay]:
    """A stay due in room 801, again and again."""

    def arrive() -> Stay:
        Room.objects.filter(number="801").update(cleanliness=Cleanliness.INSPECTED)
        return crowd.stay("801")

    return arrive


def check_ins(crowd: Desk, arrive: Callable[[], Stay], rounds: int, *, leave: bool) -> list[int]:
    counts = []
    with races.race() as hands:
        for _turn in range(rounds):
            stay = arrive()
            outcomes = hands.run(lambda hand: services.check_in(stay.pk, by=crowd.by))  # noqa: B023
            counts.append(len(races.winners(outcomes)))
            if leave:
                services.check_out(stay.pk, by=crowd.by)
    return counts


def test_a_guest_is_checked_in_once(crowd: Desk, arriving_stays: Callable[[], Stay]) -> None:
    counts = check_ins(crowd, arriving_stays, races.ROUNDS, leave=True)
    assert counts == [1] * races.ROUNDS
    assert check_invariants() == []


def test_control_with_naive_status_a_guest_is_checked_in_many_times(
    crowd: Desk, arriving_stays: Callable[[], Stay], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(stay_id: int, seen_version: int | None = None) -> Stay:
        return Stay.objects.select_related("reservation", "guest", "room_type").get(pk=stay_id)

    def write(stay: Stay, to: str, **facts: Any) -> bool:
        return bool(Stay.objects.filter(pk=stay.pk).update(status=to, **facts))

    no_room_lock(monkeypatch)
    monkeypatch.setattr(arriving, "locked_stay", read)
    monkeypatch.setattr(arriving, "turn", lambda *_args, **_facts: {})
    monkeypatch.setattr(states, "claim", write)
    assert max(check_ins(crowd, arriving_stays, 1, leave=False)) > 1


def test_one_room_wanted_by_two_moves_goes_to_one(crowd: Desk) -> None:
    stays = [crowd.in_house("801", nights=9), crowd.in_house("802", nights=9)]
    lives_in = {stays[0].pk: "801", stays[1].pk: "802"}
    wanted = "803"
    with races.race() as hands:
        for _turn in range(races.ROUNDS):
            Room.objects.filter(number=wanted).update(cleanliness=Cleanliness.INSPECTED)
            room_id = crowd.house.rooms[wanted].pk
            outcomes = hands.run(
                lambda hand: services.move_room(
                    stays[hand % 2].pk,
                    room_id,  # noqa: B023
                    "noise",
                    by=crowd.by,
                )
            )
            (won,) = races.winners(outcomes)
            # The room that was left is the next one everybody wants.
            lives_in[won.stay_id], wanted = wanted, lives_in[won.stay_id]
    assert check_invariants() == []


def crossing(crowd: Desk, rounds: int) -> int:
    """Two guests want each other's room, again and again. Returns how many hands saw a deadlock."""
    first, second = crowd.in_house("801"), crowd.in_house("802")
    wanted = {first.pk: crowd.house.rooms["802"].pk, second.pk: crowd.house.rooms["801"].pk}
    pairs = list(wanted.items())
    deadlocks = 0
    with races.race() as hands:
        for _turn in range(rounds):
            outcomes = hands.run(
                lambda hand: services.move_room(*pairs[hand % 2], "noise", by=crowd.by)
            )
            assert not races.winners(outcomes)
            deadlocks += sum(
                isinstance(each.problem and each.problem.__cause__, OperationalError)
                for each in outcomes
            )
    return deadlocks


def test_crossing_moves_never_deadlock(crowd: Desk) -> None:
    assert crossing(crowd, races.ROUNDS) == 0


def test_control_locking_the_own_room_first_deadlocks(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def own_first(room_ids: Any) -> list[Room]:
        held = []
        for room_id in reversed(list(room_ids)):
            held += rooms.lock_rooms([room_id])
            sleep(0.1)
        return held

    monkeypatch.setattr(moving, "lock_rooms", own_first)
    assert crossing(crowd, 2) > 0
