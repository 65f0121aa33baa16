"""Following up, closing, opening again, withdrawing (handbook B6, E6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from complaints.authority import may_close, may_handle
from complaints.enums import Method, NoteKind, Outcome, Status
from complaints.models import Complaint, FollowUp, Note
from complaints.services.acts import act, handled, journal, keep, locked, moment, words
from complaints.services.promising import drop_promise
from complaints.services.resolving import still_owed
from complaints.states import move
from hotel.staff.models import User
from hotel.web.bilingual import both
from hotel.web.refusals import Forbidden, Refused

MOST_ATTEMPTS = 3
REPORTED = (Outcome.SATISFIED, Outcome.PARTLY, Outcome.NOT_SATISFIED, Outcome.UNREACHABLE)


@act
def follow_up(
    follow_up_id: int,
    *,
    by: User,
    outcome: str,
    method: str = Method.PHONE,
    note: str = "",
    at: datetime | None = None,
) -> FollowUp:
    """The guest was asked for a view, or could not be reached: three times at most, then that is
    the outcome. A guest who is not satisfied opens the complaint again (handbook E6)."""
    complaint_id = FollowUp.objects.values_list("complaint", flat=True).get(pk=follow_up_id)
    complaint = handled(complaint_id, by=by)
    owed = complaint.follow_ups.get(pk=follow_up_id)
    if owed.outcome:
        raise Refused(_("This follow-up is done already."))
    if outcome not in REPORTED:
        raise Refused(_("Say how the guest sees it."), field="outcome")
    if method not in Method.values:
        raise Refused(_("Choose one of the list."), field="method")
    said = words(note, "note")
    if outcome == Outcome.NOT_SATISFIED and not said:
        raise Refused(_("Write what the guest is not satisfied with."), field="note")
    done_at = moment(at)
    owed.method, owed.note = method, said
    owed.attempts += 1
    if outcome != Outcome.UNREACHABLE or owed.attempts >= MOST_ATTEMPTS:
        owed.outcome, owed.done_at, owed.done_by = outcome, done_at, by
    owed.save()
    if outcome == Outcome.NOT_SATISFIED:
        _open_again(complaint, by, said, done_at)
    keep(complaint)
    journal(
        "complaint.followed_up",
        complaint,
        by=by,
        changes={"outcome": (None, both(Outcome(outcome).label))},
        data={"outcome": outcome, "reopened": outcome == Outcome.NOT_SATISFIED},
    )
    return owed


@act
def close(
    complaint_id: int,
    *,
    by: User,
    corrective: str = "",
    lesson: str = "",
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Complaint:
    """Close it: the follow-ups are done, and the severity's closing role says so."""
    complaint = locked(complaint_id, by=by, seen_version=seen_version)
    if not may_close(by, complaint):
        raise Forbidden(
            _("A complaint of %(severity)s is closed by: %(role)s.")
            % {"severity": complaint.severity.code, "role": complaint.severity.closing_role}
        )
    if complaint.status == Status.FOLLOWING_UP and still_owed(complaint):
        raise Refused(_("A follow-up is still owed; ask the guest first."))
    move(complaint, Status.CLOSED)
    complaint.corrective = words(corrective, "corrective") or complaint.corrective
    complaint.lesson = words(lesson, "lesson") or complaint.lesson
    complaint.closed_at, complaint.closed_by = moment(at), by
    keep(complaint)
    journal("complaint.closed", complaint, by=by)
    return complaint


@act
def reopen(
    complaint_id: int, *, by: User, reason: str, seen_version: int | None = None
) -> Complaint:
    """The guest is not satisfied after all. A new promise must follow at once."""
    complaint = handled(complaint_id, by=by, seen_version=seen_version)
    why = words(reason, "reason", needed=_("Say why it is opened again."))
    _open_again(complaint, by, why, moment(None))
    keep(complaint)
    journal("complaint.reopened", complaint, by=by, reason=why)
    return complaint


def _open_again(complaint: Complaint, by: User, why: str, at: datetime) -> None:
    move(complaint, Status.REOPENED)
    owed = complaint.follow_ups.filter(outcome="")
    owed.update(outcome=Outcome.DROPPED, done_at=at)
    complaint.rounds += 1
    complaint.resolved_at = complaint.resolved_by = None
    complaint.closed_at = complaint.closed_by = None
    complaint.solution, complaint.solution_note = "", ""
    complaint.guest_agreed, complaint.happy = False, None
    Note.objects.create(complaint=complaint, at=at, by=by, kind=NoteKind.REOPENED, text=why)


@act
def withdraw(
    complaint_id: int, *, by: User, reason: str, seen_version: int | None = None
) -> Complaint:
    """The guest takes it back, or it was none. The assistant manager's word, with a reason."""
    complaint = locked(complaint_id, by=by, seen_version=seen_version)
    if not by.has_perm("complaints.withdraw") or not may_handle(by, complaint):
        raise Forbidden(_("Only an assistant manager or above withdraws a complaint."))
    why = words(reason, "reason", needed=_("Say why it is withdrawn."))
    move(complaint, Status.WITHDRAWN)
    complaint.ended_reason = why
    drop_promise(complaint)
    keep(complaint)
    journal("complaint.withdrawn", complaint, by=by, reason=why)
    return complaint
