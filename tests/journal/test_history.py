"""What was done to a record, as people read it."""

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from hotel.journal import words
from hotel.journal.models import Entry
from hotel.journal.selectors import history_of
from hotel.journal.services import record, ref
from tests.cast import Cast


def _act(cast: Cast, verb: str = "test.done", **more: Any) -> Entry:
    with transaction.atomic():
        return record(verb, cast.engineer, by=cast.receptionist, **more)


def test_the_newest_act_stands_first(cast: Cast) -> None:
    first, second = _act(cast), _act(cast)

    assert [act.id for act in history_of(cast.engineer)][:2] == [second.pk, first.pk]


def test_an_act_stands_in_the_history_of_every_record_it_is_about(cast: Cast) -> None:
    entry = _act(cast, about=[cast.cashier, "vip.visit:7"])

    assert [history_of(each)[0].id for each in (cast.cashier, "vip.visit:7")] == [entry.pk] * 2


def test_histories_of_several_records_are_one(cast: Cast) -> None:
    _act(cast, about=["vip.visit:7"])
    _act(cast, about=["vip.visit:8"])

    assert len(history_of(["vip.visit:7", "vip.visit:8"])) == 2


@pytest.mark.parametrize("acts", [1, 30])
def test_a_history_of_any_length_is_one_query(
    cast: Cast, django_assert_num_queries: Any, acts: int
) -> None:
    for _ in range(acts):
        _act(cast, changes={"department": (None, "x")})

    with django_assert_num_queries(1):
        history_of(cast.engineer)


def test_a_history_is_no_longer_than_asked(cast: Cast) -> None:
    for _ in range(4):
        _act(cast)

    assert len(history_of(cast.engineer, limit=3)) == 3


def test_a_field_of_the_record_lends_its_label_and_its_choices(cast: Cast) -> None:
    _act(cast, changes={"language": ("zh-hans", "en")})

    with translation.override("en"):
        (change,) = history_of(cast.engineer)[0].changes
    assert (change.label, change.before, change.after) == ("language", "简体中文", "English")


def test_a_verb_speaks_the_readers_language(cast: Cast) -> None:
    _act(cast, verb="thing.changed")

    with translation.override("en"):
        assert history_of(cast.engineer)[0].verb == "changed"


def test_an_unknown_verb_is_still_readable() -> None:
    assert words.verb("dragon.fed_twice") == "fed twice"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (None, "—"),
        ("", "—"),
        (True, "yes"),
        (["a", "b"], "a, b"),
        ({"zh": "客房部", "en": "Housekeeping"}, "Housekeeping"),
        (f"{datetime.now().year}-11-21T06:32:00+00:00", "11-21 14:32"),
        (f"{datetime.now().year}-11-21", "11-21"),
        ("2026-1", "2026-1"),
    ],
)
def test_values_are_shown_as_people_read_them(stored: Any, shown: str) -> None:
    with translation.override("en"):
        assert words.value(stored) == shown


def test_the_history_page_shows_what_changed_and_why(cast: Cast, enter: Any) -> None:
    _act(cast, changes={"floor": (8, 9)}, reason="The guest asked for it")

    page = _history(enter(cast.receptionist), cast)
    assert all(text in page for text in ("<del>8</del>", "<ins>9</ins>", "The guest asked for it"))


def test_a_script_in_a_reason_stays_text(cast: Cast, enter: Any) -> None:
    _act(cast, reason="<script>alert(1)</script>")

    assert "<script>alert(1)" not in _history(enter(cast.receptionist), cast)


def test_a_pure_administrator_reads_no_history(cast: Cast, enter: Any) -> None:
    answer = enter(cast.admin).get(f"/journal/history/{ref(cast.engineer)}/")

    assert answer.status_code == 403


def _history(client: Client, cast: Cast) -> str:
    return client.get(f"/journal/history/{ref(cast.engineer)}/").content.decode()
