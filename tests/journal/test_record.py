"""An act and its entry stand or fall together, and the entry never changes."""

import time

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from hotel.journal import poke
from hotel.journal.models import Dispatch, Entry
from hotel.journal.services import record
from tests.cast import Cast

REFUSALS = (InternalError, IntegrityError, ProgrammingError)


def _act(cast: Cast, verb: str = "test.done", **more: object) -> Entry:
    with transaction.atomic():
        return record(verb, cast.engineer, by=cast.receptionist, **more)  # type: ignore[arg-type]


def test_an_entry_says_who_did_what_to_what(cast: Cast) -> None:
    entry = _act(cast, about=["vip.visit:7"], changes={"floor": (8, 9)}, reason="why not")

    assert entry.actor == cast.receptionist
    assert entry.about == [f"staff.user:{cast.engineer.pk}", "vip.visit:7"]
    assert (entry.changes, entry.reason) == ({"floor": [8, 9]}, "why not")


def test_an_act_outside_a_transaction_is_refused(transactional_db: None, cast: Cast) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record("test.done", cast.engineer, by=cast.receptionist)


def test_recording_costs_one_statement(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        record("test.done", cast.engineer, by=cast.receptionist, topics=["dept:engineering"])


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry"]
)
def test_the_database_refuses_to_change_the_journal(cast: Cast, statement: str) -> None:
    _act(cast)

    with pytest.raises(REFUSALS), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_rolled_back_act_leaves_no_entry_and_no_news(
    transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = Entry.objects.count()
    poked: list[int] = []
    monkeypatch.setattr("hotel.journal.services.poke", poked.append)

    with transaction.atomic():
        record("test.done", cast.engineer, by=cast.receptionist)
        transaction.set_rollback(True)

    assert (Entry.objects.count() - entries, Dispatch.objects.count() - entries, poked) == (
        0,
        0,
        [],
    )


def test_a_committed_act_pokes_once(
    transactional_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    poked: list[int] = []
    monkeypatch.setattr("hotel.journal.services.poke", poked.append)

    assert poked == [_act(cast).pk]


def test_a_poke_waits_for_nobody_even_when_the_broker_hangs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def hang(*_args: object, **_options: object) -> None:
        time.sleep(1)

    monkeypatch.setattr("hotel.journal.tasks.deliver.apply_async", hang)
    messenger = poke.Messenger()

    start = time.monotonic()
    for number in range(200):
        messenger.leave(number)

    assert time.monotonic() - start < 0.2


def test_what_an_act_leaves_at_once_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[int, ...]] = []
    monkeypatch.setattr(
        "hotel.journal.tasks.deliver.apply_async", lambda ids, **_options: sent.append(ids)
    )
    messenger = poke.Messenger()
    monkeypatch.setattr(messenger, "_start", lambda: None)
    for number in (3, 4, 5):
        messenger.leave(number)

    messenger.send_waiting()

    assert sent == [(3, 4, 5)]
