"""A department says that it knows; when it does not, it is reminded, then others are told."""

from datetime import timedelta

import pytest

from hotel.journal import outbox
from hotel.journal.models import Entry
from hotel.journal.selectors import history_of
from hotel.notifications import selectors, services
from hotel.notifications.models import Notice, Receipt
from hotel.web.refusals import Forbidden
from tests.cast import Cast
from tests.notifications.scene import SUBJECT, act, news, on_duty


@pytest.fixture
def receipt(cast: Cast) -> Receipt:
    """Housekeeping owes one."""
    entry = act(
        cast,
        news(departments=("housekeeping",), needs_receipt=True, subject=SUBJECT),
        topics=["vip:all", "dept:sales"],
    )
    return Receipt.objects.get(entry=entry)


def _minutes_later(receipt: Receipt, minutes: float) -> int:
    """What the watch does so long after the receipt was asked for."""
    return services.remind_overdue_receipts(receipt.made_at + timedelta(minutes=minutes))


def _told_of(code: str) -> set[str]:
    while outbox.sweep():
        pass
    notices = Notice.objects.filter(code=code)
    return set(notices.values_list("recipient__username", flat=True))


def test_anybody_of_the_department_acknowledges_for_it(cast: Cast, receipt: Receipt) -> None:
    services.acknowledge(receipt.pk, by=cast.room_attendant)

    receipt.refresh_from_db()
    assert receipt.acknowledged_by == cast.room_attendant
    assert not selectors.open_receipts("housekeeping")


def test_somebody_on_duty_there_acknowledges_for_it(cast: Cast, receipt: Receipt) -> None:
    on_duty(cast.etiquette, "housekeeping")

    assert services.acknowledge(receipt.pk, by=cast.etiquette).acknowledged_at is not None


@pytest.mark.parametrize("role", ["engineer", "general_manager", "admin"])
def test_nobody_else_does(cast: Cast, receipt: Receipt, role: str) -> None:
    with pytest.raises(Forbidden):
        services.acknowledge(receipt.pk, by=cast.holding(role))


def test_an_acknowledgement_is_one_act_of_the_record_it_is_about(
    cast: Cast, receipt: Receipt
) -> None:
    services.acknowledge(receipt.pk, by=cast.room_attendant)
    services.acknowledge(receipt.pk, by=cast.hk_supervisor)

    entry = Entry.objects.get(verb="receipt.acknowledged")
    assert entry.actor == cast.room_attendant
    assert history_of(SUBJECT)[0].id == entry.pk
    assert {"dept:housekeeping", SUBJECT, "vip:all"} < set(entry.topics)


def test_whoever_acknowledges_has_seen_the_notice(cast: Cast, receipt: Receipt) -> None:
    services.acknowledge(receipt.pk, by=cast.room_attendant)

    notice = Notice.objects.get(entry=receipt.entry, recipient=cast.room_attendant)
    assert notice.seen_at is not None


def test_nothing_happens_before_its_time(receipt: Receipt) -> None:
    assert _minutes_later(receipt, 14.9) == 0


def test_after_fifteen_minutes_the_department_is_reminded(receipt: Receipt) -> None:
    _minutes_later(receipt, 15)

    assert "room_attendant" in _told_of("receipt.reminded")


def test_a_reminder_comes_once(receipt: Receipt) -> None:
    assert [_minutes_later(receipt, minutes) for minutes in (15, 15.3, 20)] == [1, 0, 0]


def test_after_thirty_minutes_the_assistant_manager_on_duty_is_alarmed(
    cast: Cast, receipt: Receipt
) -> None:
    on_duty(cast.assistant_manager)
    on_duty(cast.duty_manager)
    _minutes_later(receipt, 30)

    assert _told_of("receipt.escalated") == {"assistant_manager"}
    assert {each.level for each in Notice.objects.filter(code="receipt.escalated")} == {"alarm"}


def test_without_one_the_manager_on_duty_is_alarmed(cast: Cast, receipt: Receipt) -> None:
    on_duty(cast.duty_manager)
    _minutes_later(receipt, 30)

    assert _told_of("receipt.escalated") == {"duty_manager"}


def test_with_nobody_on_duty_both_are_alarmed(receipt: Receipt) -> None:
    _minutes_later(receipt, 30)

    assert _told_of("receipt.escalated") == {"assistant_manager", "duty_manager"}


def test_once_acknowledged_nobody_is_reminded_or_alarmed(cast: Cast, receipt: Receipt) -> None:
    services.acknowledge(receipt.pk, by=cast.hk_supervisor)

    assert _minutes_later(receipt, 60) == 0


def test_after_the_escalation_who_runs_the_house_may_acknowledge(
    cast: Cast, receipt: Receipt
) -> None:
    _minutes_later(receipt, 30)

    services.acknowledge(receipt.pk, by=cast.assistant_manager)
    receipt.refresh_from_db()
    assert receipt.acknowledged_by == cast.assistant_manager


def test_the_news_may_set_its_own_times(cast: Cast) -> None:
    entry = act(
        cast, news(departments=("sales",), needs_receipt=True, remind_after=2, escalate_after=5)
    )

    assert _minutes_later(entry.receipts.get(), 5) == 2


def test_the_reminder_says_what_it_is_about(receipt: Receipt) -> None:
    _minutes_later(receipt, 15)
    _told_of("receipt.reminded")

    notice = Notice.objects.filter(code="receipt.reminded").first()
    assert notice is not None
    assert notice.params["what"] == {"code": "test.news", "params": receipt.params}


def test_receipts_of_many_records_are_one_query(
    receipt: Receipt, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = selectors.receipts_of_many([SUBJECT, "vip.visit:8"])
        names = [each.department.name for each in found[SUBJECT]]

    assert (names, "vip.visit:8" in found) == (["客房部"], False)
