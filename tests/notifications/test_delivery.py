"""From an act to a notice for each person, once."""

from typing import Any

import pytest
from django.utils import translation

from hotel.journal import outbox
from hotel.journal.models import Dispatch
from hotel.notifications import services
from hotel.notifications.models import Notice, Receipt
from hotel.notifications.words import said, say
from tests.cast import Cast
from tests.notifications.scene import SUBJECT, act, announcing_news, news, told

BOTH = ("housekeeping", "engineering")


def test_an_act_without_news_tells_nobody(cast: Cast) -> None:
    assert told(act(cast)) == set()


def test_a_second_delivery_makes_nothing_new(cast: Cast) -> None:
    told_once = news(departments=BOTH, needs_receipt=True)
    entry = act(cast, told_once)
    before = (Notice.objects.count(), Receipt.objects.count())
    # As if the worker had been killed after the notices and before the mark, with autocommit.
    Dispatch.objects.filter(entry=entry).update(delivered_at=None)

    with announcing_news(told_once):
        outbox.sweep()

    assert (Notice.objects.count(), Receipt.objects.count()) == before


def test_a_notice_keeps_its_facts_not_its_text(cast: Cast) -> None:
    entry = act(cast, news(roles=("engineer",), needs_answer=True))

    notice = Notice.objects.get(entry=entry)
    assert (notice.code, notice.params, notice.url, notice.needs_answer) == (
        "test.news",
        {"guest": "Mr Bao", "room": "801"},
        "/vip/7/",
        True,
    )


def test_every_department_owes_a_receipt_where_one_is_asked(cast: Cast) -> None:
    entry = act(cast, news(departments=BOTH, needs_receipt=True))

    owed = Receipt.objects.filter(entry=entry).order_by("department__code")
    assert [(each.department.code, each.subject) for each in owed] == [
        ("engineering", f"staff.user:{cast.engineer.pk}"),
        ("housekeeping", f"staff.user:{cast.engineer.pk}"),
    ]


def test_a_receipt_may_stand_under_another_record(cast: Cast) -> None:
    entry = act(cast, news(departments=BOTH, needs_receipt=True, subject=SUBJECT))

    assert {each.subject for each in entry.receipts.all()} == {SUBJECT}


def test_the_actors_own_department_owes_its_receipt_too(cast: Cast) -> None:
    entry = act(cast, news(departments=BOTH, needs_receipt=True), by=cast.engineer)

    assert "engineer" not in told(entry)
    assert entry.receipts.get(department__code="engineering").acknowledged_at is None


@pytest.mark.parametrize("people", [1, 2])
def test_telling_costs_the_same_for_one_department_or_many(
    cast: Cast, django_assert_max_num_queries: Any, people: int
) -> None:
    entry = act(cast)
    with (
        announcing_news(news(departments=BOTH[:people], needs_receipt=True)),
        django_assert_max_num_queries(6),
    ):
        services.tell(entry)


# ── words ──


def test_words_are_made_in_the_readers_language() -> None:
    say("test.pair", title="%(task)s · %(place)s")
    params = {"task_zh": "开夜床", "task_en": "Turndown", "place": {"zh": "八楼", "en": "Floor 8"}}

    with translation.override("zh-hans"):
        assert said("test.pair", params).title == "开夜床 · 八楼"
    with translation.override("en"):
        assert said("test.pair", params).title == "Turndown · Floor 8"


def test_a_missing_fact_leaves_a_gap_and_breaks_nothing() -> None:
    assert said("test.news", {}).title == " arrives"


def test_an_unknown_code_still_says_something() -> None:
    with translation.override("en"):
        assert said("no.such", {}).title == "Something new"


def test_a_percent_sign_in_a_name_is_harmless() -> None:
    assert said("test.news", {"guest": "100%(room)s"}).title == "100%(room)s arrives"


def test_a_confidential_notice_is_discreet_outside_the_page() -> None:
    spoken = said("test.news", {"guest": "Mr Bao"}, confidential=True)

    assert (spoken.title, spoken.discreet) == ("Mr Bao arrives", "Somebody arrives")
