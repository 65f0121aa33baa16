"""Every move of a complaint, who may make it, and what is refused."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from complaints import services
from complaints.enums import Result, Status
from complaints.models import Complaint, Note, Promise, Severity
from complaints.states import TRANSITIONS
from hotel.journal.models import Entry
from hotel.journal.services import ref
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused, Stale
from tests.complaints.conftest import Care, satisfied, solved

pytestmark = pytest.mark.django_db


def test_the_whole_way(care: Care) -> None:
    made = care.registered("noise")
    services.acknowledge(made.pk, by=care.owner, restated=True)
    promise = services.promise(
        made.pk, by=care.owner, what="答复", due_at=clock.now() + timedelta(minutes=30)
    )
    solved(made)
    satisfied(made)
    closed = services.close(made.pk, by=care.owner)

    assert closed.status == Status.CLOSED
    promise.refresh_from_db()
    assert promise.result == Result.KEPT
    verbs = [entry.verb for entry in Entry.objects.filter(about__contains=[ref(made)])]
    assert sorted(verbs) == [
        "complaint.acknowledged",
        "complaint.closed",
        "complaint.followed_up",
        "complaint.registered",
        "complaint.resolved",
        "promise.made",
    ]


def test_every_act_is_one_entry(care: Care) -> None:
    made = care.promised().complaint
    before = Entry.objects.count()
    solved(made)

    assert Entry.objects.count() == before + 1


def test_acknowledging_needs_the_matter_restated(care: Care) -> None:
    made = care.registered()
    with pytest.raises(Refused) as refused:
        services.acknowledge(made.pk, by=care.owner, restated=False)

    assert refused.value.field == "restated"


def test_a_receptionist_does_not_act_on_the_managers_complaint(care: Care) -> None:
    made = care.registered()
    with pytest.raises(Forbidden):
        services.acknowledge(made.pk, by=care.cast.receptionist, restated=True)


def test_who_stands_above_may_act(care: Care) -> None:
    made = care.registered()

    acted = services.acknowledge(made.pk, by=care.cast.general_manager, restated=True)
    assert acted.acknowledged_by == care.cast.general_manager


def test_the_head_of_its_department_may_act_and_another_may_not(care: Care) -> None:
    made = care.registered("room_cleanliness")
    kept = services.acknowledge(made.pk, by=care.cast.hk_manager, restated=True)
    assert kept.acknowledged_by == care.cast.hk_manager

    other = care.registered("room_cleanliness")
    Complaint.objects.filter(pk=other.pk).update(severity=Severity.objects.get(code="S3"))
    with pytest.raises(Forbidden):
        services.close(other.pk, by=care.cast.sales_manager)


def test_illegal_moves_are_refused_and_name_the_legal_ones(care: Care) -> None:
    made = care.registered()
    with pytest.raises(Refused, match=str(Status.ACKNOWLEDGED.label)):
        services.promise(
            made.pk, by=care.owner, what="答复", due_at=clock.now() + timedelta(minutes=9)
        )
    assert set(TRANSITIONS) == set(Status)


def test_a_withdrawn_complaint_moves_no_more(care: Care) -> None:
    made = services.withdraw(care.registered().pk, by=care.owner, reason="误会")
    with pytest.raises(Refused):
        services.acknowledge(made.pk, by=care.owner, restated=True)


def test_withdrawing_is_the_assistant_managers_word_with_a_reason(care: Care) -> None:
    made = care.registered("supplies", by=care.cast.fo_supervisor)
    with pytest.raises(Forbidden):
        services.withdraw(made.pk, by=care.cast.fo_supervisor, reason="误会")
    with pytest.raises(Refused):
        services.withdraw(made.pk, by=care.owner, reason="")


def test_withdrawing_ends_the_promise(care: Care) -> None:
    promise = care.promised()
    services.withdraw(promise.complaint_id, by=care.owner, reason="误会")

    promise.refresh_from_db()
    assert promise.result == Result.DROPPED


def test_a_small_one_is_settled_on_the_spot_by_whoever_took_it(care: Care) -> None:
    made = care.acknowledged("supplies")
    done = solved(made, by=care.cast.receptionist)

    assert (done.status, done.on_the_spot) == (Status.FOLLOWING_UP, True)


def test_a_moderate_one_is_settled_on_the_spot_by_its_owner_only(care: Care) -> None:
    made = care.acknowledged("noise")
    with pytest.raises(Forbidden):
        solved(made, by=care.cast.receptionist)
    assert solved(made).on_the_spot


def test_a_critical_one_is_never_settled_on_the_spot(care: Care) -> None:
    made = care.acknowledged("theft")
    with pytest.raises(Forbidden):
        solved(made, by=care.cast.general_manager)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"guest_agreed": False}, "guest_agreed"),
        ({"what_was_done": ""}, "what_was_done"),
        ({"solution": "prayer"}, "solution"),
        ({"compensation": Decimal(10)}, "compensation_kind"),
        ({"compensation": Decimal(-1), "compensation_kind": "gift"}, "compensation"),
        ({"compensation": Decimal("0.001"), "compensation_kind": "gift"}, "compensation"),
    ],
)
def test_a_solution_is_refused_beside_its_field(
    care: Care, facts: dict[str, object], field: str
) -> None:
    made = care.promised().complaint
    with pytest.raises(Refused) as refused:
        solved(made, **facts)

    made.refresh_from_db()
    assert (refused.value.field, made.status) == (field, Status.INVESTIGATING)


def test_within_the_limit_the_owner_decides(care: Care) -> None:
    made = solved(
        care.promised().complaint, compensation=Decimal(500), compensation_kind="reduction"
    )
    assert (made.compensation, made.compensation_approved_by) == (Decimal(500), None)


def test_above_the_limit_the_owner_is_refused(care: Care) -> None:
    made = care.promised().complaint
    with pytest.raises(Forbidden, match="500"):
        solved(made, compensation=Decimal("500.01"), compensation_kind="reduction")


def test_what_a_superior_approved_the_owner_may_give(care: Care) -> None:
    made = care.promised().complaint
    services.compensate(made.pk, by=care.cast.deputy_gm, kind="damages", amount=Decimal(900))
    done = solved(made, compensation=Decimal(900), compensation_kind="damages")

    assert done.compensation_approved_by == care.cast.deputy_gm


def test_not_a_cent_more_than_was_approved(care: Care) -> None:
    made = care.promised().complaint
    services.compensate(made.pk, by=care.cast.deputy_gm, kind="damages", amount=Decimal(900))
    with pytest.raises(Forbidden):
        solved(made, compensation=Decimal(901), compensation_kind="damages")


def test_of_an_s4_only_the_general_manager_decides(care: Care) -> None:
    made = care.promised(category="theft", minutes=60).complaint
    with pytest.raises(Forbidden):
        services.compensate(made.pk, by=care.cast.deputy_gm, kind="damages", amount=Decimal(1))
    by = care.cast.general_manager
    done = services.compensate(made.pk, by=by, kind="damages", amount=Decimal(5000))
    assert done.compensation_approved_by == by


def test_the_database_refuses_compensation_above_the_limit(care: Care) -> None:
    made = care.registered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=made.pk).update(compensation=600, compensation_limit=500)


def test_options_are_ranked_and_one_is_agreed(care: Care) -> None:
    made = care.promised().complaint
    for text in ("换房", "减免", "延时退房"):
        services.add_option(made.pk, by=care.owner, kind="replace", text=text)
    first, second, third = made.options.all()
    services.answer_option(first.pk, by=care.owner, answer="refused")
    services.answer_option(second.pk, by=care.owner, answer="agreed")
    services.answer_option(third.pk, by=care.owner, answer="agreed")

    assert [option.answer for option in made.options.all()] == ["refused", "waiting", "agreed"]


def test_a_stale_form_is_refused_and_shows_what_stands(care: Care) -> None:
    made = care.promised().complaint
    made.refresh_from_db()
    services.record_facts(made.pk, by=care.owner, verified="空调抢修", desired="换房")
    with pytest.raises(Stale) as stale:
        services.record_facts(
            made.pk, by=care.owner, verified="没有", desired="", seen_version=made.version
        )

    assert "空调抢修" in stale.value.theirs.values()


def test_escalating_raises_the_severity_and_finds_its_owner(care: Care) -> None:
    made = care.registered("supplies")
    raised = services.escalate(made.pk, by=care.cast.receptionist, reason="客人要求见经理")

    assert (raised.severity.code, raised.owner) == ("S2", care.cast.assistant_manager)
    assert raised.escalated_at is not None


def test_escalated_to_s4_it_is_seen_by_few(care: Care) -> None:
    made = care.registered("lost_property")
    assert services.escalate(made.pk, by=care.owner, reason="媒体到场").restricted


def test_nothing_stands_above_s4(care: Care) -> None:
    made = care.registered("theft")
    with pytest.raises(Refused):
        services.escalate(made.pk, by=care.cast.duty_manager, reason="更高")


def test_handing_over_needs_a_reason_and_somebody_else(care: Care) -> None:
    made = care.registered()
    heir = care.cast.duty_manager
    with pytest.raises(Refused):
        services.hand_over(made.pk, by=care.owner, to=heir.pk, reason="")
    with pytest.raises(Refused):
        services.hand_over(made.pk, by=care.owner, to=care.owner.pk, reason="交班")
    with pytest.raises(Refused):
        services.hand_over(made.pk, by=care.owner, to=care.cast.admin.pk, reason="交班")
    assert services.hand_over(made.pk, by=care.owner, to=heir.pk, reason="交班").owner == heir


def test_notes_stand_as_they_were_written(care: Care) -> None:
    made = care.registered()
    note = services.note(made.pk, by=care.cast.receptionist, text="客人在大堂等候")
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(text="没有")
    with pytest.raises(Refused):
        services.note(made.pk, by=care.cast.receptionist, text=" ")


def test_nothing_is_deleted(care: Care) -> None:
    promise = care.promised()
    for model, pk in ((Promise, promise.pk), (Complaint, promise.complaint_id)):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=pk)._raw_delete(using="default")


def test_investigating_without_a_promise_is_refused_by_the_database(care: Care) -> None:
    made = care.acknowledged()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=made.pk).update(status=Status.INVESTIGATING)


def test_an_anonymous_complaint_is_closed_without_follow_up(care: Care) -> None:
    made = solved(care.acknowledged("supplies", anonymous=True))

    assert made.status == Status.RESOLVED
    assert services.close(made.pk, by=care.cast.fo_supervisor).status == Status.CLOSED
