"""What is put before a guest, as a pure function: level × occasion × length of stay (handbook A7.189).

Nothing the party must not have is ever chosen, and no gift twice in a row: another of the same kind
takes its place, or it is left out and said so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

GIVEN_LAST_TIME = "given_last_time"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An amenity of the house. `contains` are codes of what somebody may have to avoid."""

    code: str
    name_zh: str
    name_en: str
    kind: str
    department_code: str
    unit_cost: Decimal = Decimal(0)
    contains: frozenset[str] = frozenset()
    gift: bool = False
    per_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What a level or an occasion brings, in stays of at least so many nights."""

    amenity: str
    quantity: int = 1
    daily: bool = False
    from_nights: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom: nights and persons of the visit, what the party avoids, what was given last time,
    and the level's budget for each day.
    """

    nights: int
    persons: int = 1
    avoid: frozenset[str] = frozenset()
    given_last: frozenset[str] = frozenset()
    budget_a_day: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """So many of one amenity, once or each day. `instead_of` names what it replaces, `why` the reason:
    a code of what is avoided, or that it was given last time.
    """

    offer: Offer
    quantity: int
    daily: bool
    times: int
    instead_of: str = ""
    why: str = ""

    @property
    def cost(self) -> Decimal:
        return self.offer.unit_cost * self.quantity * self.times


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An amenity for which the house has no other of the same kind."""

    offer: Offer
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the visit gets, what it has to do without, and whether that is within the budget."""

    lines: tuple[Line, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    days: int = 1
    budget_a_day: Decimal = Decimal(0)

    @property
    def cost(self) -> Decimal:
        return sum((line.cost for line in self.lines), Decimal(0))

    @property
    def cost_a_day(self) -> Decimal:
        return (self.cost / self.days).quantize(CENT)

    @property
    def budget(self) -> Decimal:
        return self.budget_a_day * self.days

    @property
    def over_budget(self) -> bool:
        return self.cost > self.budget

    def granted(self, cleared: Decimal = Decimal(0)) -> tuple[Line, ...]:
        """What may go out: in order as far as the budget, or the cost that was approved, reaches."""
        limit = max(self.budget, cleared)
        spent, lines = Decimal(0), []
        for line in self.lines:
            if spent + line.cost <= limit:
                spent += line.cost
                lines.append(line)
        return tuple(lines)


def select(
    offers: Mapping[str, Offer], entitlements: Iterable[Entitlement], asked: Asked
) -> Selection:
    """Choose from `offers` (by code). Earlier entitlements choose first."""
    due = _merged(offers, entitlements, asked)
    taken = {each.amenity for each in due if not _unfit(offers[each.amenity], asked)}
    lines: list[Line] = []
    left_out: list[LeftOut] = []
    for each in due:
        wanted = offers[each.amenity]
        why = _unfit(wanted, asked)
        chosen = _alternative(wanted, offers, taken, asked) if why else wanted
        if chosen is None:
            left_out.append(LeftOut(wanted, why))
            continue
        taken.add(chosen.code)
        lines.append(_line(chosen, each, asked, instead_of=wanted.code if why else "", why=why))
    return Selection(
        lines=tuple(lines),
        left_out=tuple(left_out),
        days=asked.nights,
        budget_a_day=asked.budget_a_day,
    )


def _merged(
    offers: Mapping[str, Offer], entitlements: Iterable[Entitlement], asked: Asked
) -> Sequence[Entitlement]:
    """One of each amenity: level and occasion together bring the more generous of the two."""
    found: dict[str, Entitlement] = {}
    for each in entitlements:
        if each.amenity not in offers or each.from_nights > asked.nights:
            continue
        other = found.get(each.amenity, each)
        found[each.amenity] = replace(
            each,
            quantity=max(each.quantity, other.quantity),
            daily=each.daily or other.daily,
        )
    return list(found.values())


def _unfit(offer: Offer, asked: Asked) -> str:
    """Why this cannot be given, or ""."""
    avoided = sorted(offer.contains & asked.avoid)
    if avoided:
        return avoided[0]
    return GIVEN_LAST_TIME if offer.gift and offer.code in asked.given_last else ""


def _alternative(
    wanted: Offer, offers: Mapping[str, Offer], taken: set[str], asked: Asked
) -> Offer | None:
    """The one nearest in cost among the fitting ones of the same kind."""
    fitting = list(_fitting(wanted, offers, taken, asked))
    return min(
        fitting,
        key=lambda each: (abs(each.unit_cost - wanted.unit_cost), each.unit_cost, each.code),
        default=None,
    )


def _fitting(
    wanted: Offer, offers: Mapping[str, Offer], taken: set[str], asked: Asked
) -> Iterator[Offer]:
    for each in offers.values():
        same_kind = bool(wanted.kind) and each.kind == wanted.kind
        if same_kind and each.code not in taken and not _unfit(each, asked):
            yield each


def _line(offer: Offer, due: Entitlement, asked: Asked, *, instead_of: str, why: str) -> Line:
    return Line(
        offer=offer,
        quantity=due.quantity * (asked.persons if offer.per_person else 1),
        daily=due.daily,
        times=asked.nights if due.daily else 1,
        instead_of=instead_of,
        why=why,
    )
