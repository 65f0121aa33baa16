"""What the visit's page shows of its amenities: each order, what waits, what is left out, the cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.web.bilingual import pick
from vip import gift_facts, remembered
from vip.amenities import GIVEN_LAST_TIME, Line, Offer, Selection
from vip.models import AmenityOrder, SpecialOccasion, Visit
from vip.order_states import LEGAL
from vip.rules import brings_amenity, may_decide
from vip.services.replanning import PLANNED

S = AmenityOrder.Status
_ACTS = {S.PREPARED: "prepare", S.DELIVERED: "deliver", S.REPLENISHED: "replenish"}


@dataclass(frozen=True)
class Row:
    """An order with what this viewer may do with it next (route names)."""

    order: AmenityOrder
    why: str
    acts: tuple[str, ...]


@dataclass
class Panel:
    """The amenities of a visit as one viewer sees them; who may not know the guest sees no reasons."""

    visit: Visit
    viewer: User
    hidden: bool
    # Whether an approval is awaited: what waits is worked out only then, and before the announcement.
    deciding: bool = False

    @property
    def in_full(self) -> bool:
        return self.deciding or not self.planned

    @property
    def cost(self) -> Decimal:
        """What is planned for the whole stay."""
        if self.in_full:
            return self.selection.cost
        nights = gift_facts.nights_of(self.visit)
        times = ((row.order, nights if row.order.daily else 1) for row in self.rows)
        return sum((order.unit_cost * order.quantity * many for order, many in times), Decimal(0))

    @property
    def budget(self) -> Decimal:
        return self.visit.level.amenity_budget * gift_facts.nights_of(self.visit)

    @cached_property
    def _known(self) -> remembered.Remembered:
        return remembered.of_party(self.visit)

    @cached_property
    def selection(self) -> Selection:
        return gift_facts.selection_of(self.visit, self._known)

    @cached_property
    def rows(self) -> list[Row]:
        related = ("amenity__department", "delivered_by")
        orders = self.visit.amenity_orders.select_related(*related)
        living = orders.exclude(status=S.CANCELLED).prefetch_related("replenishments")
        return [Row(order, self._why(order.why), self._acts(order)) for order in living]

    def _acts(self, order: AmenityOrder) -> tuple[str, ...]:
        if self.visit.status not in PLANNED or not brings_amenity(self.viewer, order):
            return ()
        legal = LEGAL[order.status]
        return tuple(
            _ACTS[each] for each in (S.PREPARED, S.DELIVERED, S.REPLENISHED) if each in legal
        )

    @cached_property
    def _names(self) -> Mapping[str, str]:
        codes, names = sorted(self._known.avoid), self._known.avoid_by_code
        return {code: pick(*names[code]) for code in codes}

    def _why(self, code: str) -> str:
        if not code or self.hidden:
            return ""
        if code == GIVEN_LAST_TIME:
            return _("given last time")
        return _("avoids %(what)s") % {"what": self._names.get(code, code)}

    @property
    def planned(self) -> bool:
        return self.visit.status in PLANNED

    @cached_property
    def coming(self) -> list[tuple[str, Line]]:
        """Before the announcement: what would be ordered now."""
        if self.planned:
            return []
        granted = self.selection.granted(self.cleared)
        return [(_name(line.offer), line) for line in granted]

    @cached_property
    def waiting(self) -> list[tuple[str, Line]]:
        """Above the budget: ordered once somebody with the authority approves."""
        if not self.in_full:
            return []
        granted = self.selection.granted(self.cleared)
        return [(_name(line.offer), line) for line in self.selection.lines if line not in granted]

    @cached_property
    def left_out(self) -> list[tuple[str, str]]:
        """What the guest is not given, and why; once all is ordered, for those who may know why."""
        left = self.selection.left_out if self.in_full or not self.hidden else ()
        given = {row.order.amenity.code for row in self.rows}
        return [
            (_name(each.offer), self._why(each.why))
            for each in left
            if self.in_full or each.offer.code not in given
        ]

    @property
    def cleared(self) -> Decimal:
        return self.visit.amenities_cleared or Decimal(0)

    @property
    def avoid(self) -> list[str]:
        swapped = any(row.order.why for row in self.rows)
        told = not self.hidden and (self.in_full or swapped)
        return list(self._names.values()) if told else []

    @property
    def spent(self) -> Decimal:
        return sum((row.order.spent for row in self.rows), Decimal(0))

    @property
    def may_approve(self) -> bool:
        return bool(self.waiting) and not self.hidden and may_decide(self.viewer, self.visit)

    @cached_property
    def occasions(self) -> list[SpecialOccasion]:
        """Why this visit gets more than its level."""
        if not (self.in_full or self.visit.occasions):
            return []
        nights = gift_facts.nights_of(self.visit)
        first = gift_facts.first_night(self.visit)
        days = [first + timedelta(days=number) for number in range(nights + 1)]
        return gift_facts.occasions_of(self.visit, days)


def _name(offer: Offer) -> str:
    return pick(offer.name_zh, offer.name_en)
