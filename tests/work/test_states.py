"""The one door of an item's status."""

import pytest

from hotel.web.refusals import Refused
from hotel.work import states
from hotel.work.models import Item, Status
from tests.cast import Cast
from tests.work.owing import again, owed

MOVES = [(here, to) for here in Status for to in Status]


def standing(status: Status, cast: Cast) -> Item:
    item = owed()
    finished = {"done_by": cast.hk_supervisor, "done_at": item.due_at}
    Item.objects.filter(pk=item.pk).update(status=status, **finished)
    return again(item)


@pytest.mark.parametrize(("here", "to"), [m for m in MOVES if m[1] in states.LEGAL[m[0]]])
def test_a_legal_move_is_made(cast: Cast, here: Status, to: Status) -> None:
    item = standing(here, cast)
    states.move(item, to)
    assert again(item).status == to


@pytest.mark.parametrize(("here", "to"), [m for m in MOVES if m[1] not in states.LEGAL[m[0]]])
def test_an_illegal_move_changes_nothing(cast: Cast, here: Status, to: Status) -> None:
    item = standing(here, cast)
    with pytest.raises(Refused):
        states.move(item, to)
    assert (again(item).status, again(item).version) == (here, 0)


def test_a_refusal_names_the_legal_moves(cast: Cast) -> None:
    item = standing(Status.CANCELLED, cast)
    with pytest.raises(Refused) as refused:
        states.check(item, Status.FAILED)
    assert "Item P04" in refused.value.text


def test_who_comes_second_changes_nothing(cast: Cast) -> None:
    item = owed()
    earlier_reading = again(item)
    states.move(item, Status.DONE, done_by=cast.hk_supervisor, done_at=item.due_at)
    with pytest.raises(states.Overtaken):
        states.move(earlier_reading, Status.ACCEPTED)
    assert again(item).status == Status.DONE


def test_the_version_grows_with_each_move(cast: Cast) -> None:
    item = owed()
    states.move(item, Status.ACCEPTED)
    assert again(item).version == 1


def test_a_stale_reading_is_refused(cast: Cast) -> None:
    item = owed()
    states.move(item, Status.WAITING)
    with pytest.raises(states.Overtaken):
        states.move(item, Status.DONE, seen_version=0, done_by=cast.admin, done_at=item.due_at)
