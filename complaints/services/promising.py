"""The promise to the guest: made with a time, kept by contacting, whatever the progress (handbook E5)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from complaints.enums import Method, Result, Status
from complaints.models import Complaint, Promise
from complaints.services.acts import (
    act,
    handled,
    journal,
    keep,
    moment,
    running_promise,
    words,
)
from complaints.states import may_become, move
from hotel.notifications import services as notifications
from hotel.staff.models import User
from hotel.web import clock, show
from hotel.web.refusals import Refused

# Whose ringing ends when the guest has been contacted.
RINGING = ("promise.reminded", "promise.rang")


@act
def promise(
    complaint_id: int,
    *,
    by: User,
    what: str,
    due_at: datetime,
    method: str = Method.VISIT,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Promise:
    """Tell the guest by when they hear from us; the matter is investigated from now on.

    `due_at` is aware, later than now, and never beyond the severity's longest promise.
    """
    complaint = handled(complaint_id, by=by, seen_version=seen_version)
    if running_promise(complaint) is not None:
        raise Refused(
            _("A promise is running already. Contact the guest, then make another."), field="due_at"
        )
    move(complaint, Status.INVESTIGATING)
    made = _make(complaint, by=by, what=what, due_at=due_at, method=method, at=moment(at))
    keep(complaint)
    journal("promise.made", complaint, by=by, on=made, data={"due": made.due_at.isoformat()})
    return made


@act
def contacted(
    complaint_id: int,
    *,
    by: User,
    told: str,
    what: str,
    due_at: datetime,
    method: str = Method.PHONE,
    guest_came_first: bool = False,
    seen_version: int | None = None,
    at: datetime | None = None,
) -> Promise:
    """The guest has been contacted and knows how it stands: the promise is done, the next one runs.

    A solution ends it otherwise: `resolve`. `guest_came_first` says that the guest had to ask,
    which breaks the promise whatever the clock says (handbook A8.244). Returns the new promise.
    """
    complaint = handled(complaint_id, by=by, seen_version=seen_version)
    done_at = moment(at)
    said = words(told, "told", needed=_("Write what the guest was told."))
    kept = close_promise(complaint, by=by, told=said, at=done_at, guest_came_first=guest_came_first)
    if kept is None:
        raise Refused(_("No promise is running."))
    made = _make(complaint, by=by, what=what, due_at=due_at, method=method, at=done_at)
    keep(complaint)
    journal(
        "promise.contacted",
        complaint,
        by=by,
        on=kept,
        changes={"result": (None, kept.result)},
        data={"due": made.due_at.isoformat(), "next": made.pk},
    )
    return made


def close_promise(
    complaint: Complaint, *, by: User, told: str, at: datetime, guest_came_first: bool = False
) -> Promise | None:
    """The running promise is over because the guest was contacted; its bells fall silent.

    Inside an act that holds the complaint.
    """
    running = running_promise(complaint)
    if running is None:
        return None
    if guest_came_first:
        running.result = Result.BROKEN
    else:
        running.result = Result.KEPT if at <= running.due_at else Result.LATE
    running.contacted_at, running.contacted_by, running.told = at, by, told
    running.save()
    hush(running)
    return running


def drop_promise(complaint: Complaint) -> None:
    """Nobody waits for the answer any more. One that was due already was broken."""
    running = running_promise(complaint)
    if running is not None:
        running.result = Result.BROKEN if running.due_at <= clock.now() else Result.DROPPED
        running.save()
        hush(running)


def hush(done: Promise) -> None:
    notifications.quiet(f"complaints.promise:{done.pk}", RINGING)


def latest(complaint: Complaint, at: datetime) -> datetime:
    """The last moment a promise made `at` may name."""
    most = at + timedelta(minutes=complaint.severity.most_promise_min)
    if complaint.latest_answer is not None and complaint.latest_answer > at:
        return min(most, complaint.latest_answer)
    return most


def may_promise(complaint: Complaint) -> bool:
    return may_become(complaint, Status.INVESTIGATING)


def _make(
    complaint: Complaint, *, by: User, what: str, due_at: datetime, method: str, at: datetime
) -> Promise:
    limit = latest(complaint, at)
    if method not in Method.values:
        raise Refused(_("Choose one of the list."), field="method")
    if due_at <= at:
        raise Refused(_("The promised time has passed already."), field="due_at")
    if due_at > limit:
        raise Refused(
            _("No later than %(time)s: %(severity)s promises at most %(length)s ahead.")
            % {
                "time": show.mdhm(limit),
                "severity": complaint.severity.code,
                "length": show.span(limit - at),
            },
            field="due_at",
        )
    return Promise.objects.create(
        complaint=complaint,
        what=words(what, "what", needed=_("Write what you promise."), most=400),
        made_at=at,
        made_by=by,
        method=method,
        due_at=due_at,
        latest_at=limit,
    )
