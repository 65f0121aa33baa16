"""Every entry's news is delivered once in effect, whatever dies on the way."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction

from hotel.journal import outbox
from hotel.journal.models import Dispatch, Entry
from hotel.journal.services import record
from hotel.web import clock
from tests.cast import Cast
from tests.journal.news import failing, following, noting

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast: Cast) -> Entry:
    """An act whose news waits; that of hiring the cast has gone out."""
    while outbox.sweep():
        pass
    with transaction.atomic():
        return record("test.done", cast.engineer, by=cast.receptionist)


def test_a_sweep_delivers_what_waits(entry: Entry) -> None:
    heard: list[int] = []
    with following("test.*", noting(heard)):
        outbox.sweep()

    assert heard == [entry.pk]


def test_what_was_delivered_is_not_delivered_again(entry: Entry) -> None:
    heard: list[int] = []
    with following("test.*", noting(heard)):
        outbox.deliver(entry.pk)
        outbox.deliver(entry.pk)
        outbox.sweep()

    assert heard == [entry.pk]


def test_a_follower_hears_only_its_verbs(entry: Entry) -> None:
    heard: list[int] = []
    with following("other.*", noting(heard)):
        outbox.sweep()

    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_deliver_once(entry: Entry) -> None:
    heard: list[int] = []
    both = threading.Barrier(2)

    def slow(found: Entry) -> None:
        heard.append(found.pk)
        with transaction.get_connection().cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")

    def sweep() -> None:
        both.wait()
        outbox.sweep()
        connection.close()

    with following("test.*", slow):
        threads = [threading.Thread(target=sweep) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert heard == [entry.pk]


@pytest.mark.django_db(transaction=True)
def test_an_entry_waits_again_when_its_delivery_is_killed(entry: Entry) -> None:
    heard: list[int] = []

    def killed(_entry: Entry) -> None:
        """What SIGKILL of the worker does: the database ends the session in mid-transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    def deliver_and_die() -> None:
        outbox.deliver(entry.pk)

    with following("test.*", killed):
        thread = threading.Thread(target=_swallow, args=[deliver_and_die])
        thread.start()
        thread.join()
    with (
        following("test.*", noting(heard)),
        time_machine.travel(clock.now() + timedelta(minutes=1)),
    ):
        outbox.sweep()

    assert heard == [entry.pk]


def _swallow(act: object) -> None:
    try:
        act()  # type: ignore[operator]
    except Exception:
        return
    finally:
        connection.close()


def test_what_a_follower_wrote_is_undone_when_another_fails(entry: Entry) -> None:
    def writing(found: Entry) -> None:
        record("test.followed", found, by=None)

    with following("test.done", writing), following("test.done", failing):
        outbox.deliver(entry.pk)

    assert not Entry.objects.filter(verb="test.followed").exists()


def test_what_follows_the_commit_may_fail_without_undoing_the_delivery(entry: Entry) -> None:
    with following("test.*", lambda _entry: lambda: failing(_entry)):
        delivered = outbox.deliver(entry.pk)

    assert delivered


def test_a_failing_delivery_is_tried_again_after_a_pause(entry: Entry) -> None:
    heard: list[int] = []
    with following("test.*", failing):
        outbox.sweep()
    with following("test.*", noting(heard)):
        outbox.sweep()
        at_once = list(heard)
        with time_machine.travel(clock.now() + timedelta(seconds=6)):
            outbox.sweep()

    assert (at_once, heard) == ([], [entry.pk])


def _fail_until_parked(entry: Entry) -> Dispatch:
    with following("test.*", failing):
        for attempt in range(outbox.GIVE_UP_AFTER):
            with time_machine.travel(clock.now() + timedelta(minutes=attempt)):
                outbox.sweep()
    return Dispatch.objects.get(entry=entry)


def test_an_entry_that_fails_again_and_again_is_parked_with_its_error(entry: Entry) -> None:
    dispatch = _fail_until_parked(entry)

    assert dispatch.parked_at is not None
    assert "the follower is ill" in dispatch.last_error


def test_a_parked_entry_is_left_alone_and_counted(entry: Entry) -> None:
    _fail_until_parked(entry)
    heard: list[int] = []
    with following("test.*", noting(heard)):
        outbox.sweep()

    assert (heard, outbox.parked_count(), outbox.oldest_waiting()) == ([], 1, None)


def test_a_parked_entry_goes_out_after_it_was_released(entry: Entry) -> None:
    _fail_until_parked(entry)
    heard: list[int] = []
    outbox.unpark(entry.pk)
    with following("test.*", noting(heard)):
        outbox.sweep()

    assert heard == [entry.pk]


def test_the_oldest_waiting_entry_is_known(entry: Entry) -> None:
    assert outbox.oldest_waiting() == entry.at
