-- Who stays where and when. Each room has a share of today (see `part`), a past without overlaps
-- before it and reservations after it; dice fall the same way every time.

CREATE FUNCTION bench_dice(what bigint, seed bigint, sides int) RETURNS int
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT ((hashint8extended(what, seed) & 9223372036854775807) %% sides)::int $$;

CREATE FUNCTION bench_nights(what bigint, seed bigint) RETURNS int
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT CASE WHEN d < 28 THEN 1 WHEN d < 60 THEN 2 WHEN d < 80 THEN 3 WHEN d < 93 THEN 4 ELSE 7 END
       FROM bench_dice(what, seed, 100) d $$;

CREATE FUNCTION bench_at(day date, hour numeric, zone text) RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT (day + make_interval(mins => (hour * 60)::int)) AT TIME ZONE zone $$;

-- share: which hundredth of the house a room belongs to.
CREATE UNLOGGED TABLE bench_room AS
SELECT r.id AS room_id, t.id AS type_id, t.rack_rate AS rate, r.o, (r.o * 37) %% 100 AS share
  FROM (SELECT id, room_type_id, row_number() OVER (ORDER BY floor, number) - 1 AS o
          FROM rooms_room) r
  JOIN rooms_roomtype t ON t.id = r.room_type_id;

CREATE UNLOGGED TABLE bench_raw (
  o bigint, k int, arrival date, departure date, part text, assigned boolean
);

-- Tonight eight rooms in ten are let; a quarter of the rooms arrive and as many leave today.
INSERT INTO bench_raw
SELECT o, 0, %(today)s::date - 1 - bench_dice(o, 1, 4), %(today)s::date + 1 + bench_dice(o, 2, 4),
       'staying', true
  FROM bench_room WHERE share < 58
UNION ALL
SELECT o, 0, %(today)s::date - 1 - bench_dice(o, 1, 3), %(today)s::date,
       CASE WHEN share < 70 THEN 'leaving' ELSE 'left' END, true
  FROM bench_room WHERE share BETWEEN 58 AND 82
UNION ALL
SELECT o, 1, %(today)s::date, %(today)s::date + bench_nights(o, 3),
       CASE WHEN share IN (81, 82) THEN 'came' ELSE 'coming' END, share < 83
  FROM bench_room WHERE share BETWEEN 58 AND 64 OR share BETWEEN 70 AND 86;

-- The further away a night, the emptier: each gap may be longer than the one before.
INSERT INTO bench_raw
SELECT o, k, arrival, arrival + nights, 'future', bench_dice(o * 100 + k, 4, 10) < 6
  FROM (SELECT r.o, k, bench_nights(r.o * 100 + k, 5) AS nights,
               f.first + (sum(bench_dice(r.o * 100 + k, 6, 2 + 3 * k)) OVER w)::int
                       + coalesce(sum(bench_nights(r.o * 100 + k, 5)) OVER earlier, 0)::int AS arrival
          FROM bench_room r
          JOIN LATERAL (SELECT greatest(coalesce(max(departure), %(today)s::date),
                               %(today)s::date + CASE WHEN share >= 98 THEN 5 ELSE 1 END) AS first
                          FROM bench_raw b WHERE b.o = r.o) f ON true
         CROSS JOIN generate_series(1, 25) k
        WINDOW w AS (PARTITION BY r.o ORDER BY k),
               earlier AS (PARTITION BY r.o ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) c
 WHERE arrival <= %(today)s::date + 60;
