-- As many past stays as the house still lacks, spread evenly over the rooms, backwards in time.
INSERT INTO bench_raw
SELECT o, -k, departure - nights, departure, 'past', true
  FROM (SELECT r.o, k, bench_nights(r.o * 10000 + k, 7) AS nights,
               a.first - (sum(gap) OVER w)::int
                       - coalesce(sum(bench_nights(r.o * 10000 + k, 7)) OVER earlier, 0)::int AS departure
          FROM bench_room r
          JOIN LATERAL (SELECT coalesce(min(arrival), %(today)s::date - 1 - bench_dice(r.o, 8, 2)) AS first
                          FROM bench_raw b WHERE b.o = r.o AND b.part IN ('staying', 'leaving', 'left')) a ON true
         CROSS JOIN LATERAL generate_series(1, %(past)s / %(rooms)s + (r.o < %(past)s %% %(rooms)s)::int) k
         CROSS JOIN LATERAL (SELECT CASE WHEN d < 22 THEN 1 WHEN d < 25 THEN 2 ELSE 0 END AS gap
                               FROM bench_dice(r.o * 10000 + k, 9, 100) d) g
        WINDOW w AS (PARTITION BY r.o ORDER BY k),
               earlier AS (PARTITION BY r.o ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) c;

-- One row a stay, numbered as time went by; cancelled ones keep their place in the past.
CREATE UNLOGGED TABLE bench_stay AS
WITH numbered AS (
  SELECT row_number() OVER (ORDER BY arrival, o) AS n, w.*
    FROM bench_raw w
), stay AS (
  SELECT w.n, w.o, r.room_id, r.type_id, w.arrival, w.departure, w.part, r.rate,
         w.assigned AND NOT (w.part = 'past' AND bench_dice(w.n, 10, 100) < 3) AS assigned,
         CASE WHEN w.part = 'past' AND bench_dice(w.n, 10, 100) < 3 THEN 'cancelled'
              WHEN w.part IN ('past', 'left') THEN 'departed'
              WHEN w.part IN ('staying', 'leaving', 'came') THEN 'in_house'
              WHEN w.part = 'future' AND bench_dice(w.n, 11, 10) = 0 THEN 'tentative'
              ELSE 'confirmed' END AS status,
         1 + (bench_dice(w.n, 12, 100) < 45)::int AS adults,
         -- Regulars fill a third of the past; whoever is here now is here once.
         CASE WHEN w.part = 'past' AND bench_dice(w.n, 13, 100) < 33
              THEN 1 + bench_dice(w.n, 14, greatest(%(guests)s / 20, 1))
              ELSE 1 + (w.n * 7919) %% %(guests)s END AS g,
         1 + (w.n * 7919 + %(guests)s / 2) %% %(guests)s AS companion
    FROM numbered w JOIN bench_room r USING (o)
)
SELECT s.n, s.room_id, s.type_id, s.arrival, s.departure, s.part, s.status, s.assigned, s.adults,
       s.rate, guest.guest_id, guest.document_id,
       CASE WHEN s.adults > 1 AND s.arrival >= %(today)s::date - 30 THEN other.guest_id END AS companion_id,
       other.document_id AS companion_document_id,
       t.arrived_at, t.departed_at,
       bench_at(s.arrival, 10, %(zone)s) - make_interval(days => 1 + bench_dice(s.n, 15, 25)) AS made_at,
       tstzrange(bench_at(s.arrival, 14, %(zone)s),
                 coalesce(t.departed_at, bench_at(s.departure, 14, %(zone)s))) AS period
  FROM stay s
  JOIN bench_guest guest ON guest.g = s.g
  JOIN bench_guest other ON other.g = s.companion
 CROSS JOIN LATERAL (
   SELECT CASE WHEN s.part = 'came' THEN %(now)s::timestamptz - interval '25 minutes'
               WHEN s.status IN ('departed', 'in_house')
               THEN bench_at(s.arrival, 14 + bench_dice(s.n, 16, 480) / 60.0, %(zone)s) END AS arrived_at,
          CASE WHEN s.status = 'departed'
               THEN least(bench_at(s.departure, 7 + bench_dice(s.n, 17, 360) / 60.0, %(zone)s), %(now)s) END AS departed_at
 ) t
 ORDER BY s.n;
ALTER TABLE bench_stay ADD PRIMARY KEY (n);
ANALYZE bench_stay;
