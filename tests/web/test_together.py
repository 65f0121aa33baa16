"""An act and the acts it is made of are one transaction, without savepoints between."""

from typing import Any

import pytest
from django.db import transaction
from django.test.utils import CaptureQueriesContext

from hotel.web.together import together
from tests.cast import Cast


@together
def rename(cast: Cast, name: str) -> None:
    cast.engineer.name_en = name
    cast.engineer.save(update_fields=["name_en"])


@together
def rename_and_fail(cast: Cast) -> None:
    rename(cast, "Nobody")
    raise LookupError("no")


def name_of(cast: Cast) -> str:
    cast.engineer.refresh_from_db()
    return str(cast.engineer.name_en)


def test_a_part_falls_with_its_act(cast: Cast) -> None:
    before = name_of(cast)
    with pytest.raises(LookupError, match="no"):
        rename_and_fail(cast)

    assert name_of(cast) == before


def test_after_a_failed_act_the_next_has_a_transaction_of_its_own(
    transactional_db: None, cast: Cast
) -> None:
    with pytest.raises(LookupError, match="no"):
        rename_and_fail(cast)
    rename(cast, "Somebody")

    assert name_of(cast) == "Somebody"


def test_a_part_sets_no_savepoint(cast: Cast) -> None:
    @together
    def whole() -> list[str]:
        with CaptureQueriesContext(transaction.get_connection()) as asked:
            rename(cast, "Anybody")
        return [each["sql"][:6] for each in asked]

    said: Any = whole()

    assert said == ["UPDATE"]


def test_what_is_done_after_the_commit_is_an_act_of_its_own(
    transactional_db: None, cast: Cast
) -> None:
    before = name_of(cast)
    fell: list[bool] = []

    def afterwards() -> None:
        with pytest.raises(LookupError, match="no"):
            rename_and_fail(cast)
        fell.append(name_of(cast) == before)

    @together
    def whole() -> None:
        transaction.on_commit(afterwards)

    whole()

    assert fell == [True]
