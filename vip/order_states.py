"""The one door of an amenity order's status (handbook B5)."""

from django.utils.translation import gettext_lazy as _

from hotel.web.refusals import Refused
from vip.models import AmenityOrder

S = AmenityOrder.Status

LEGAL: dict[str, frozenset[str]] = {
    S.ORDERED: frozenset({S.PREPARED, S.DELIVERED, S.CANCELLED}),
    S.PREPARED: frozenset({S.DELIVERED, S.CANCELLED}),
    S.DELIVERED: frozenset({S.REPLENISHED}),
    S.REPLENISHED: frozenset({S.REPLENISHED}),
    S.CANCELLED: frozenset({S.ORDERED}),
}


def move(order: AmenityOrder, to: AmenityOrder.Status) -> None:
    """Assign the status, unsaved, or refuse and name the moves that are legal from here."""
    legal = LEGAL[order.status]
    if to not in legal:
        raise Refused(
            _("An order that is “%(now)s” cannot become “%(to)s”. Possible now: %(legal)s."),
            params={
                "now": S(order.status).label,
                "to": to.label,
                "legal": ", ".join(sorted(str(S(each).label) for each in legal)),
            },
        )
    order.status = to
