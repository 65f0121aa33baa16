"""Two people at one item, with real threads on real PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from hotel.journal.models import Entry
from hotel.staff.models import User
from hotel.web.refusals import Refused
from hotel.work import services, states
from hotel.work.models import Item, Status
from tests.cast import Cast
from tests.work.owing import again, owed

ROUNDS = 8


def at_once(people: list[User], act: Callable[[User], object]) -> list[str]:
    """Have everybody act at the same moment; what each was told, "" for success."""
    barrier = Barrier(len(people))

    def one(person: User) -> str:
        try:
            barrier.wait()
            act(person)
            return ""
        except Refused as refused:
            return refused.text
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))


@pytest.mark.django_db(transaction=True)
def test_one_finishes_and_the_other_is_told_who_did(cast: Cast) -> None:
    people = [cast.room_attendant, cast.hk_supervisor]
    for _ in range(ROUNDS):
        item = owed()
        told = at_once(people, lambda who, pk=item.pk: services.finish(pk, by=who))  # type: ignore[misc]
        winner = again(item).done_by
        assert winner is not None
        assert sorted(bool(words) for words in told) == [False, True]
        assert any(winner.name_zh in words or winner.name_en in words for words in told)
    assert Entry.objects.filter(verb="work.done").count() == ROUNDS


@pytest.mark.django_db(transaction=True)
def test_the_same_finger_twice_is_one_act(cast: Cast) -> None:
    item = owed()
    told = at_once(
        [cast.room_attendant, cast.room_attendant],
        lambda who: services.finish(item.pk, by=who),
    )
    assert (told, Entry.objects.filter(verb="work.done").count()) == (["", ""], 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_both_would_have_done_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the guard is what the tests above see."""
    barrier = Barrier(2)

    def careless(item: Item, *, seen_version: int | None = None, **fields: object) -> None:
        barrier.wait()
        Item.objects.filter(pk=item.pk).update(**fields)

    monkeypatch.setattr(states, "keep", careless)
    item = owed()
    at_once([cast.room_attendant, cast.hk_supervisor], lambda who: services.finish(item.pk, by=who))
    assert (again(item).status, Entry.objects.filter(verb="work.done").count()) == (Status.DONE, 2)
