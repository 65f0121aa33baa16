"""The one door of a visit's status (handbook B5)."""

from django.utils.translation import gettext_lazy as _

from hotel.web.refusals import Refused
from vip.enums import Status
from vip.models import Visit

LEGAL: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.PENDING, Status.APPROVED, Status.CANCELLED}),
    # An unannounced guest is received before approval: straight from pending to announced.
    Status.PENDING: frozenset(
        {Status.APPROVED, Status.REJECTED, Status.ANNOUNCED, Status.CANCELLED, Status.POSTPONED}
    ),
    Status.APPROVED: frozenset(
        {Status.ANNOUNCED, Status.PENDING, Status.CANCELLED, Status.POSTPONED}
    ),
    Status.ANNOUNCED: frozenset(
        {Status.DEPARTED, Status.REJECTED, Status.CANCELLED, Status.POSTPONED}
    ),
    Status.POSTPONED: frozenset(
        {Status.PENDING, Status.APPROVED, Status.ANNOUNCED, Status.CANCELLED}
    ),
    Status.REJECTED: frozenset({Status.PENDING, Status.APPROVED, Status.CANCELLED}),
    Status.DEPARTED: frozenset({Status.CLOSED, Status.ANNOUNCED}),
    Status.CLOSED: frozenset(),
    Status.CANCELLED: frozenset(),
}


def move(visit: Visit, to: Status) -> None:
    """Assign the status, unsaved, or refuse and name the moves that are legal from here."""
    legal = LEGAL[visit.status]
    if to not in legal:
        raise Refused(
            _("A visit that is “%(now)s” cannot become “%(to)s”. Possible now: %(legal)s."),
            params={
                "now": Status(visit.status).label,
                "to": to.label,
                "legal": ", ".join(sorted(str(Status(each).label) for each in legal)) or "—",
            },
        )
    visit.status = to
