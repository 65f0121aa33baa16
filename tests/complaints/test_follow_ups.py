"""After the solution the guest is asked again; who is not satisfied opens it again (handbook E6)."""

from datetime import timedelta

import pytest

from complaints import services
from complaints.enums import Outcome, Status
from hotel.guests.services import set_vip_level
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.complaints.conftest import Care, satisfied, solved

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_an_s2_is_followed_up_once_within_a_day(care: Care) -> None:
    made = care.resolved("noise")
    (owed,) = made.follow_ups.all()

    assert made.status == Status.FOLLOWING_UP
    assert made.resolved_at is not None
    assert owed.due_at - made.resolved_at == 24 * HOUR


def test_a_guest_who_leaves_before_is_asked_an_hour_before(care: Care) -> None:
    stay = care.stay()
    leaves = clock.now() + 6 * HOUR
    Stay.objects.filter(pk=stay.pk).update(period=(clock.now() - HOUR, leaves))
    (owed,) = care.resolved("noise", stay_id=stay.pk).follow_ups.all()

    assert owed.due_at == leaves - HOUR


def test_a_serious_one_is_followed_up_twice(care: Care) -> None:
    made = care.resolved("lost_property")
    _first, second = made.follow_ups.all()

    assert made.resolved_at is not None
    assert second.due_at - made.resolved_at == timedelta(days=7)


def test_a_vip_and_a_repeater_are_asked_twice(care: Care) -> None:
    guest = care.desk.guest()
    set_vip_level(guest.pk, "V4", by=None)
    assert care.resolved("supplies", guest_id=guest.pk).follow_ups.count() == 2

    other = care.desk.guest()
    care.registered("supplies", guest_id=other.pk)
    assert care.resolved("supplies", guest_id=other.pk).follow_ups.count() == 2


def test_it_is_not_closed_while_a_follow_up_is_owed(care: Care) -> None:
    made = care.resolved()
    with pytest.raises(Refused):
        services.close(made.pk, by=care.owner)
    satisfied(made)
    assert services.close(made.pk, by=care.owner).status == Status.CLOSED


def test_it_is_closed_by_the_role_of_its_severity(care: Care) -> None:
    made = care.resolved("lost_property", by=care.owner)
    satisfied(made)
    with pytest.raises(Forbidden):
        services.close(made.pk, by=care.owner)
    assert services.close(made.pk, by=care.cast.deputy_gm).closed_by == care.cast.deputy_gm


def test_not_satisfied_opens_it_again_and_drops_the_rest(care: Care) -> None:
    made = care.resolved("lost_property")
    first, second = made.follow_ups.all()
    services.follow_up(first.pk, by=care.owner, outcome="not_satisfied", note="还没找到")

    made.refresh_from_db()
    second.refresh_from_db()
    assert (made.status, made.rounds) == (Status.REOPENED, 1)
    assert second.outcome == Outcome.DROPPED


def test_not_satisfied_needs_a_word(care: Care) -> None:
    (owed,) = care.resolved().follow_ups.all()
    with pytest.raises(Refused) as refused:
        services.follow_up(owed.pk, by=care.owner, outcome="not_satisfied")
    assert refused.value.field == "note"


def test_reopened_it_needs_a_new_promise_and_new_follow_ups(care: Care) -> None:
    made = care.resolved()
    services.reopen(made.pk, by=care.owner, reason="又吵了")
    with pytest.raises(Refused):
        solved(made)
    services.promise(made.pk, by=care.owner, what="答复", due_at=clock.now() + HOUR)
    solved(made)

    assert list(made.follow_ups.values_list("round", "outcome")) == [(0, "dropped"), (1, "")]


def test_a_closed_one_may_be_opened_again_with_a_reason(care: Care) -> None:
    made = care.resolved()
    satisfied(made)
    services.close(made.pk, by=care.owner)
    with pytest.raises(Refused):
        services.reopen(made.pk, by=care.owner, reason="")
    assert services.reopen(made.pk, by=care.owner, reason="来信").status == Status.REOPENED


def test_after_three_attempts_nobody_tries_again(care: Care) -> None:
    (owed,) = care.resolved().follow_ups.all()
    outcomes = [
        services.follow_up(owed.pk, by=care.owner, outcome="unreachable").outcome for _ in range(3)
    ]

    assert outcomes == ["", "", Outcome.UNREACHABLE]
    with pytest.raises(Refused):
        services.follow_up(owed.pk, by=care.owner, outcome="satisfied")


@pytest.mark.parametrize("facts", [{"outcome": "dropped"}, {"outcome": "satisfied", "method": "x"}])
def test_what_is_no_answer_is_refused(care: Care, facts: dict[str, str]) -> None:
    (owed,) = care.resolved().follow_ups.all()
    with pytest.raises(Refused):
        services.follow_up(owed.pk, by=care.owner, **facts)  # type: ignore[arg-type]
