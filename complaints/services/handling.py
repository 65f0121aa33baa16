"""From hearing the guest to knowing the facts: acknowledge, note, find out, offer, hand over, escalate."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from complaints import audience
from complaints.authority import may_see
from complaints.enums import (
    UNSOLVED,
    Answer,
    Fault,
    Modifier,
    Need,
    NoteKind,
    RootCause,
    Solution,
    Status,
)
from complaints.models import Complaint, Note, Option
from complaints.services.acts import act, handled, journal, keep, locked, moment, words
from complaints.services.registering import choose_owner, severities
from complaints.states import move
from hotel.notifications.audience import House
from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web.bilingual import both
from hotel.web.refusals import Forbidden, Refused

MOST_OPTIONS = 8


@act
def acknowledge(
    complaint_id: int,
    *,
    by: User,
    restated: bool,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Complaint:
    """The owner has spoken to the guest, restated the matter and had it confirmed (handbook A8.238)."""
    complaint = handled(complaint_id, by=by, seen_version=seen_version)
    if not restated:
        raise Refused(
            _("Restate the matter to the guest and have it confirmed first."), field="restated"
        )
    move(complaint, Status.ACKNOWLEDGED)
    complaint.restated = True
    complaint.acknowledged_at, complaint.acknowledged_by = moment(at), by
    keep(complaint)
    journal("complaint.acknowledged", complaint, by=by)
    return complaint


@act
def record_facts(
    complaint_id: int,
    *,
    by: User,
    verified: str,
    desired: str,
    fault: str = Fault.UNCLEAR,
    root_causes: Sequence[str] = (),
    needs: Sequence[str] = (),
    seen_version: int | None = None,
) -> Complaint:
    """What we found, what the guest wants, whose fault it is (handbook A8.223, 237, 241)."""
    complaint = handled(complaint_id, by=by, seen_version=seen_version)
    _still_open(complaint)
    _known(Fault.values, [fault], "fault")
    _known(RootCause.values, root_causes, "root_causes")
    _known(Need.values, needs, "needs")
    before = {"fault": complaint.fault, "root_causes": list(complaint.root_causes)}
    complaint.verified = words(verified, "verified")
    complaint.desired = words(desired, "desired")
    complaint.fault = fault
    complaint.root_causes, complaint.needs = list(root_causes), list(needs)
    keep(complaint)
    changes = {
        name: (was, getattr(complaint, name))
        for name, was in before.items()
        if was != getattr(complaint, name) and not complaint.restricted
    }
    journal("complaint.facts_recorded", complaint, by=by, changes=changes)
    return complaint


@act
def note(complaint_id: int, *, by: User, text: str, at: datetime | None = None) -> Note:
    """One line of what happened; anybody who may read the complaint (handbook A8.225)."""
    complaint = locked(complaint_id, by=by)
    kept = words(text, "text", needed=_("Write what happened."))
    made = Note.objects.create(complaint=complaint, at=moment(at), by=by, text=kept)
    journal("complaint.noted", complaint, by=by)
    return made


@act
def add_option(
    complaint_id: int,
    *,
    by: User,
    kind: str,
    text: str,
    cost: Decimal = Decimal(0),
    by_guest: bool = False,
) -> Option:
    """One more solution to offer, after those there (handbook A8.242: three to four, best first)."""
    complaint = handled(complaint_id, by=by)
    _still_open(complaint)
    _known(Solution.values, [kind], "kind")
    kept = words(text, "text", needed=_("Write what is offered."), most=400)
    rank = complaint.options.count() + 1
    if rank > MOST_OPTIONS:
        raise Refused(_("So many options help nobody: choose among those there."), field="text")
    if cost < 0:
        raise Refused(_("The cost is not below zero."), field="cost")
    option = Option.objects.create(
        complaint=complaint, rank=rank, kind=kind, text=kept, cost=cost, by_guest=by_guest
    )
    keep(complaint)
    journal("complaint.option_added", complaint, by=by)
    return option


@act
def answer_option(option_id: int, *, by: User, answer: str) -> Option:
    """What the guest says to an option. Agreeing to one ends an earlier agreement (handbook A8.226)."""
    complaint_id = Option.objects.values_list("complaint", flat=True).get(pk=option_id)
    complaint = handled(complaint_id, by=by)
    _still_open(complaint)
    _known(Answer.values, [answer], "answer")
    option = complaint.options.get(pk=option_id)
    if answer == Answer.AGREED:
        earlier = complaint.options.filter(answer=Answer.AGREED).exclude(pk=option.pk)
        earlier.update(answer=Answer.WAITING)
    option.answer = answer
    option.save(update_fields=["answer"])
    keep(complaint)
    changes = {"option": (None, f"{option.rank} {option.get_answer_display()}")}
    journal(
        "complaint.option_answered",
        complaint,
        by=by,
        changes={} if complaint.restricted else changes,
    )
    return option


@act
def hand_over(
    complaint_id: int, *, by: User, to: int, reason: str, seen_version: int | None = None
) -> Complaint:
    """Another owner, told why; the guest need not tell it again (handbook A8.226, 252)."""
    complaint = handled(complaint_id, by=by, seen_version=seen_version)
    _still_open(complaint)
    why = words(reason, "reason", needed=_("Say why it is handed over."))
    heir = staff.person(to)
    if not heir.is_active or not heir.has_perm("complaints.see_complaints"):
        raise Refused(_("This person cannot take complaints."), field="to")
    if heir.pk == complaint.owner_id:
        raise Refused(_("The complaint is theirs already."), field="to")
    before, complaint.owner = both(complaint.owner), heir
    keep(complaint)
    _line(complaint, by, NoteKind.HANDED_OVER, why, to=heir)
    journal(
        "complaint.handed_over",
        complaint,
        by=by,
        changes={"owner": (before, both(heir))},
        reason=why,
        data={"to": heir.pk},
    )
    return complaint


@act
def escalate(
    complaint_id: int, *, by: User, reason: str, seen_version: int | None = None
) -> Complaint:
    """One severity more, at most S4, and the owner that goes with it (handbook A8.228, E4)."""
    complaint = locked(complaint_id, by=by, seen_version=seen_version)
    if not may_see(by, complaint):
        raise Forbidden(_("This complaint is not yours to open."))
    _still_open(complaint)
    why = words(reason, "reason", needed=_("Say why it is escalated."))
    higher = severities().filter(rank=complaint.severity.rank + 1).first()
    if higher is None:
        raise Refused(_("This complaint is of the highest severity already."))
    before, owner = complaint.severity.code, both(complaint.owner)
    complaint.severity = higher
    complaint.restricted = complaint.restricted or higher.rank >= 4
    if Modifier.ESCALATED not in complaint.modifiers:
        complaint.modifiers = [*complaint.modifiers, Modifier.ESCALATED]
    complaint.escalated_at = moment(None)
    if not _may_keep(complaint):
        complaint.owner = choose_owner(higher, complaint.department.code, by=by)
    keep(complaint)
    _line(complaint, by, NoteKind.ESCALATED, why)
    journal(
        "complaint.escalated",
        complaint,
        by=by,
        changes={"severity": (before, higher.code), "owner": (owner, both(complaint.owner))},
        reason=why,
    )
    return complaint


def _may_keep(complaint: Complaint) -> bool:
    """Whether the owner is one for the new severity too."""
    ids = audience.of_role(
        House.now(), complaint.severity.owner_role.code, complaint.department.code
    )
    return complaint.owner_id in ids


def _line(
    complaint: Complaint, by: User, kind: NoteKind, text: str, *, to: User | None = None
) -> None:
    """What an act's reason says, in the log that only readers of the complaint see."""
    Note.objects.create(complaint=complaint, at=moment(None), by=by, kind=kind, text=text, to=to)


def _still_open(complaint: Complaint) -> None:
    if complaint.status not in UNSOLVED:
        raise Refused(
            _("Complaint %(number)s is “%(now)s”; nothing more happens to it.")
            % {"number": complaint.number, "now": complaint.get_status_display()}
        )


def _known(values: Sequence[str], given: Sequence[str], name: str) -> None:
    if not set(given) <= set(values):
        raise Refused(_("Choose one of the list."), field=name)
