"""The clock: reminders, alarms up the ladder, each once, never at home, silent when contacted."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from complaints import services
from complaints.enums import Result
from complaints.models import Promise, Ring, Rung
from complaints.services import watching
from hotel.journal.models import Entry
from hotel.notifications.models import Notice
from hotel.web import clock
from hotel.web.refusals import Refused
from tests import races
from tests.cast import hire_cast
from tests.complaints.conftest import Care, delivered
from tests.house import build_house
from tests.notifications.scene import on_duty

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def rung(promise: Promise) -> list[int]:
    return list(promise.rings.values_list("minutes", flat=True))


def heard(promise: Promise, code: str = "promise.rang") -> set[str]:
    delivered()
    about = [f"complaints.promise:{promise.pk}"]
    notices = Notice.objects.filter(entry__about__contains=about, code=code)
    return set(notices.values_list("recipient__username", flat=True))


@pytest.fixture
def promise(care: Care) -> Promise:
    """Made now, due in an hour."""
    return care.promised(minutes=60)


def test_nothing_rings_before_its_time(promise: Promise) -> None:
    assert services.watch(promise.due_at - 31 * MINUTE) == 0


def test_the_owner_is_reminded_thirty_and_ten_minutes_before(promise: Promise) -> None:
    for minutes in (30, 10):
        assert services.watch(promise.due_at - minutes * MINUTE) == 1

    assert rung(promise) == [-30, -10]
    assert heard(promise, "promise.reminded") == {"assistant_manager"}


def test_the_ladder_rings_each_step_once(promise: Promise) -> None:
    taken = [
        services.watch(promise.due_at + minutes * MINUTE) for minutes in (0, 5, 15, 30, 60, 90)
    ]

    assert taken == [1, 0, 1, 1, 1, 0]
    assert rung(promise) == [0, 15, 30, 60]


def test_who_hears_which_step(promise: Promise) -> None:
    services.watch(promise.due_at)
    assert heard(promise) == {"assistant_manager"}
    services.watch(promise.due_at + 15 * MINUTE)
    assert heard(promise) == {"assistant_manager", "fo_supervisor"}
    services.watch(promise.due_at + 60 * MINUTE)
    assert heard(promise) == {"assistant_manager", "fo_supervisor", "fo_manager"}


def test_a_step_that_would_tell_only_the_owner_again_is_skipped(promise: Promise) -> None:
    services.watch(promise.due_at + 60 * MINUTE)

    assert Ring.objects.get(promise=promise, minutes=30).skipped
    assert not Ring.objects.get(promise=promise, minutes=15).skipped


def test_an_alarm_asks_for_an_answer(promise: Promise) -> None:
    services.watch(promise.due_at)
    delivered()
    notice = Notice.objects.get(code="promise.rang")

    assert (notice.level, notice.needs_answer) == ("alarm", True)


def test_nobody_at_home_is_rung_while_somebody_is_here(care: Care, promise: Promise) -> None:
    on_duty(care.cast.duty_manager)
    for minutes in (0, 15, 60):
        services.watch(promise.due_at + minutes * MINUTE)

    assert heard(promise) == {"duty_manager"}


def test_an_owner_off_duty_is_replaced_by_the_role_on_duty(care: Care, promise: Promise) -> None:
    on_duty(care.cast.fo_supervisor)
    on_duty(care.cast.duty_manager)
    services.watch(promise.due_at + 15 * MINUTE)

    assert heard(promise) == {"duty_manager", "fo_supervisor"}


def test_a_reminder_before_the_promise_was_made_is_none(care: Care) -> None:
    promise = care.promised(minutes=8)
    services.watch(promise.due_at - 5 * MINUTE)

    assert rung(promise) == []


def test_beat_that_slept_over_both_reminders_says_the_later_one(promise: Promise) -> None:
    services.watch(promise.due_at - 5 * MINUTE)
    services.watch(promise.due_at - 4 * MINUTE)

    assert rung(promise) == [-10]


def test_a_step_the_hotel_switched_off_does_not_ring(promise: Promise) -> None:
    Rung.objects.filter(minutes=0).update(active=False)
    assert services.watch(promise.due_at) == 0


def test_contacting_ends_the_ringing_and_runs_the_next(care: Care, promise: Promise) -> None:
    services.watch(promise.due_at)
    delivered()
    following = services.contacted(
        promise.complaint_id, by=care.owner, told="还在查", what="再答复", due_at=in_(200)
    )

    assert services.watch(promise.due_at + 20 * MINUTE) == 0
    assert rung(promise) == [0]
    assert not Notice.objects.filter(code="promise.rang", seen_at=None).exists()
    assert following.result == ""


def in_(minutes: int) -> datetime:
    return clock.now() + minutes * MINUTE


def test_news_of_a_promise_contacted_meanwhile_is_not_told(care: Care, promise: Promise) -> None:
    services.watch(promise.due_at)
    services.contacted(
        promise.complaint_id, by=care.owner, told="还在查", what="再答复", due_at=in_(200)
    )

    assert heard(promise) == set()


def test_contacted_in_time_it_is_kept(care: Care, promise: Promise) -> None:
    services.contacted(
        promise.complaint_id, by=care.owner, told="还在查", what="再答复", due_at=in_(90)
    )
    promise.refresh_from_db()
    assert promise.result == Result.KEPT


def test_contacted_after_its_time_it_is_late(care: Care) -> None:
    promise = care.promised(minutes=20, at=clock.now() - 30 * MINUTE)
    services.contacted(
        promise.complaint_id, by=care.owner, told="还在查", what="再答复", due_at=in_(90)
    )
    promise.refresh_from_db()
    assert promise.result == Result.LATE


def test_a_guest_who_had_to_ask_was_let_down(care: Care, promise: Promise) -> None:
    services.contacted(
        promise.complaint_id,
        by=care.owner,
        told="还在查",
        what="再答复",
        due_at=in_(90),
        guest_came_first=True,
    )
    promise.refresh_from_db()
    assert promise.result == Result.BROKEN


def test_contacting_needs_words_and_a_running_promise(care: Care, promise: Promise) -> None:
    with pytest.raises(Refused) as refused:
        services.contacted(
            promise.complaint_id, by=care.owner, told="", what="再答复", due_at=in_(9)
        )
    assert refused.value.field == "told"
    unpromised = care.acknowledged()
    with pytest.raises(Refused):
        services.contacted(unpromised.pk, by=care.owner, told="在查", what="答复", due_at=in_(9))


@pytest.mark.parametrize(("minutes", "most"), [(241, "S2"), (0, "S2"), (-5, "S2")])
def test_a_promise_lies_ahead_and_not_beyond_the_severitys_longest(
    care: Care, minutes: int, most: str
) -> None:
    made = care.acknowledged("noise")
    with pytest.raises(Refused) as refused:
        services.promise(made.pk, by=care.owner, what="答复", due_at=in_(minutes))

    assert refused.value.field == "due_at"


def test_the_database_lets_no_promise_go_too_far(promise: Promise) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.filter(pk=promise.pk).update(due_at=promise.latest_at + MINUTE)


def test_one_promise_runs_at_a_time(care: Care, promise: Promise) -> None:
    with pytest.raises(Refused):
        services.promise(promise.complaint_id, by=care.owner, what="又", due_at=in_(30))
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.create(
            complaint=promise.complaint,
            what="又",
            made_at=promise.made_at,
            made_by=care.owner,
            due_at=promise.due_at,
            latest_at=promise.latest_at,
        )


def test_a_guest_who_leaves_soon_is_promised_no_later_than_that(care: Care) -> None:
    from hotel.stays.models import Stay

    stay = care.stay()
    now = clock.now()
    Stay.objects.filter(pk=stay.pk).update(period=(now - 60 * MINUTE, now + 60 * MINUTE))
    made = care.acknowledged("noise", stay_id=stay.pk)
    with pytest.raises(Refused):
        services.promise(made.pk, by=care.owner, what="答复", due_at=now + 31 * MINUTE)
    kept = services.promise(made.pk, by=care.owner, what="答复", due_at=now + 29 * MINUTE)
    assert kept.due_at == now + 29 * MINUTE


# ── many workers at once ──


@pytest.fixture
def crowd(transactional_db: None) -> Care:
    from complaints import defaults
    from hotel.stays.services import open_business_date

    cast = hire_cast()
    defaults.load()
    open_business_date(clock.today())
    return Care(cast, build_house())


def rings_of_a_race(promise: Promise, rounds: int) -> list[int]:
    """How many hands believed to ring in each round; every round is a later step."""
    with races.race() as hands:
        return [
            sum(
                races.winners(
                    hands.run(lambda _hand: services.watch(promise.due_at + turn * MINUTE))  # noqa: B023
                )
            )
            for turn in range(rounds)
        ]


def laddered(rounds: int) -> None:
    """A ladder with a step for every minute."""
    role = Rung.objects.get(minutes=15).role
    Rung.objects.all().delete()
    Rung.objects.bulk_create(Rung(minutes=minute, role=role) for minute in range(rounds))


@pytest.mark.django_db(transaction=True)
def test_sixteen_workers_ring_each_step_once(crowd: Care) -> None:
    rounds = races.rounds("service")
    promise = crowd.promised(minutes=60)
    laddered(rounds)

    assert rings_of_a_race(promise, rounds) == [1] * rounds
    assert rung(promise) == list(range(rounds))
    assert Entry.objects.filter(verb="promise.rang").count() == rounds


@pytest.mark.django_db(transaction=True)
def test_without_lock_and_law_a_step_rings_more_than_once(
    crowd: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = races.rounds("service")
    promise = crowd.promised(minutes=60)
    laddered(rounds)
    related = ("complaint__severity__owner_role", "complaint__department", "complaint__category")

    def unclaimed(promise_id: int) -> Promise | None:
        return Promise.objects.select_related(*related).filter(pk=promise_id).first()

    monkeypatch.setattr(watching, "claimed", unclaimed)
    with races.without_constraint("complaints_ring", "complaints_rings_once"):
        assert max(rings_of_a_race(promise, rounds)) > 1


@pytest.mark.django_db(transaction=True)
def test_of_sixteen_promises_at_once_one_runs(crowd: Care) -> None:
    for _turn in range(races.rounds("http")):
        made = crowd.acknowledged()
        with races.race() as hands:
            due = in_(30)
            outcomes = hands.run(
                lambda _hand: services.promise(made.pk, by=crowd.owner, what="答复", due_at=due)  # noqa: B023
            )
        assert len(races.winners(outcomes)) == 1


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_sixteen_times_makes_one_complaint(crowd: Care) -> None:
    from uuid import uuid4

    for _turn in range(races.rounds("http")):
        token = uuid4()
        with races.race() as hands:
            made = races.winners(
                hands.run(lambda _hand: crowd.registered(form_token=token).pk)  # noqa: B023
            )
        assert len(made) == 16
        assert len(set(made)) == 1


def test_a_watch_that_dies_in_the_middle_leaves_nothing_half_rung(promise: Promise) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _ = services.watch(promise.due_at) / 0

    assert rung(promise) == []
    assert services.watch(promise.due_at) == 1
