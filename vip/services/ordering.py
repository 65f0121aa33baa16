"""Making a visit's amenity orders equal what it is entitled to; what was delivered stays."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from vip.amenities import Line
from vip.models import Amenity, AmenityOrder, Visit
from vip.order_states import move

S = AmenityOrder.Status
Told = dict[str, str]


@dataclass(slots=True)
class Swap:
    """What an adjustment changed for one department: (zh, en) of what came and what went."""

    added: list[Told] = field(default_factory=list)
    dropped: list[Told] = field(default_factory=list)


def align_orders(visit: Visit, lines: Iterable[Line], *, at: datetime) -> dict[str, Swap]:
    """Order what is missing, cancel what is not wanted any more. Two queries when nothing changes.

    Returns by department code what changed. The caller holds the visit's lock.
    """
    wanted = {line.offer.code: line for line in lines}
    standing: dict[str, list[AmenityOrder]] = {}
    rows = visit.amenity_orders.select_related("amenity__department").order_by("number")
    for order in rows:
        standing.setdefault(order.amenity.code, []).append(order)
    swaps: dict[str, Swap] = {}
    missing = {code: line for code, line in wanted.items() if code not in standing}
    if missing:
        _order_first(visit, missing, swaps, at)
    for code, orders in standing.items():
        _adjust(orders, wanted.get(code), swaps, at)
    return swaps


def _order_first(
    visit: Visit, missing: dict[str, Line], swaps: dict[str, Swap], at: datetime
) -> None:
    amenities = {each.code: each for each in Amenity.objects.filter(code__in=missing)}
    made = [
        AmenityOrder(
            visit=visit, amenity=amenities[code], ordered_at=at, **_terms(line, line.quantity)
        )
        for code, line in missing.items()
    ]
    AmenityOrder.objects.bulk_create(made)
    for line in missing.values():
        _swap(swaps, line.offer.department_code).added.append(_said(line))


def _terms(line: Line, quantity: int) -> dict[str, object]:
    return {
        "quantity": quantity,
        "daily": line.daily,
        "unit_cost": line.offer.unit_cost,
        "instead_of": line.instead_of,
        "why": line.why,
    }


def _adjust(
    orders: list[AmenityOrder], line: Line | None, swaps: dict[str, Swap], at: datetime
) -> None:
    """One amenity: the living order that nobody brought yet carries what is still to come."""
    given = sum(order.quantity for order in orders if order.is_given)
    still = max(0, line.quantity - given) if line else 0
    waiting = next((order for order in orders if not order.is_given), None)
    if line is not None and still:
        order = waiting or _next(orders[-1], at)
        if _ask(order, line, still, at):
            _swap(swaps, line.offer.department_code).added.append(_said(line, still))
    elif waiting is not None and waiting.status != S.CANCELLED:
        move(waiting, S.CANCELLED)
        waiting.save(update_fields=["status"])
        _swap(swaps, waiting.amenity.department.code).dropped.append(told(waiting))


def _next(last: AmenityOrder, at: datetime) -> AmenityOrder:
    return AmenityOrder(
        visit_id=last.visit_id, amenity=last.amenity, number=last.number + 1, ordered_at=at
    )


def _ask(order: AmenityOrder, line: Line, still: int, at: datetime) -> bool:
    """Write what is wanted into the order. True when there is more or less to bring than before."""
    news = order._state.adding or order.status == S.CANCELLED or order.quantity != still
    if order.status == S.CANCELLED:
        move(order, S.ORDERED)
        order.ordered_at, order.prepared_at = at, None
    terms = _terms(line, still)
    if news or any(getattr(order, name) != value for name, value in terms.items()):
        for name, value in terms.items():
            setattr(order, name, value)
        order.save()
    return news


def _swap(swaps: dict[str, Swap], department: str) -> Swap:
    return swaps.setdefault(department, Swap())


def _said(line: Line, quantity: int | None = None) -> Told:
    count = line.quantity if quantity is None else quantity
    return {"zh": f"{line.offer.name_zh} ×{count}", "en": f"{line.offer.name_en} ×{count}"}


def told(order: AmenityOrder) -> Told:
    """An order as people read it, in both languages."""
    amenity, count = order.amenity, order.quantity
    return {"zh": f"{amenity.name_zh} ×{count}", "en": f"{amenity.name_en} ×{count}"}


def empty(swaps: dict[str, Swap]) -> bool:
    return not any(chain.from_iterable((swap.added, swap.dropped) for swap in swaps.values()))
