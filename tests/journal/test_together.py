"""Entries whose followers touch no row are delivered many at a time, and one by one when that fails."""

import pytest

from hotel.journal import bus, outbox
from hotel.journal.bus import Entry
from hotel.journal.models import Dispatch
from hotel.journal.services import record
from hotel.staff.models import User
from tests.cast import Cast
from tests.journal.news import following, noting

pytestmark = pytest.mark.django_db


def waiting(by: User, *verbs: str) -> list[int]:
    outbox.sweep()
    return [record(verb, by, by=by).pk for verb in verbs]


def test_light_entries_are_one_transaction(
    cast: Cast, django_assert_num_queries: object, django_capture_on_commit_callbacks: object
) -> None:
    heard: list[int] = []
    with following("test.*", noting(heard), minds=lambda verb: verb == "test.heavy"):
        assert bus.moves_rows("test.heavy")
        assert not bus.moves_rows("test.light")
        ids = waiting(cast.receptionist, *["test.light"] * 12)
        with django_assert_num_queries(5):  # type: ignore[operator]  # the list, a savepoint round two
            assert outbox.sweep() == 12
    assert heard == ids
    assert not Dispatch.objects.filter(pk__in=ids, delivered_at=None).exists()


def test_the_order_of_light_and_heavy_is_kept(cast: Cast) -> None:
    heard: list[int] = []
    with following("test.*", noting(heard), minds=lambda verb: verb == "test.heavy"):
        ids = waiting(cast.receptionist, "test.light", "test.heavy", "test.light", "test.light")
        assert outbox.sweep() == 4
    assert heard == ids


def test_one_that_cannot_be_delivered_holds_nobody_up(cast: Cast) -> None:
    ill: list[int] = []

    def breaks(entry: Entry) -> None:
        if entry.pk in ill:
            raise RuntimeError("ill")

    with following("test.*", breaks, minds=lambda _verb: False):
        ids = waiting(cast.receptionist, *["test.light"] * 3)
        ill.append(ids[1])
        assert outbox.sweep() == 2
    left = Dispatch.objects.filter(pk__in=ids, delivered_at=None)
    assert [dispatch.pk for dispatch in left] == [ids[1]]
    assert left[0].attempts == 1
