"""What the rack draws in a run of days, as JSON that PostgreSQL writes and the browser reads.

Between the two nobody looks into it: a house of 500 rooms has thousands of bars in a month, and Python
would need longer to read and write them than PostgreSQL to find them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import get_language

from hotel.rooms import selectors as house
from hotel.stays.selectors.availability import LEFT
from hotel.web import clock
from hotel.web.statements import Slot, Statement

# What a bar's phase is called, by its number (`hotel.stays.phases`).
PHASES = ("tentative", "confirmed", "due_in", "in_house", "due_out", "departed")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the hotel `first` ≤ day < `until`."""

    first: date
    until: date

    @property
    def starts(self) -> datetime:
        return clock.at(self.first, time())

    @property
    def ends(self) -> datetime:
        return clock.at(self.until, time())


@dataclass(frozen=True, slots=True)
class Drawing:
    """JSON texts. Times are whole minutes since the days began, dates are days since the first.

    `lanes`, `starts`, `ends`, `phases`, `stays` and `names` have one place for each bar; a lane is a room,
    or minus a room type for a stay without a room. Few stays have `marks`: VIP level, group; or `dates`:
    arrival and departure, where these are not the days on which the bar begins and ends.
    """

    lanes: str
    starts: str
    ends: str
    phases: str
    stays: str
    names: str
    marks: str
    dates: str
    rooms: str
    types: str
    blocks: str
    left: str

    def texts(self) -> Iterator[tuple[str, str]]:
        """Name and JSON of each."""
        return ((name, getattr(self, name)) for name in self.__slots__)


def drawing(days: Days, today: date, hidden: Mapping[int, str]) -> Drawing:
    """One query. `hidden` are names to say in place of the guests', by stay."""
    chinese = (get_language() or "zh-hans").startswith("zh")
    values = {
        "first": days.first,
        "until": days.until,
        "starts": days.starts,
        "ends": days.ends,
        "today": today,
        "hour": house.NIGHT_BEGINS,
        "hidden": list(hidden),
        "called": list(hidden.values()),
    }
    (found,) = _DRAWING[chinese].ask(values)
    return Drawing(*(text or empty for text, empty in zip(found, _EMPTY, strict=True)))


# What PostgreSQL says of no rows is NULL.
_EMPTY = ("[]",) * 6 + ("{}",) * 2 + ("[]",) * 4

# Living stays are few whatever the past: they are found by their status, what has ended by its time.
# Who comes early may be here a day before the arrival. OFFSET 0 has what a bar says worked out once.
_BARS = """
WITH held AS (
  SELECT s.id, s.status, s.arrival, s.departure, s.guest_id, s.reservation_id,
         coalesce(a.room_id, -s.room_type_id) AS lane, coalesce(a.period, s.period) AS period
    FROM stays_stay s
    LEFT JOIN stays_roomassignment a ON a.stay_id = s.id AND a.status IN ('booked', 'in_house')
   WHERE s.status IN ('tentative', 'confirmed', 'in_house') AND s.arrival <= %(until)s
     AND coalesce(a.period, s.period) && tstzrange(%(starts)s, %(ends)s)
     AND (a.id IS NOT NULL OR s.status <> 'in_house')
  UNION ALL
  SELECT s.id, 'departed', s.arrival, s.departure, s.guest_id, s.reservation_id, a.room_id, a.period
    FROM stays_roomassignment a JOIN stays_stay s ON s.id = a.stay_id
   WHERE a.status = 'ended' AND a.period && tstzrange(%(starts)s, %(ends)s)
), bars AS (
  SELECT held.lane, held.id,
         (date_part('epoch', lower(held.period) - %(starts)s) / 60)::int AS starts,
         (date_part('epoch', upper(held.period) - %(starts)s) / 60)::int AS ends,
         held.arrival - %(first)s AS arrival,
         held.departure - %(first)s AS departure,
         CASE held.status
           WHEN 'tentative' THEN 0
           WHEN 'confirmed' THEN CASE WHEN held.arrival <= %(today)s THEN 2 ELSE 1 END
           WHEN 'in_house' THEN CASE WHEN held.departure <= %(today)s THEN 4 ELSE 3 END
           ELSE 5 END AS phase,
         coalesce(h.alias, {name}, r.group_name, '') AS name,
         CASE WHEN h.alias IS NULL THEN g.vip_level ELSE '' END AS vip,
         CASE WHEN h.alias IS NULL THEN coalesce(r.group_name, '') ELSE '' END AS team
    FROM held
    JOIN guests_guest g ON g.id = held.guest_id
    LEFT JOIN stays_reservation r ON r.id = held.reservation_id AND r.group_name <> ''
    LEFT JOIN unnest(%(hidden)s::bigint[], %(called)s::text[]) AS h (stay_id, alias)
           ON h.stay_id = held.id
  OFFSET 0
)
SELECT array_to_json(array_agg(lane))::text, array_to_json(array_agg(starts))::text,
       array_to_json(array_agg(ends))::text, array_to_json(array_agg(phase))::text,
       array_to_json(array_agg(id))::text, array_to_json(array_agg(name))::text,
       json_object_agg(id, json_build_array(vip, team)) FILTER (WHERE vip <> '' OR team <> '')::text,
       json_object_agg(id, json_build_array(arrival, departure)) FILTER (
         WHERE starts - 1440 * arrival NOT BETWEEN 0 AND 1439
            OR ends - 1440 * departure NOT BETWEEN 0 AND 1439)::text,
"""
_HOUSE = """
       (SELECT json_agg(json_build_array(
                 id, number, floor, room_type_id, concat_ws(' ', occupancy, cleanliness, block),
                 dnd::int + 2 * make_up::int) ORDER BY floor, number)::text
          FROM rooms_room),
       (SELECT json_agg(json_build_array(id, code, {type}) ORDER BY rank, id)::text
          FROM rooms_roomtype),
       (SELECT json_agg(json_build_array(
                 room_id, (date_part('epoch', lower(period) - %(starts)s) / 60)::int,
                 (date_part('epoch', upper(period) - %(starts)s) / 60)::int, kind, reason, id))::text
          FROM rooms_roomblock WHERE living AND period && tstzrange(%(starts)s, %(ends)s)),
       (SELECT json_agg(free ORDER BY night)::text
          FROM (SELECT night, sum(rooms - blocked - sold) AS free FROM ({left}) AS l
                 GROUP BY night) AS nights)
  FROM bars
"""
_LATIN = "nullif(concat_ws(' ', nullif(g.given_latin, ''), nullif(g.surname_latin, '')), '')"
_HAN = "nullif(g.name_zh, '')"
_TYPES = {
    "first": "date",
    "until": "date",
    "today": "date",
    "starts": "timestamptz",
    "ends": "timestamptz",
    "hour": "time",
    "hidden": "bigint[]",
    "called": "text[]",
}
_NAMED = re.compile(r"%\((\w+)\)s")


def _statement(name: str, type_name: str) -> Statement:
    sql = _BARS.format(name=name) + _HOUSE.format(type=type_name, left=LEFT)
    slots = [Slot(each, _TYPES[each]) for each in _NAMED.findall(sql)]
    return Statement(_NAMED.sub("%s", sql), slots)


# By whether the reader reads Chinese; see `hotel.web.bilingual.pick`.
_DRAWING = {
    True: _statement(f"{_HAN}, {_LATIN}", "coalesce(nullif(name_zh, ''), name_en)"),
    False: _statement(f"{_LATIN}, {_HAN}", "coalesce(nullif(name_en, ''), name_zh)"),
}
