"""A web process delivers the news of its acts when no worker does, and only then."""

import time

import pytest

from hotel.journal import lookout, outbox
from hotel.journal.lookout import Lookout, deliver_left
from hotel.journal.models import Dispatch
from hotel.journal.services import record
from hotel.staff.models import User
from tests.cast import Cast
from tests.journal.news import failing, following, noting
from tests.stack import until


def acts(by: User, count: int, verb: str = "test.done") -> list[int]:
    outbox.sweep()
    return [record(verb, by, by=by).pk for _ in range(count)]


@pytest.mark.django_db
def test_only_what_still_waits_is_delivered_here(cast: Cast) -> None:
    heard: list[int] = []
    with following("test.*", noting(heard)):
        ids = acts(cast.receptionist, 3)
        outbox.deliver(ids[1])
        assert deliver_left(ids) == 2
        assert deliver_left(ids) == 0
    assert heard == [ids[1], ids[0], ids[2]]


@pytest.mark.django_db
def test_one_that_fails_is_left_to_the_sweep_and_holds_nobody_up(cast: Cast) -> None:
    with following("test.bad", failing):
        bad = acts(cast.receptionist, 1, "test.bad")
        good = acts_after(cast.receptionist)
        assert deliver_left([*bad, *good]) == 1
    assert Dispatch.objects.get(pk=bad[0]).attempts == 1


def acts_after(by: User) -> list[int]:
    return [record("test.done", by, by=by).pk]


@pytest.mark.django_db(transaction=True)
def test_the_patience_over_it_is_delivered(cast: Cast) -> None:
    look = Lookout(patience=0.3)
    [entry] = _committed(cast.receptionist)
    look.leave(entry)  # nobody stands there yet: as in a worker, in a command
    look.stand()
    time.sleep(0.5)
    assert Dispatch.objects.get(pk=entry).delivered_at is None

    look.leave(entry)
    assert Dispatch.objects.get(pk=entry).delivered_at is None
    until(lambda: Dispatch.objects.get(pk=entry).delivered_at is not None, 20, "it is delivered")


def _committed(by: User) -> list[int]:
    from django.db import transaction

    with transaction.atomic():
        return [record("test.done", by, by=by).pk]


def test_no_lookout_stands_in_a_process_that_serves_no_pages() -> None:
    assert not lookout._lookout._standing
