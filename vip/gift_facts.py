"""What a visit is entitled to, read for `vip.amenities.select`: level, occasions, length of stay."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from hotel.staff.models import User
from hotel.web import clock
from vip import bringing
from vip.amenities import Asked, Entitlement, Offer, Selection, select
from vip.models import Amenity, AmenityOrder, LevelAmenity, SpecialOccasion, Visit
from vip.planned import Done
from vip.remembered import Remembered

DAILY = LevelAmenity.Replenish.DAILY
MOST_NIGHTS = 365
BIRTHDAY = "birthday"


def selection_of(
    visit: Visit, known: Remembered, *, given: frozenset[str] | None = None
) -> Selection:
    """What the visit gets; five queries, whatever the numbers.

    `given` are the gifts of the visit before this one (codes), where that is not on file.
    """
    first, nights = first_night(visit), nights_of(visit)
    asked = Asked(
        nights=nights,
        persons=visit.party_size,
        avoid=known.avoid,
        given_last=given_last(visit) if given is None else given,
        budget_a_day=Decimal(visit.level.amenity_budget),
    )
    days = [first + timedelta(days=number) for number in range(nights + 1)]
    rows = [*_of_level(visit), *_of_occasions(visit, days)]
    return select(_offers(), rows, asked)


def nights_of(visit: Visit) -> int:
    """At least one; the actual times once they are known."""
    if visit.arrival is None or visit.departure is None:
        return 1
    days = (clock.local(visit.departure).date() - clock.local(visit.arrival).date()).days
    return min(max(days, 1), MOST_NIGHTS)


def first_night(visit: Visit) -> date:
    return clock.local(visit.arrival or visit.received_at).date()


def _offers() -> Mapping[str, Offer]:
    rows = Amenity.objects.filter(active=True).select_related("department")
    return {
        row.code: Offer(
            code=row.code,
            name_zh=row.name_zh,
            name_en=row.name_en,
            kind=row.kind,
            department_code=row.department.code,
            unit_cost=row.unit_cost,
            contains=frozenset(row.contains),
            gift=row.gift,
            per_person=row.per_person,
        )
        for row in rows
    }


def _of_level(visit: Visit) -> Iterator[Entitlement]:
    rows = LevelAmenity.objects.filter(level=visit.level_id)
    for row in rows.select_related("amenity").order_by("id"):
        yield Entitlement(
            amenity=row.amenity.code,
            quantity=row.quantity,
            daily=row.replenish == DAILY,
            from_nights=row.from_nights,
        )


def _of_occasions(visit: Visit, days: list[date]) -> Iterator[Entitlement]:
    for occasion in occasions_of(visit, days):
        for row in occasion.amenities.all():
            if visit.level.rank <= row.lowest_level.rank:
                yield Entitlement(
                    amenity=row.amenity.code,
                    quantity=row.quantity,
                    daily=row.replenish == DAILY,
                    from_nights=row.from_nights,
                )


def occasions_of(visit: Visit, days: list[date]) -> list[SpecialOccasion]:
    """Those the notice names, those whose dates fall into the stay, and the guest's birthday."""
    dated = Q(starts_on__lte=days[-1], ends_on__gte=days[0])
    named = set(visit.occasions) | ({BIRTHDAY} if _has_birthday(visit, days) else set())
    rows = SpecialOccasion.objects.filter(dated | Q(code__in=named), active=True)
    return list(rows.prefetch_related("amenities__amenity", "amenities__lowest_level"))


def _has_birthday(visit: Visit, days: list[date]) -> bool:
    born = visit.guest.birth_date if visit.guest_id else None
    if born is None:
        return False
    # Born on a leap day: kept on the 28th in the years between.
    day = 28 if (born.month, born.day) == (2, 29) else born.day
    marked = {(born.month, born.day), (born.month, day)}
    return any((each.month, each.day) in marked for each in days)


def given_last(visit: Visit) -> frozenset[str]:
    """The gifts the guest was really given on the visit before this one (codes)."""
    given = AmenityOrder.objects.filter(
        visit__guest=visit.guest_id, amenity__gift=True, delivered_at__isnull=False
    ).exclude(visit=visit.pk)
    if visit.arrival:
        given = given.filter(visit__arrival_at__lt=visit.arrival)
    rows = list(given.order_by("-visit__arrival_at").values_list("visit", "amenity__code"))
    return frozenset(code for number, code in rows if number == rows[0][0])


def gifts_of(level_id: int) -> frozenset[str]:
    """The gifts a level brings by itself (codes)."""
    rows = LevelAmenity.objects.filter(level=level_id, amenity__gift=True)
    return frozenset(rows.values_list("amenity__code", flat=True))


def cleared(visit: Visit, amenities: Selection, *, by: User) -> dict[str, Done]:
    """The approval as done once the cost was approved, by whom."""
    approved = visit.amenities_cleared
    if approved is None or not amenities.over_budget or amenities.cost > approved:
        return {}
    key = f"{bringing.APPROVAL}@{amenities.cost}"
    return {key: Done(visit.amenities_cleared_by or by, {"approved_up_to": str(approved)})}
