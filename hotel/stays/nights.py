"""What is left of each room type in each night, counted under any number of hands at once.

Everybody locks in one order: stay, rooms by id, room type, nights by type and day. A sale is one
conditional UPDATE over its nights; the table's check has the last word.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, DateField, F, IntegerField, QuerySet
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext as _

from hotel.rooms import selectors as house
from hotel.staff.models import User
from hotel.stays.models import SoldNight, Stay, TypeNight
from hotel.web.prepared import Param, Prepared, Rows
from hotel.web.refusals import Forbidden, Refused
from hotel.web.written import PreparedUpdate

if TYPE_CHECKING:
    from hotel.rooms.models import RoomType

ONE_DAY = timedelta(days=1)


def sell(
    stay: Stay, room_type: "RoomType", nights: Sequence[date], *, overbook_by: User | None = None
) -> None:
    """Sell one room of the type to the stay on each of these nights.

    `overbook_by` is the person who sells over capacity on purpose. Raises `Refused` naming the
    nights that are sold out, `Forbidden` when the person may not overbook.
    """
    if not nights:
        return
    if overbook_by is not None and not overbook_by.has_perm("stays.overbook"):
        raise Forbidden(_("Your role may not overbook."), field="room_type")
    rows = _prepare(room_type.pk, nights)
    limit = room_type.overbooking_limit if overbook_by is not None else 0
    if _count_up(room_type.pk, nights, limit) < len(nights):
        raise sold_out(room_type, [row.night for row in rows if _is_full(row, limit)])
    with connection.cursor() as cursor:
        cursor.execute(_SOLD, [stay.pk, room_type.pk, list(nights)])


_SOLD = """
INSERT INTO stays_soldnight (stay_id, room_type_id, night) SELECT %s, %s, unnest(%s::date[])
"""


def _is_full(row: TypeNight, limit: int) -> bool:
    return row.free + max(limit, row.overbook) < 1


def _count_up(room_type_id: int, nights: Sequence[date], limit: int) -> int:
    """How many nights were sold: fewer than asked means that the act must be undone."""
    return _selling(room_type=room_type_id, nights=list(nights), limit=limit)


def _sold_once_more() -> tuple[QuerySet[TypeNight], dict[str, Any]]:
    over = F("sold") + F("blocked") + 1 - F("rooms")
    permitted = Greatest(F("overbook"), Param("limit", IntegerField()))
    free = _these().order_by().filter(sold__lt=F("rooms") + permitted - F("blocked"))
    return free, {"overbook": Greatest(F("overbook"), over), "sold": F("sold") + 1}


def _these() -> QuerySet[TypeNight]:
    return TypeNight.objects.filter(
        room_type=Param("room_type", BigIntegerField()),
        night__any=Param("nights", ArrayField(DateField())),
    )


_selling = PreparedUpdate(_sold_once_more)
_held = Prepared(lambda: _these().order_by("night").select_for_update(no_key=True))
_there = Prepared(lambda: _these().order_by().values_list(Rows(), flat=True))


def give_back(stay: Stay, nights: Sequence[date] | None = None) -> None:
    """Unsell these nights of the stay, or all. A permission to overbook ends with its sale."""
    sold = SoldNight.objects.filter(stay=stay)
    if nights is not None:
        sold = sold.filter(night__in=nights)
    by_type: dict[int, list[date]] = {}
    for type_id, night in sold.order_by("room_type", "night").values_list("room_type", "night"):
        by_type.setdefault(type_id, []).append(night)
    still_over = Greatest(F("sold") + F("blocked") - 1 - F("rooms"), 0)
    for type_id, its_nights in by_type.items():
        _prepare(type_id, its_nights)
        _rows(type_id, its_nights).update(
            overbook=Least(F("overbook"), still_over), sold=F("sold") - 1
        )
    sold.delete()


def hold(stays: Iterable[Stay]) -> None:
    """Lock the counters of all that these stays have sold, in the order everybody takes."""
    sold = SoldNight.objects.filter(stay__in=[stay.pk for stay in stays])
    pairs = sold.order_by("room_type", "night").values_list("room_type", "night").distinct()
    by_type: dict[int, list[date]] = {}
    for type_id, night in pairs:
        by_type.setdefault(type_id, []).append(night)
    for type_id, its_nights in by_type.items():
        _prepare(type_id, its_nights)


def resell(
    stay: Stay,
    room_type: "RoomType",
    nights: Sequence[date],
    *,
    from_night: date | None = None,
    overbook_by: User | None = None,
) -> None:
    """Have the stay sold as this type on exactly these nights; those before `from_night` stay.

    Only nights that change are touched, so a full house does not refuse what was sold already.
    """
    rows = SoldNight.objects.filter(stay=stay)
    if from_night is not None:
        rows = rows.filter(night__gte=from_night)
    sold = dict(rows.values_list("night", "room_type"))
    kept = {night for night in nights if sold.get(night) == room_type.pk}
    gone = [night for night in sold if night not in kept]
    new = [night for night in nights if night not in kept]
    # Two crossing changes of type would deadlock if each took its own end first.
    wanted = [(sold[night], night) for night in gone] + [(room_type.pk, night) for night in new]
    for type_id in sorted({type_id for type_id, _night in wanted}):
        _prepare(type_id, sorted(night for other, night in wanted if other == type_id))
    give_back(stay, gone)
    sell(stay, room_type, new, overbook_by=overbook_by)


def _prepare(room_type_id: int, nights: Sequence[date]) -> list[TypeNight]:
    """Have the counters, and hold them in order of their day."""
    if not nights:
        return []
    ensure(room_type_id, nights[0], nights[-1] + ONE_DAY)
    return _held(room_type=room_type_id, nights=list(nights))


def ensure(room_type_id: int, first: date, until: date) -> None:
    """Have a counter for each night of `first` ≤ night < `until`."""
    nights = [first + ONE_DAY * day for day in range((until - first).days)]
    if _there.one(room_type=room_type_id, nights=nights) == len(nights):
        return
    # Whoever changes the number of rooms holds the type; nobody counts while that goes on.
    _lock_type(room_type_id, "SHARE")
    stock = house.inventory(room_type_id, first, until)
    days = sorted(stock)
    rooms, blocked = [stock[day][0] for day in days], [stock[day][1] for day in days]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTERS, [room_type_id, days, rooms, blocked])


_COUNTERS = """
INSERT INTO stays_typenight (room_type_id, night, rooms, blocked, sold, overbook)
SELECT %s, night, rooms, blocked, 0, 0
  FROM unnest(%s::date[], %s::int[], %s::int[]) AS counted (night, rooms, blocked)
    ON CONFLICT DO NOTHING
"""


def recount(room_type_id: int, first: date, until: date | None) -> None:
    """Follow the rooms: one was added, retyped, blocked or released (`hotel.rooms.capacity`).

    Nights without a counter get theirs when somebody books them. Raises `Refused` when fewer rooms
    would be left than are sold.
    """
    _lock_type(room_type_id, "NO KEY UPDATE")
    counters = TypeNight.objects.filter(room_type=room_type_id, night__gte=first)
    if until is not None:
        counters = counters.filter(night__lt=until)
    rows = list(counters.order_by("night").select_for_update(no_key=True))
    if not rows:
        return
    stock = house.inventory(room_type_id, rows[0].night, rows[-1].night + ONE_DAY)
    changed = [row for row in rows if (row.rooms, row.blocked) != stock[row.night]]
    for row in changed:
        row.rooms, row.blocked = stock[row.night]
        row.overbook = min(row.overbook, max(-row.free, 0))
    short = [row.night for row in changed if row.free + row.overbook < 0]
    if short:
        raise Refused(
            _("More rooms of this type are sold than would be left on %(nights)s.")
            % {"nights": named(short)},
            code="sold",
        )
    TypeNight.objects.bulk_update(changed, ["rooms", "blocked", "overbook"])


def sold_out(room_type: "RoomType", nights: Sequence[date]) -> Refused:
    return Refused(
        _("%(type)s is sold out on %(nights)s.") % {"type": room_type, "nights": named(nights)},
        field="room_type",
        code="sold_out",
    )


def named(nights: Sequence[date]) -> str:
    """`11-21, 11-22`, the first few of many."""
    shown = _(", ").join(f"{night:%m-%d}" for night in nights[:7])
    return shown if len(nights) <= 7 else f"{shown} …"


def _rows(room_type_id: int, nights: Sequence[date]) -> QuerySet[TypeNight]:
    return TypeNight.objects.filter(room_type=room_type_id, night__in=nights)


def _lock_type(room_type_id: int, strength: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK[strength], [room_type_id])


_LOCK = {
    strength: f"SELECT 1 FROM rooms_roomtype WHERE id = %s FOR {strength}"  # noqa: S608  two constants
    for strength in ("SHARE", "NO KEY UPDATE")
}
