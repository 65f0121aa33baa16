"""A web process delivers what no worker has taken for a second, whoever wrote it, and only then."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from hotel.journal import lookout, outbox
from hotel.journal.lookout import Lookout
from hotel.journal.models import Dispatch
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from tests.cast import Cast
from tests.journal.news import following, noting
from tests.stack import until

SECOND = timedelta(seconds=1)


def act(by: User) -> int:
    with transaction.atomic():
        return record("test.done", by, by=by).pk


@pytest.mark.django_db
def test_only_what_has_waited_is_swept(cast: Cast) -> None:
    outbox.sweep()
    heard: list[int] = []
    with following("test.*", noting(heard)), time_machine.travel(clock.now(), tick=False) as time_:
        old = act(cast.receptionist)
        time_.shift(SECOND)
        fresh = act(cast.receptionist)

        assert outbox.sweep(SECOND) == 1
        assert heard == [old]
        time_.shift(SECOND)
        assert outbox.sweep(SECOND) == 1
    assert heard == [old, fresh]


@pytest.mark.django_db(transaction=True)
def test_the_patience_over_it_is_delivered(cast: Cast) -> None:
    look = Lookout(patience=timedelta(seconds=0.3))
    outbox.sweep()
    entry = act(cast.receptionist)
    look.wake_later()  # nobody stands there yet: as in a worker, in a command
    look.stand()
    time.sleep(0.6)
    assert waits(entry)

    look.wake_later()
    until(lambda: not waits(entry), 20, "it is delivered")


def waits(entry: int) -> bool:
    return Dispatch.objects.filter(pk=entry, delivered_at=None).exists()


def test_no_lookout_stands_in_a_process_that_serves_no_pages() -> None:
    assert not lookout._lookout._standing
