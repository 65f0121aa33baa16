"""Sixteen workers look at once: each step of the ladder is taken by one of them."""

import pytest

from hotel.journal.models import Entry
from hotel.work import services
from hotel.work.models import EscalationStep
from tests import races
from tests.cast import hire_cast
from tests.work.climbing import at, escalating, on_duty
from tests.work.owing import owe, planned

pytestmark = pytest.mark.django_db(transaction=True)
ITEMS = ("P04", "P06", "D02")


def test_many_workers_take_each_step_once() -> None:
    on_duty(hire_cast().room_attendant)
    taken = 0
    with escalating(), races.race() as hands:
        for turn in range(1, races.ROUNDS + 1):
            with at(0):
                owe(*(planned(key, role_code="room_attendant") for key in ITEMS), subject=turn)
            with at(20.1):
                taken += sum(races.winners(hands.run(lambda _hand: services.watch())))

    assert (taken, EscalationStep.objects.count()) == (3 * races.ROUNDS, 3 * races.ROUNDS)
    assert Entry.objects.filter(verb="work.escalated").count() == races.ROUNDS
