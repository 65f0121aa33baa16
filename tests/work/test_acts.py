"""Taking, finishing, holding, handing over and opening again (handbook B5)."""

from datetime import timedelta

import pytest
import time_machine

from hotel.journal.models import Entry
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import services
from hotel.work.models import Status
from hotel.work.states import Overtaken
from tests.cast import Cast
from tests.work.owing import again, owe, owed, planned


def verbs() -> list[str]:
    return list(
        Entry.objects.filter(verb__startswith="work.").order_by("id").values_list("verb", flat=True)
    )


def test_accepting_makes_it_mine(cast: Cast) -> None:
    item = services.accept(owed().pk, by=cast.room_attendant)
    assert (item.status, item.assignee, item.accepted_by) == (
        Status.ACCEPTED,
        cast.room_attendant,
        cast.room_attendant,
    )


def test_accepting_twice_is_one_act(cast: Cast) -> None:
    item = owed()
    services.accept(item.pk, by=cast.room_attendant)
    services.accept(item.pk, by=cast.room_attendant)
    assert verbs() == ["work.accepted"]


def test_what_a_colleague_accepted_is_not_taken_away(cast: Cast) -> None:
    item = services.accept(owed().pk, by=cast.room_attendant)
    with pytest.raises(Overtaken, match=cast.room_attendant.name_en):
        services.accept(item.pk, by=cast.hk_supervisor)


def test_starting_accepts_as_well(cast: Cast) -> None:
    item = services.start(owed().pk, by=cast.room_attendant)
    assert (item.status, item.accepted_by) == (Status.IN_PROGRESS, cast.room_attendant)


def test_a_tick_finishes_at_once(cast: Cast) -> None:
    item = services.finish(owed().pk, by=cast.room_attendant)
    assert (item.status, item.done_by, item.evidence) == (Status.DONE, cast.room_attendant, {})


def test_finishing_twice_is_one_act(cast: Cast) -> None:
    item = owed()
    services.finish(item.pk, by=cast.room_attendant)
    services.finish(item.pk, by=cast.room_attendant)
    assert verbs() == ["work.done"]


def test_the_second_to_finish_is_told_who_did_it_and_when(cast: Cast) -> None:
    item = services.finish(owed().pk, by=cast.room_attendant)
    assert item.done_at
    time = clock.local(item.done_at).strftime("%H:%M")
    with pytest.raises(Overtaken, match=f"{cast.room_attendant.name_en}, {time}"):
        services.finish(item.pk, by=cast.hk_supervisor)


def test_an_act_reaches_the_department_and_the_subject(cast: Cast) -> None:
    item = services.finish(owed().pk, by=cast.room_attendant)
    assert Entry.objects.get(verb="work.done").topics == ["dept:housekeeping", item.subject]


def test_an_item_on_hold_is_not_late(cast: Cast) -> None:
    item = services.hold(owed().pk, reason="flowers arrive at five", by=cast.room_attendant)
    assert not item.is_overdue(item.due_at + timedelta(hours=1))


def test_a_hold_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        services.hold(owed().pk, reason="  ", by=cast.room_attendant)
    assert refused.value.field == "reason"


def test_taking_up_an_item_takes_it_off_hold(cast: Cast) -> None:
    item = services.hold(owed().pk, reason="no linen", by=cast.room_attendant)
    assert not services.start(item.pk, by=cast.room_attendant).is_held


def test_a_hold_is_lifted(cast: Cast) -> None:
    item = services.hold(owed().pk, reason="no linen", by=cast.room_attendant)
    assert not services.release(item.pk, by=cast.hk_supervisor).is_held


def test_work_is_handed_to_a_colleague_who_has_to_accept_it(cast: Cast) -> None:
    item = services.accept(owed().pk, by=cast.hk_supervisor)
    item = services.assign(item.pk, to=cast.room_attendant.pk, by=cast.hk_supervisor)
    assert (item.assignee, item.status, item.accepted_by) == (
        cast.room_attendant,
        Status.WAITING,
        None,
    )


def test_work_is_not_handed_to_another_department(cast: Cast) -> None:
    item = owed()
    with pytest.raises(Refused) as refused:
        services.assign(item.pk, to=cast.engineer.pk, by=cast.hk_supervisor)
    assert (refused.value.field, again(item).assignee) == ("to", None)


def test_undoing_within_a_minute_needs_no_reason(cast: Cast) -> None:
    item = services.finish(owed().pk, by=cast.room_attendant)
    assert services.reopen(item.pk, by=cast.room_attendant).status == Status.WAITING


def test_opening_again_later_needs_a_reason(cast: Cast) -> None:
    item = services.finish(owed().pk, by=cast.room_attendant)
    with (
        time_machine.travel(clock.now() + timedelta(minutes=2), tick=False),
        pytest.raises(Refused),
    ):
        services.reopen(item.pk, by=cast.room_attendant)


def test_a_colleagues_work_is_opened_again_with_a_reason_that_is_journaled(cast: Cast) -> None:
    item = services.finish(owed().pk, by=cast.room_attendant)
    services.reopen(item.pk, reason="hair in the bath", by=cast.hk_supervisor)
    assert Entry.objects.get(verb="work.reopened").reason == "hair in the bath"


def test_what_was_accepted_before_is_accepted_again_after_undo(cast: Cast) -> None:
    item = services.accept(owed().pk, by=cast.room_attendant)
    services.finish(item.pk, by=cast.room_attendant)
    assert services.reopen(item.pk, by=cast.room_attendant).status == Status.ACCEPTED


def test_what_could_not_be_done_says_why(cast: Cast) -> None:
    item = services.fail(owed().pk, reason="no bouquet to be had", by=cast.hk_supervisor)
    assert (item.status, item.reason) == (Status.FAILED, "no bouquet to be had")


def test_an_item_waits_for_what_it_requires(cast: Cast) -> None:
    _inspection, flowers = owe(planned("P05"), planned("P08", requires=["P05"]))
    with pytest.raises(Refused, match="Item P05"):
        services.finish(flowers.pk, by=cast.hk_supervisor)


def test_it_goes_on_when_that_is_done(cast: Cast) -> None:
    inspection, flowers = owe(planned("P05"), planned("P08", requires=["P05"]))
    services.finish(inspection.pk, by=cast.hk_supervisor)
    assert services.finish(flowers.pk, by=cast.hk_supervisor).status == Status.DONE


def test_what_was_set_aside_blocks_nothing(cast: Cast) -> None:
    inspection, flowers = owe(planned("P05"), planned("P08", requires=["P05"]))
    services.not_applicable(inspection.pk, reason="day use", by=cast.fo_supervisor)
    assert services.finish(flowers.pk, by=cast.hk_supervisor).status == Status.DONE


def test_what_was_never_planned_blocks_nothing(cast: Cast) -> None:
    flowers = owed("P08", requires=["P05"])
    assert services.finish(flowers.pk, by=cast.hk_supervisor).status == Status.DONE


def test_who_cleaned_does_not_sign_the_inspection(cast: Cast) -> None:
    cleaning, inspection = owe(
        planned("P04"), planned("P05", evidence_spec={"not_same_as": ["P04"]})
    )
    services.finish(cleaning.pk, by=cast.hk_supervisor)
    with pytest.raises(Forbidden, match="Item P04"):
        services.finish(inspection.pk, by=cast.hk_supervisor)


def test_somebody_else_signs_it(cast: Cast) -> None:
    cleaning, inspection = owe(
        planned("P04"), planned("P05", evidence_spec={"not_same_as": ["P04"]})
    )
    services.finish(cleaning.pk, by=cast.room_attendant)
    assert services.finish(inspection.pk, by=cast.hk_supervisor).status == Status.DONE
