"""Two people at one room, on real connections."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from hotel.journal.selectors import history_of
from hotel.rooms import services
from hotel.rooms.models import Room
from hotel.web.refusals import Refused
from tests.cast import Cast, hire_cast
from tests.house import House, build_house

ROUNDS = 10


def race(*acts: Callable[[], object]) -> list[str]:
    """Run the acts at the same instant, each in a thread; "ok" or the refusal's code for each."""
    gate = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait(5)
            act()
            outcomes.append("ok")
        except Refused as refusal:
            outcomes.append(str(refusal.code))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return sorted(outcomes)


@pytest.fixture
def team(transactional_db: None) -> tuple[Cast, House]:
    return hire_cast(), build_house()


def test_of_two_who_start_cleaning_one_does(team: tuple[Cast, House]) -> None:
    cast, house = team
    room = house.rooms["801"]
    for _round in range(ROUNDS):
        Room.objects.filter(pk=room.pk).update(cleanliness="dirty", version=0)
        outcomes = race(
            lambda: services.set_cleanliness(room.pk, "cleaning", by=cast.room_attendant),
            lambda: services.set_cleanliness(room.pk, "cleaning", by=cast.hk_supervisor),
        )
        assert outcomes == ["illegal_move", "ok"]
    assert len(history_of(room, limit=100)) == ROUNDS


def test_a_room_is_not_let_and_blocked_at_once(team: tuple[Cast, House]) -> None:
    from tests.rooms.test_blocks import hours

    cast, house = team
    room = house.rooms["801"]
    for _round in range(ROUNDS):
        Room.objects.filter(pk=room.pk).update(
            occupancy="vacant", cleanliness="inspected", block="none"
        )
        room.blocks.update(living=False)
        outcomes = race(
            lambda: services.set_occupancy(room.pk, "occupied", by=cast.receptionist),
            lambda: services.block_room(
                room.pk, "out_of_order", hours(0), hours(2), "x", by=cast.hk_supervisor
            ),
        )
        assert outcomes == ["ok", "refused"]
