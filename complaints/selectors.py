"""Complaints as the house asks for them. What one viewer may read is decided here, once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, Prefetch, Q, QuerySet

from complaints.authority import is_head, may_see
from complaints.enums import OPEN, UNSOLVED, Status
from complaints.models import Category, Complaint, FollowUp, Note, Option, Promise, Ring, Severity
from hotel.staff.models import User
from hotel.web.prepared import Param, Prepared

RELATED = (
    "category",
    "severity__owner_role",
    "severity__escalate_role",
    "severity__closing_role",
    "first_severity",
    "department",
    "owner__department",
    "guest",
    "stay__reservation",
    "room",
    "registered_by",
    "acknowledged_by",
    "resolved_by",
    "closed_by",
    "compensation_approved_by",
)


def complaint(complaint_id: int) -> Complaint:
    """One complaint, whoever asks. Raises `Complaint.DoesNotExist`."""
    return _complaint.get(pk=complaint_id)


_complaint = Prepared(
    lambda: Complaint.objects.select_related(*RELATED).filter(pk=Param("pk", BigIntegerField()))
)


def visible(viewer: User) -> QuerySet[Complaint]:
    """What this viewer may read, as rows of a list: with the running promise, two queries."""
    running = Promise.objects.filter(result="")
    rows = Complaint.objects.select_related(
        "category", "severity__owner_role", "department", "owner", "guest", "room"
    ).prefetch_related(Prefetch("promises", running, to_attr="running"))
    return rows.filter(seen_by(viewer))


def seen_by(viewer: User, prefix: str = "") -> Q:
    """The rows of `complaints.authority.may_see`, for queries."""
    if not viewer.has_perm("complaints.see_complaints"):
        return Q(pk__in=[])
    if viewer.has_perm("complaints.see_restricted"):
        return Q()
    own = Q(**{f"{prefix}owner": viewer}) | Q(**{f"{prefix}registered_by": viewer})
    if is_head(viewer, viewer.department_id):
        own |= Q(**{f"{prefix}department": viewer.department_id})
    return Q(**{f"{prefix}restricted": False}) | own


def for_me(viewer: User, prefix: str = "") -> Q:
    """Complaints the person owns, or may take because the owner's role is theirs."""
    return Q(**{f"{prefix}owner": viewer}) | Q(
        **{f"{prefix}severity__owner_role__code__in": sorted(viewer.role_codes)}
    )


def filtered(
    viewer: User,
    now: datetime,
    *,
    show: str = "open",
    severity: str = "",
    department: str = "",
) -> QuerySet[Complaint]:
    """The list's rows. `show` is open, mine, overdue or closed."""
    rows = visible(viewer)
    if severity:
        rows = rows.filter(severity__code=severity)
    if department:
        rows = rows.filter(department__code=department)
    return rows.filter(_shown(show, viewer, now))


def _shown(show: str, viewer: User, now: datetime) -> Q:
    if show == "closed":
        return ~Q(status__in=OPEN)
    if show == "mine":
        return Q(status__in=OPEN) & for_me(viewer)
    if show == "overdue":
        return late(now)
    return Q(status__in=OPEN)


def late(now: datetime) -> Q:
    """Overdue: a promise that ran out, or nobody has acknowledged in time."""
    running = Promise.objects.filter(result="", due_at__lt=now).values("complaint")
    unheard = Q(status=Status.REGISTERED, acknowledge_until__lt=now)
    return Q(pk__in=running) | unheard


def in_order(rows: Iterable[Complaint]) -> list[Complaint]:
    """What ticks first; then what waits to be acknowledged or to be promised; then the rest."""

    def key(each: Complaint) -> tuple[int, Any, int]:
        promise = running_of(each)
        if promise is not None:
            return (0, promise.due_at, each.pk)
        if each.status == Status.REGISTERED:
            return (0, each.acknowledge_until, each.pk)
        if each.status in UNSOLVED:
            return (1, each.resolve_until, each.pk)
        return (2, -each.registered_at.timestamp(), each.pk)

    return sorted(rows, key=key)


def running_of(each: Complaint) -> Promise | None:
    """The promise that runs, prefetched by `visible`."""
    rows: list[Promise] = getattr(each, "running", [])
    return rows[0] if rows else None


def promise_runs(promise_id: int) -> bool:
    return Promise.objects.filter(pk=promise_id, result="").exists()


def count_overdue(viewer: User, now: datetime) -> int:
    """Promises of this person that ran out. One query."""
    rows = Promise.objects.filter(result="", due_at__lt=now)
    return rows.filter(for_me(viewer, "complaint__")).count()


def running_promises(viewer: User) -> QuerySet[Promise]:
    """Promises this person must keep, soonest first."""
    rows = Promise.objects.filter(for_me(viewer, "complaint__"), result="")
    return rows.select_related(
        "complaint__category", "complaint__severity", "complaint__guest", "complaint__room"
    ).order_by("due_at")


def to_acknowledge(viewer: User) -> QuerySet[Complaint]:
    """Unheard complaints, and reopened ones without a promise, that this person may take."""
    rows = Complaint.objects.filter(
        for_me(viewer), status__in=(Status.REGISTERED, Status.REOPENED, Status.ACKNOWLEDGED)
    )
    return rows.select_related("category", "severity", "guest", "room").order_by(
        "acknowledge_until"
    )


def follow_ups_owed(viewer: User, until: datetime) -> QuerySet[FollowUp]:
    """Follow-ups due by then that this person may do, soonest first."""
    rows = FollowUp.objects.filter(for_me(viewer, "complaint__"), outcome="", due_at__lte=until)
    return rows.select_related(
        "complaint__category", "complaint__severity", "complaint__guest", "complaint__room"
    ).order_by("due_at")


def open_of_stay(stay_id: int) -> list[Complaint]:
    """Complaints of a stay that somebody still works on."""
    rows = Complaint.objects.filter(stay=stay_id, status__in=OPEN)
    return list(rows.select_related("category", "severity", "owner"))


def of_stay(stay_id: int, viewer: User) -> list[Complaint]:
    """What this viewer may read of a stay's complaints; at most two queries."""
    rows = [each for each in _of_stay(stay=stay_id) if may_see(viewer, each)]
    return in_order(_with_promise(rows))


def of_guest(guest_id: int, viewer: User, but: int | None = None) -> list[Complaint]:
    """All of a guest's, the latest first."""
    rows = visible(viewer).filter(guest=guest_id).exclude(pk=but or 0)
    return list(rows.order_by("-registered_at"))


_IDS = ArrayField(BigIntegerField())
# What lists never show, one of them encrypted.
_LONG = ("phone", "statement", "verified", "desired", "solution_note")
_remembered = Prepared(
    lambda: (
        Complaint.objects.filter(guest__any=Param("guests", _IDS))
        .exclude(status=Status.WITHDRAWN)
        .select_related("category", "severity", "room")
        .defer(*_LONG)
        .order_by("-registered_at")
    ),
)
_of_stay = Prepared(
    lambda: (
        Complaint.objects.filter(stay_id=Param("stay", BigIntegerField()))
        .select_related("category", "severity", "owner")
        .defer(*_LONG)
    ),
)
_running = Prepared(
    lambda: Promise.objects.filter(result="", complaint__any=Param("complaints", _IDS)),
)


_pending = Prepared(
    lambda: (
        Complaint.objects.filter(guest_id__any=Param("guests", _IDS), status__in=OPEN)
        .select_related("severity")
        .only(
            "guest_id",
            "restricted",
            "owner_id",
            "registered_by_id",
            "department_id",
            "severity__code",
        )
        .order_by("-registered_at")
    )
)


def pending_of_guests(guest_ids: Iterable[int], viewer: User) -> dict[int, Complaint]:
    """The latest open complaint this viewer may see of each of these guests. One query."""
    found: dict[int, Complaint] = {}
    for each in _pending(guests=list(guest_ids)):
        if each.guest_id is not None and may_see(viewer, each):
            found.setdefault(each.guest_id, each)
    return found


def remembered(guest_ids: Iterable[int]) -> dict[int, list[Complaint]]:
    """Complaints of these guests that were not withdrawn, latest first. At most two queries."""
    found: dict[int, list[Complaint]] = defaultdict(list)
    for each in _with_promise(_remembered(guests=sorted(set(guest_ids)))):
        if each.guest_id is not None:
            found[each.guest_id].append(each)
    return dict(found)


def _with_promise(rows: list[Complaint]) -> list[Complaint]:
    """The same complaints with the promise that runs; only open ones can have one."""
    opened = [each.pk for each in rows if each.status in OPEN]
    running = {each.complaint_id: each for each in _running(complaints=opened)} if opened else {}
    for each in rows:
        each.running = [running[each.pk]] if each.pk in running else []  # type: ignore[attr-defined]
    return rows


def promises_of(complaint_id: int) -> list[Promise]:
    """All promises with their rings, the running one first."""
    rings = Prefetch("rings", Ring.objects.select_related("role"))
    rows = Promise.objects.filter(complaint=complaint_id).select_related("made_by", "contacted_by")
    return list(rows.prefetch_related(rings))


def options_of(complaint_id: int) -> list[Option]:
    return list(Option.objects.filter(complaint=complaint_id))


def notes_of(complaint_id: int) -> list[Note]:
    return list(Note.objects.filter(complaint=complaint_id).select_related("by", "to"))


def follow_ups(complaint_id: int) -> list[FollowUp]:
    return list(FollowUp.objects.filter(complaint=complaint_id).select_related("done_by"))


def categories() -> list[Category]:
    """Those in use, for forms."""
    rows = Category.objects.filter(active=True)
    return list(rows.select_related("department", "severity"))


def severities() -> list[Severity]:
    return list(Severity.objects.all())


def counts(
    viewer: User, now: datetime, *, severity: str = "", department: str = ""
) -> dict[str, int]:
    """How many the filters of the list hold; closed ones are not counted. One query."""
    rows = Complaint.objects.filter(seen_by(viewer))
    if severity:
        rows = rows.filter(severity__code=severity)
    if department:
        rows = rows.filter(department__code=department)
    tabs = ("open", "mine", "overdue")
    found: dict[str, int] = rows.aggregate(
        **{tab: Count("pk", filter=_shown(tab, viewer, now)) for tab in tabs}
    )
    return found


def complaint_of_option(option_id: int) -> int | None:
    return Option.objects.filter(pk=option_id).values_list("complaint", flat=True).first()


def complaint_of_follow_up(follow_up_id: int) -> int | None:
    return FollowUp.objects.filter(pk=follow_up_id).values_list("complaint", flat=True).first()
