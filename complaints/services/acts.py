"""What every act on a complaint does first and last: lock it, compare versions, keep it, journal it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from complaints.authority import may_handle, may_see
from complaints.models import Complaint, Promise
from complaints.models.complaint import LONG
from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Forbidden, Refused, Stale

P = ParamSpec("P")
R = TypeVar("R")

RELATED = (
    "category",
    "severity__owner_role",
    "severity__escalate_role",
    "severity__closing_role",
    "department",
    "owner",
    "guest",
    "stay",
    "room",
)


def act(verb_function: Callable[P, R]) -> Callable[P, R]:
    """One transaction. What the database forbids is refused in words."""

    @wraps(verb_function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return verb_function(*args, **kwargs)
        except IntegrityError as problem:
            diagnosis = getattr(problem.__cause__, "diag", None)
            if getattr(diagnosis, "constraint_name", None) == "complaints_one_promise_runs":
                raise Refused(_("A promise is running already."), field="due_at") from problem
            raise

    return run


def locked(complaint_id: int, *, by: User | None, seen_version: int | None = None) -> Complaint:
    """The complaint, locked until the transaction ends. Raises `Stale`, or `Forbidden` unseen."""
    complaint = _locked.get(pk=complaint_id)
    if by is not None and not may_see(by, complaint):
        raise Forbidden(_("This complaint is not yours to open."))
    if seen_version is not None and seen_version != complaint.version:
        raise Stale(_("Somebody changed this complaint meanwhile."), theirs=as_it_stands(complaint))
    return complaint


_locked = Prepared(
    lambda: (
        Complaint.objects.select_related(*RELATED)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=Param("pk", BigIntegerField()))
    )
)


def handled(complaint_id: int, *, by: User, seen_version: int | None = None) -> Complaint:
    """The same for an act of its owner or of somebody above."""
    complaint = locked(complaint_id, by=by, seen_version=seen_version)
    if not may_handle(by, complaint):
        raise Forbidden(
            _("Only %(owner)s, the %(role)s on duty or their superiors act on this complaint.")
            % {"owner": complaint.owner, "role": complaint.severity.owner_role}
        )
    return complaint


def as_it_stands(complaint: Complaint) -> dict[str, Any]:
    """What the database says now, for showing beside what was typed."""
    causes = [
        str(label) for code, label in _choices("root_causes") if code in complaint.root_causes
    ]
    return {
        label_of("status"): complaint.get_status_display(),
        label_of("severity"): str(complaint.severity),
        label_of("owner"): str(complaint.owner),
        label_of("verified"): complaint.verified or "—",
        label_of("desired"): complaint.desired or "—",
        label_of("fault"): complaint.get_fault_display(),
        label_of("root_causes"): ", ".join(causes) or "—",
    }


def label_of(name: str) -> str:
    return str(Complaint._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _choices(name: str) -> Iterable[tuple[Any, Any]]:
    return Complaint._meta.get_field(name).base_field.choices or ()  # type: ignore[union-attr]


def words(text: str, field: str, *, needed: str = "", most: int = LONG) -> str:
    """Free text as it is kept; `needed` is the sentence when it is empty."""
    kept = free_text(text, field, most, lines=True)
    if needed and not kept:
        raise Refused(needed, field=field)
    return kept


def keep(complaint: Complaint) -> None:
    """Save, one version more. The only save of a complaint."""
    complaint.version += 1
    complaint.save()


def running_promise(complaint: Complaint) -> Promise | None:
    """The promise that runs, locked."""
    return (
        Promise.objects.select_for_update(no_key=True)
        .filter(complaint=complaint, result="")
        .first()
    )


def journal(
    verb: str,
    complaint: Complaint,
    *,
    by: User | None,
    on: models.Model | None = None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """One entry. A restricted complaint leaves no trace in the histories of guest, stay and room,
    and what people wrote about it stays out of the journal."""
    told: list[models.Model] = [complaint] if on is not None else []
    if not complaint.restricted:
        told += [each for each in (complaint.guest, complaint.stay, complaint.room) if each]
    topics = ["complaints", f"complaints.complaint:{complaint.pk}"]
    if complaint.stay_id:
        topics.append(f"stays.stay:{complaint.stay_id}")
    record(
        verb,
        on or complaint,
        by=by,
        about=told,
        changes=changes,
        reason="" if complaint.restricted else reason,
        data={**told_of(complaint), **(data or {})},
        topics=topics,
    )


def told_of(complaint: Complaint) -> dict[str, Any]:
    """What the news of a complaint says: ids, the number, and names only where all may read them."""
    category = complaint.category
    return {
        "complaint": complaint.pk,
        "number": complaint.number,
        "severity": complaint.severity.code,
        "category": {"zh": category.name_zh, "en": category.name_en},
        "who": "" if complaint.restricted else complaint.who,
        "room": complaint.room.number if complaint.room else "",
        "owner": complaint.owner_id,
        "department": complaint.department.code,
        "restricted": complaint.restricted,
    }


def moment(at: datetime | None) -> datetime:
    """Now, or a moment that has passed."""
    now = clock.now()
    if at is None:
        return now
    if at > now:
        raise Refused(_("This lies in the future."))
    return at
