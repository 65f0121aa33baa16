"""What the house knows about its rooms."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import product

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import BigIntegerField, CharField, QuerySet

from hotel.rooms.enums import Block, Cleanliness, Occupancy, code_of
from hotel.rooms.models import Room, RoomBlock, RoomType
from hotel.web import clock
from hotel.web.prepared import Param, Prepared

# A night begins when rooms are let and ends at the same hour next day; stays count in the same way.
NIGHT_BEGINS = time(14, 0)


def rooms() -> QuerySet[Room]:
    """Every room with its type, by floor and number."""
    return Room.objects.select_related("room_type")


def count_for_sale() -> int:
    """Rooms of the house less those out of order: what occupancy is measured by."""
    return Room.objects.exclude(block=Block.OUT_OF_ORDER).count()


def room(room_id: int) -> Room:
    """Raises `Room.DoesNotExist`."""
    return rooms().get(pk=room_id)


def room_by_number(number: str) -> Room | None:
    return _numbered.one(number=number.strip())


def rooms_beginning(number: str) -> list[Room]:
    """Rooms whose number begins so."""
    return _beginning(number=number)


_NUMBER = Param("number", CharField())
_numbered = Prepared(lambda: rooms().filter(number=_NUMBER))
_beginning = Prepared(lambda: rooms().filter(number__startswith=_NUMBER))


@cache
def codes() -> dict[str, str]:
    """The code of a room by its states on the three axes: "vacant clean none" is VC."""
    axes = product(Occupancy, Cleanliness, Block)
    return {
        f"{occupancy} {cleanliness} {block}": code_of(block, occupancy, cleanliness)
        for occupancy, cleanliness, block in axes
    }


def types() -> QuerySet[RoomType]:
    return RoomType.objects.all()


_type = Prepared(lambda: RoomType.objects.filter(pk=Param("pk", BigIntegerField())).order_by())
_types = Prepared(types)


def room_type(type_id: int) -> RoomType | None:
    return _type.one(pk=type_id)


def all_types() -> list[RoomType]:
    """Every type, in the house's order. One query."""
    return _types()


def type_by_code(code: str) -> RoomType | None:
    return types().filter(code=code).first()


def living_blocks(room_ids: Iterable[int] | None = None) -> QuerySet[RoomBlock]:
    """Blocks that stand, running or still to begin, earliest first."""
    blocks = RoomBlock.objects.filter(living=True).select_related("room", "made_by")
    if room_ids is not None:
        blocks = blocks.filter(room_id__in=list(room_ids))
    return blocks.order_by("period", "id")


def blocks_due_to_begin(at: datetime | None = None) -> QuerySet[RoomBlock]:
    """Blocks whose time has come while their room is not taken out yet."""
    moment = at or clock.now()
    return living_blocks().filter(
        period__startswith__lte=moment, period__endswith__gt=moment, room__block=Block.NONE
    )


def blocks_due_for_release(at: datetime | None = None) -> QuerySet[RoomBlock]:
    """Blocks whose planned end has passed and that nobody has released."""
    return living_blocks().filter(period__endswith__lte=at or clock.now())


def night(day: date) -> DateTimeTZRange:
    """The hours that belong to the night that begins on a day."""
    return DateTimeTZRange(
        clock.at(day, NIGHT_BEGINS), clock.at(day + timedelta(days=1), NIGHT_BEGINS)
    )


def nights_of(start: datetime, end: datetime) -> tuple[date, date]:
    """The first night a period touches, and the one after the last."""
    return _night_at(start), _night_at(end - timedelta(microseconds=1)) + timedelta(days=1)


def _night_at(moment: datetime) -> date:
    local = clock.local(moment)
    return local.date() if local.time() >= NIGHT_BEGINS else local.date() - timedelta(days=1)


def inventory(room_type_id: int, first: date, until: date) -> dict[date, tuple[int, int]]:
    """For each night of `first` ≤ night < `until`: rooms of the type, and how many are out of order.

    Out of service is left out on purpose: such rooms stay in the inventory (handbook B1.2).
    """
    begins = NIGHT_BEGINS.isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_INVENTORY, [first, until, begins, begins, room_type_id])
        return {day: (total, blocked) for day, total, blocked in cursor.fetchall()}


_INVENTORY = """
WITH nights AS (
  SELECT d::date AS night
    FROM generate_series(%s::timestamp, %s::timestamp - interval '1 day', interval '1 day') AS d
), hours AS (
  SELECT night, tstzrange((night + %s::time) AT TIME ZONE 'Asia/Shanghai',
                          (night + 1 + %s::time) AT TIME ZONE 'Asia/Shanghai') AS period
    FROM nights
), stock AS (SELECT id FROM rooms_room WHERE room_type_id = %s)
SELECT hours.night, (SELECT count(*) FROM stock),
       (SELECT count(DISTINCT b.room_id) FROM rooms_roomblock b JOIN stock ON stock.id = b.room_id
         WHERE b.living AND b.kind = 'out_of_order' AND b.period && hours.period)
  FROM hours
"""
