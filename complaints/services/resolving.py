"""The solution, what it costs, and the follow-ups it brings (handbook A8.233, 243; B6; E3, E6)."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from complaints.authority import (
    may_approve_compensation,
    may_handle,
    may_settle_on_the_spot,
)
from complaints.enums import UNSOLVED, CompensationKind, Modifier, Outcome, Solution, Status
from complaints.models import Complaint, FollowUp, Promise
from complaints.services.acts import act, journal, keep, locked, moment, words
from complaints.services.promising import close_promise
from complaints.states import move
from hotel.staff.models import User
from hotel.web import show
from hotel.web.refusals import Forbidden, Refused

FIRST_AFTER = timedelta(hours=24)
BEFORE_DEPARTURE = timedelta(hours=1)
SECOND_AFTER = timedelta(days=7)


@act
def resolve(
    complaint_id: int,
    *,
    by: User,
    solution: str,
    what_was_done: str,
    guest_agreed: bool,
    happy: bool | None = None,
    anything_else: str = "",
    compensation_kind: str = "",
    compensation: Decimal | None = None,
    corrective: str = "",
    lesson: str = "",
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Complaint:
    """The guest agrees and it is done. The running promise is thereby kept (or late), and the
    follow-ups are owed from now.

    From "acknowledged" it is solved on the spot: by whoever took an S1, else by the owner, an S4
    never. `happy` and `anything_else` are the closing questions. Raises `Refused` beside
    `guest_agreed`, `what_was_done`, `compensation`.
    """
    complaint = locked(complaint_id, by=by, seen_version=seen_version)
    on_the_spot = complaint.status == Status.ACKNOWLEDGED
    _allowed(complaint, by, on_the_spot)
    _agreed(solution, guest_agreed)
    done_at = moment(at)
    move(complaint, Status.RESOLVED)
    complaint.solution, complaint.guest_agreed = solution, True
    complaint.happy, complaint.on_the_spot = happy, on_the_spot
    complaint.resolved_at, complaint.resolved_by = done_at, by
    _write_down(complaint, what_was_done, anything_else, corrective, lesson)
    if compensation:
        _compensate(complaint, by, compensation_kind, compensation)
    kept = close_promise(complaint, by=by, told=complaint.solution_note, at=done_at)
    if _owe_follow_ups(complaint, done_at):
        move(complaint, Status.FOLLOWING_UP)
    keep(complaint)
    _tell(complaint, kept, by=by)
    return complaint


def _allowed(complaint: Complaint, by: User, on_the_spot: bool) -> None:
    may = may_settle_on_the_spot(by, complaint) if on_the_spot else may_handle(by, complaint)
    if not may:
        raise Forbidden(
            _("Only %(owner)s, the %(role)s on duty or their superiors act on this complaint.")
            % {"owner": complaint.owner, "role": complaint.severity.owner_role}
            if not (on_the_spot and complaint.severity.rank >= 4)
            else _("An S4 is never settled on the spot: promise an answer and investigate.")
        )


def _agreed(solution: str, guest_agreed: bool) -> None:
    if solution not in Solution.values:
        raise Refused(_("Choose the solution."), field="solution")
    if not guest_agreed:
        raise Refused(
            _("The guest must agree. Offer another option, or ask what they propose."),
            field="guest_agreed",
        )


def _write_down(
    complaint: Complaint, what_was_done: str, anything_else: str, corrective: str, lesson: str
) -> None:
    complaint.solution_note = words(
        what_was_done, "what_was_done", needed=_("Write what was done: an apology alone is none.")
    )
    complaint.anything_else = words(anything_else, "anything_else")
    complaint.corrective = words(corrective, "corrective") or complaint.corrective
    complaint.lesson = words(lesson, "lesson") or complaint.lesson


def _tell(complaint: Complaint, kept: Promise | None, *, by: User) -> None:
    changes = {"status": (None, complaint.status), "compensation": (None, complaint.compensation)}
    journal(
        "complaint.resolved",
        complaint,
        by=by,
        on=None,
        changes={name: pair for name, pair in changes.items() if pair[1] is not None},
        data={"promise": kept.pk if kept else None, "on_the_spot": complaint.on_the_spot},
    )


@act
def compensate(
    complaint_id: int,
    *,
    by: User,
    kind: str,
    amount: Decimal,
    seen_version: int | None = None,
) -> Complaint:
    """What the guest is given, on record only; money moves at the cashier's. Within the severity's
    limit the owner decides, above it the role it escalates to, whose word is then the approval."""
    complaint = locked(complaint_id, by=by, seen_version=seen_version)
    if complaint.status not in UNSOLVED:
        raise Refused(_("Compensation is settled before the complaint is resolved."))
    if not (may_handle(by, complaint) or may_approve_compensation(by, complaint)):
        raise Forbidden(_("You have no say over this compensation."), field="amount")
    before = complaint.compensation
    _compensate(complaint, by, kind, amount, field="amount")
    keep(complaint)
    journal(
        "complaint.compensated",
        complaint,
        by=by,
        changes={"compensation": (before, complaint.compensation)},
    )
    return complaint


def _compensate(
    complaint: Complaint, by: User, kind: str, amount: Decimal, field: str = "compensation"
) -> None:
    if kind not in CompensationKind.values:
        raise Refused(
            _("Say what kind of compensation it is."),
            field="kind" if field == "amount" else "compensation_kind",
        )
    if amount <= 0 or amount != round(amount, 2) or amount >= Decimal(10) ** 10:
        raise Refused(_("Enter an amount in yuan, with at most two decimals."), field=field)
    limit = complaint.severity.compensation_limit
    approved = complaint.compensation_approved_by_id and complaint.compensation is not None
    already = bool(approved) and amount <= (complaint.compensation or 0)
    within = limit is not None and amount <= limit
    if not within and not already and not may_approve_compensation(by, complaint):
        raise Forbidden(_over(complaint, limit), field=field)
    if not already:
        complaint.compensation_approved_by = None if within else by
    complaint.compensation_kind = kind
    complaint.compensation, complaint.compensation_limit = amount, limit


def _over(complaint: Complaint, limit: Decimal | None) -> str:
    facts = {
        "severity": complaint.severity.code,
        "limit": show.money(limit),
        "role": complaint.severity.escalate_role,
    }
    if limit is None:
        return _("Of %(severity)s every compensation is decided by: %(role)s.") % facts
    return (
        _("Above %(limit)s, the limit of %(severity)s, it must be approved by: %(role)s.") % facts
    )


def _owe_follow_ups(complaint: Complaint, at: datetime) -> bool:
    """Make what the rule asks for. Nobody can be asked after an anonymous complaint."""
    if complaint.anonymous:
        return False
    count = complaint.severity.follow_ups
    if complaint.vip_level or Modifier.REPEAT in complaint.modifiers:
        count = max(count, 2)
    due = [_first_due(complaint, at), at + SECOND_AFTER][:count]
    FollowUp.objects.bulk_create(
        FollowUp(complaint=complaint, round=complaint.rounds, number=number, due_at=moment_due)
        for number, moment_due in enumerate(due, start=1)
    )
    return bool(due)


def _first_due(complaint: Complaint, at: datetime) -> datetime:
    """Within a day, or an hour before the guest leaves if that is earlier."""
    stay = complaint.stay
    if stay is None or stay.status != "in_house":
        return at + FIRST_AFTER
    return max(min(at + FIRST_AFTER, stay.ends_at - BEFORE_DEPARTURE), at)


def follow_ups_of(complaint: Complaint) -> list[FollowUp]:
    """Those of the present round, in order."""
    return list(complaint.follow_ups.filter(round=complaint.rounds).order_by("number"))


def still_owed(complaint: Complaint) -> bool:
    return complaint.follow_ups.filter(round=complaint.rounds, outcome="").exists()


def went_badly(complaint: Complaint) -> bool:
    return complaint.follow_ups.filter(
        round=complaint.rounds, outcome=Outcome.NOT_SATISFIED
    ).exists()
