"""Two beats, two taps at the same moment: each step and each answer once."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from hotel.journal.models import Entry
from hotel.notifications import services
from hotel.notifications.models import Receipt
from tests.cast import Cast
from tests.notifications.scene import act, news

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receipt(cast: Cast) -> Receipt:
    entry = act(cast, news(departments=("housekeeping",), needs_receipt=True))
    return Receipt.objects.get(entry=entry)


def _together(deed: Callable[[], object], hands: int = 6) -> None:
    start = threading.Barrier(hands)

    def one_hand() -> None:
        start.wait()
        deed()
        connection.close()

    threads = [threading.Thread(target=one_hand) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_beats_at_once_remind_and_escalate_once(receipt: Receipt) -> None:
    late = receipt.made_at + timedelta(minutes=31)
    _together(lambda: services.remind_overdue_receipts(late))

    steps = Entry.objects.filter(verb__startswith="receipt.").values_list("verb", flat=True)
    assert sorted(steps) == ["receipt.escalated", "receipt.reminded"]


def test_people_acknowledging_at_once_do_it_once(cast: Cast, receipt: Receipt) -> None:
    _together(lambda: services.acknowledge(receipt.pk, by=cast.hk_supervisor))

    assert Entry.objects.filter(verb="receipt.acknowledged").count() == 1
