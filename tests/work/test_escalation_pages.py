"""Where the ladder is seen: on the board's line, in the item's panel, in the admin site."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from hotel.work.ladder import Reach
from hotel.work.models import EscalationPace, Item
from tests.cast import Cast
from tests.work.climbing import at, escalating, on_duty, owed_at_nine, sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def climbed(cast: Cast) -> Iterator[Item]:
    """An item the supervisor has heard of."""
    on_duty(cast.room_attendant, cast.hk_supervisor)
    with escalating():
        item = owed_at_nine()
        sweep(20)
        sweep(30)
        yield item


def test_the_board_says_how_far_up_it_went(climbed: Item, cast: Cast, enter: Any) -> None:
    with at(31):
        page = enter(cast.hk_manager).get(reverse("work:board", args=["housekeeping"]))
    with translation.override("zh-hans"):
        said = f'<b aria-hidden="true">↑</b>{Reach.SUPERVISOR.label}'
    assert said in page.content.decode()


def test_the_panel_tells_each_step_and_who_heard(climbed: Item, cast: Cast, enter: Any) -> None:
    with at(31):
        page = enter(cast.hk_manager).get(reverse("work:item", args=[climbed.pk]))
    text = page.content.decode()
    steps = text[text.index('id="item-steps"') : text.index('id="item-history"')]

    assert steps.index("周若溪") < steps.index("罗小满")


def test_an_item_that_never_rang_shows_no_ladder(cast: Cast, enter: Any) -> None:
    page = enter(cast.hk_manager).get(reverse("work:item", args=[owed_at_nine().pk]))
    assert "item-steps" not in page.content.decode()


def test_a_supervisor_changes_a_pace_and_owed_work_follows(
    climbed: Item, cast: Cast, enter: Any
) -> None:
    pace = EscalationPace.objects.get()
    with at(31):
        client = enter(cast.fo_supervisor)
        given = {
            "subject_type": pace.subject_type,
            "code": "V1",
            "target_min": 20,
            "lead_min": 60,
            "gap_min": 3,
            "ahead_min": "",
            "active": "on",
        }
        client.post(reverse("admin:work_escalationpace_change", args=[pace.pk]), given)
    taken = sweep(33)

    assert taken == 1
