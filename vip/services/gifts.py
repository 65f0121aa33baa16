"""Amenities on their way to a guest: prepared, delivered, replenished; approval above the budget."""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from vip import rules
from vip.facts import facts_of
from vip.models import AmenityOrder, Replenishment, Visit
from vip.order_states import move
from vip.services.acts import differences, journal, keep, locked, snapshot
from vip.services.ordering import told
from vip.services.replanning import PLANNED, after_change, room_id_of

S = AmenityOrder.Status


@transaction.atomic
def prepare_amenity(order_id: int, *, by: User) -> AmenityOrder:
    """The amenity is ready to be brought."""
    order = _touchable(order_id, by)
    move(order, S.PREPARED)
    order.prepared_at = clock.now()
    order.save(update_fields=["status", "prepared_at"])
    _journal("vip.amenity_prepared", [order], by=by)
    return order


@transaction.atomic
def deliver_amenity(order_id: int, *, by: User) -> AmenityOrder:
    """The amenity is with the guest; from here it counts as spent and no plan takes it back."""
    order = _touchable(order_id, by)
    _deliver(order, by=by)
    _journal("vip.amenity_delivered", [order], by=by)
    return order


@transaction.atomic
def replenish_amenity(order_id: int, *, by: User, quantity: int | None = None) -> AmenityOrder:
    """Filled up again, as often as the guest stays; each time costs. `quantity` as ordered if None."""
    order = _touchable(order_id, by)
    count = order.quantity if quantity is None else quantity
    if not 1 <= count <= 99:
        raise Refused(_("Give 1 to 99."), field="quantity")
    _replenish(order, key=f"hand@{order.replenishments.count() + 1}", quantity=count, by=by)
    _journal("vip.amenity_replenished", [order], by=by)
    return order


@transaction.atomic
def follow_task(visit_id: int, *, key: str, codes: Collection[str], by: User | None) -> int:
    """A task that brings amenities (codes) was finished: they are delivered, or replenished when
    they were before. Returns how many; a second time none. Harmless to repeat.
    """
    visit = locked(visit_id)
    orders = visit.amenity_orders.select_for_update(of=("self",)).filter(amenity__code__in=codes)
    brought = []
    for order in orders.select_related("visit__level", "amenity__department"):
        if order.status in (S.ORDERED, S.PREPARED):
            _deliver(order, by=by, key=key)
        elif order.is_given and order.daily and _again(order, key):
            _replenish(order, key=key, quantity=order.quantity, by=by)
        else:
            continue
        brought.append(order)
    if brought:
        _journal("vip.amenities_brought", brought, by=by)
    return len(brought)


def _again(order: AmenityOrder, key: str) -> bool:
    return order.task_key != key and not order.replenishments.filter(key=key).exists()


def _deliver(order: AmenityOrder, *, by: User | None, key: str = "") -> None:
    move(order, S.DELIVERED)
    order.delivered_at, order.delivered_by, order.task_key = clock.now(), by, key
    order.save(update_fields=["status", "delivered_at", "delivered_by", "task_key"])


def _replenish(order: AmenityOrder, *, key: str, quantity: int, by: User | None) -> None:
    move(order, S.REPLENISHED)
    order.save(update_fields=["status"])
    Replenishment.objects.create(order=order, key=key, quantity=quantity, at=clock.now(), by=by)


def _touchable(order_id: int, by: User) -> AmenityOrder:
    """The order, its visit locked, if this person's department brings it (handbook B5)."""
    visit_id = AmenityOrder.objects.values_list("visit", flat=True).get(pk=order_id)
    visit = locked(visit_id)
    related = ("visit__level", "amenity__department")
    order = AmenityOrder.objects.select_related(*related).get(pk=order_id)
    if not rules.brings_amenity(by, order):
        raise Forbidden(
            _("%(department)s brings this, or the assistant manager or above.")
            % {"department": order.amenity.department.name}
        )
    if visit.status not in PLANNED:
        raise Refused(_("The visit does not take place now; nothing is brought."))
    return order


def _journal(verb: str, orders: list[AmenityOrder], *, by: User | None) -> None:
    visit = orders[0].visit
    names = [told(order) for order in orders]
    departments = {order.amenity.department.code for order in orders}
    journal(verb, visit, by=by, changes={"amenities": (None, names)}, departments=departments)


@transaction.atomic
def approve_amenities(
    visit_id: int, *, by: User, up_to: Decimal | None = None, seen_version: int | None = None
) -> Visit:
    """Approve amenities above the level's budget, up to their present cost, or `up_to` (CNY).

    A later re-plan that costs more asks anew. Raises `Forbidden` for those without the authority.
    """
    visit = locked(visit_id, seen_version)
    if not rules.may_decide(by, visit):
        raise Forbidden(_("The level's authority approves amenities above the budget."))
    now = clock.now()
    selection = facts_of(visit, by=by, room_id=room_id_of(visit)).amenities
    if not selection.over_budget:
        raise Refused(_("The amenities are within the budget."))
    before = snapshot(visit, ["amenities_cleared"])
    visit.amenities_cleared, visit.amenities_cleared_by = up_to or selection.cost, by
    changes = {name: (str(a), str(b)) for name, (a, b) in differences(before, visit).items()}
    if changes:
        keep(visit, at=now)
        after_change(visit, cause="amenities", by=by, at=now, changes=changes)
    return visit
