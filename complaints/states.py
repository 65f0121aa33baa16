"""The one door of a complaint's status (handbook B6, plain)."""

from django.utils.translation import gettext as _

from complaints.enums import Status
from complaints.models import Complaint
from hotel.web.refusals import Refused

TRANSITIONS: dict[str, tuple[Status, ...]] = {
    Status.REGISTERED: (Status.ACKNOWLEDGED, Status.WITHDRAWN),
    Status.ACKNOWLEDGED: (Status.INVESTIGATING, Status.RESOLVED, Status.WITHDRAWN),
    Status.INVESTIGATING: (Status.RESOLVED, Status.WITHDRAWN),
    Status.RESOLVED: (Status.FOLLOWING_UP, Status.CLOSED, Status.REOPENED),
    Status.FOLLOWING_UP: (Status.CLOSED, Status.REOPENED),
    Status.CLOSED: (Status.REOPENED,),
    Status.REOPENED: (Status.INVESTIGATING, Status.WITHDRAWN),
    Status.WITHDRAWN: (),
}


def may_become(complaint: Complaint, to: Status) -> bool:
    return to in TRANSITIONS[complaint.status]


def move(complaint: Complaint, to: Status) -> None:
    """Assign the status, unsaved, or refuse and name the moves that are legal from here."""
    if may_become(complaint, to):
        complaint.status = to
        return
    legal = TRANSITIONS[complaint.status]
    facts = {
        "number": complaint.number,
        "now": Status(complaint.status).label,
        "legal": _(", ").join(str(each.label) for each in legal),
    }
    if not legal:
        raise Refused(_("Complaint %(number)s is “%(now)s”; nothing more happens to it.") % facts)
    raise Refused(_("Complaint %(number)s is “%(now)s”. It may only become: %(legal)s.") % facts)
