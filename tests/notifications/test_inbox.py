"""The inbox, the bell and the answers people give."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hotel.journal.models import Entry
from hotel.notifications import selectors, services
from hotel.notifications.announce import ALARM
from hotel.notifications.models import Notice, Receipt
from hotel.web.refusals import Forbidden
from tests.cast import Cast
from tests.notifications.scene import act, news


def _notice(cast: Cast, **more: Any) -> Notice:
    entry = act(cast, news(roles=("engineer",), **more))
    return Notice.objects.get(entry=entry)


@pytest.fixture
def engineer(cast: Cast, enter: Any) -> Client:
    client: Client = enter(cast.engineer)
    return client


def _page(client: Client, path: str = "/inbox/") -> str:
    return client.get(path).content.decode()


def test_the_inbox_shows_what_one_was_told(cast: Cast, engineer: Client) -> None:
    _notice(cast)

    assert "Mr Bao arrives" in _page(engineer)


def test_the_inbox_shows_nobody_elses(cast: Cast, enter: Any) -> None:
    _notice(cast)

    assert "Mr Bao" not in _page(enter(cast.receptionist))


def test_unseen_alarms_stand_first_then_the_unseen_then_the_newest(cast: Cast) -> None:
    alarm, seen = _notice(cast, level=ALARM), _notice(cast)
    plain, newest = _notice(cast), _notice(cast)
    services.see([seen.pk], by=cast.engineer)

    assert list(selectors.inbox(cast.engineer)) == [alarm, newest, plain, seen]


def test_the_inbox_is_filtered_by_level(cast: Cast, engineer: Client) -> None:
    _notice(cast)

    assert 'id="notice-' not in _page(engineer, "/inbox/?show=alarm")


def test_the_inbox_asks_the_database_the_same_for_one_and_for_many(
    cast: Cast, engineer: Client
) -> None:
    asked = []
    for notices in (1, 12):
        for _ in range(notices):
            _notice(cast)
        _page(engineer)
        with CaptureQueriesContext(connection) as queries:
            _page(engineer)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_a_page_that_shows_the_bell_has_delivered_the_news(cast: Cast, engineer: Client) -> None:
    notice = _notice(cast)
    engineer.get("/inbox/bell/")

    notice.refresh_from_db()
    assert notice.delivered_at is not None
    assert notice.seen_at is None


def test_the_bell_counts_what_is_unseen(cast: Cast, engineer: Client) -> None:
    _notice(cast)
    _notice(cast, level=ALARM)

    bell = _page(engineer, "/inbox/bell/")
    assert 'data-count="2"' in bell
    assert 'data-alarms="1"' in bell


def test_the_bell_of_a_confidential_notice_keeps_the_name_out_of_what_leaves_the_page(
    cast: Cast, engineer: Client
) -> None:
    _notice(cast, confidential=True)

    discreet = re.findall(r'data-discreet="([^"]*)"', _page(engineer, "/inbox/bell/"))
    assert discreet == ["Somebody arrives"]


def test_opening_a_notice_marks_it_seen_and_leads_on(cast: Cast, engineer: Client) -> None:
    notice = _notice(cast)
    answer = engineer.post(f"/inbox/{notice.pk}/open/")

    notice.refresh_from_db()
    assert notice.seen_at is not None
    assert answer.headers["Location"] == "/vip/7/"


def test_accepting_is_journaled_once(cast: Cast, engineer: Client) -> None:
    notice = _notice(cast, needs_answer=True)
    for _ in range(2):
        engineer.post(f"/inbox/{notice.pk}/accept/")

    notice.refresh_from_db()
    assert notice.accepted_at is not None
    assert Entry.objects.filter(verb="notice.accepted").count() == 1


@pytest.mark.parametrize("act_", ["open", "accept"])
def test_somebody_elses_notice_is_not_found(cast: Cast, enter: Any, act_: str) -> None:
    notice = _notice(cast, needs_answer=True)
    answer = enter(cast.receptionist).post(f"/inbox/{notice.pk}/{act_}/")

    notice.refresh_from_db()
    assert (answer.status_code, notice.seen_at) == (404, None)


def test_the_service_refuses_to_accept_for_somebody_else(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        services.accept(_notice(cast, needs_answer=True).pk, by=cast.receptionist)


def test_marking_all_as_read_leaves_what_asks_for_an_answer(cast: Cast, engineer: Client) -> None:
    _notice(cast)
    asking = _notice(cast, needs_answer=True)
    engineer.post("/inbox/seen/")

    unseen = Notice.objects.filter(recipient=cast.engineer, seen_at=None)
    assert list(unseen) == [asking]


def test_the_inbox_offers_the_departments_receipts(cast: Cast, engineer: Client) -> None:
    entry = act(cast, news(departments=("engineering",), needs_receipt=True))
    receipt = Receipt.objects.get(entry=entry)

    assert f"/receipts/{receipt.pk}/acknowledge/" in _page(engineer)


def test_a_receipt_is_given_in_one_tap_and_goes_from_the_board(
    cast: Cast, engineer: Client
) -> None:
    entry = act(cast, news(departments=("engineering",), needs_receipt=True))
    receipt = Receipt.objects.get(entry=entry)

    answer = engineer.post(f"/receipts/{receipt.pk}/acknowledge/", headers={"HX-Request": "true"})
    receipt.refresh_from_db()
    assert receipt.acknowledged_by == cast.engineer
    assert "Mr Bao" not in answer.content.decode()


def test_another_departments_receipt_is_refused(cast: Cast, enter: Any) -> None:
    entry = act(cast, news(departments=("engineering",), needs_receipt=True))
    receipt = Receipt.objects.get(entry=entry)

    answer = enter(cast.cashier).post(f"/receipts/{receipt.pk}/acknowledge/")
    assert answer.status_code == 403


def test_a_name_with_a_script_stays_text(cast: Cast, engineer: Client) -> None:
    _notice(cast, params={"guest": "<script>alert(1)</script>"})

    assert "<script>alert(1)" not in _page(engineer) + _page(engineer, "/inbox/bell/")
