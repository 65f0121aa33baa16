-- Rooms as their guests left them, and what is left of each type in each night ever sold.

UPDATE rooms_room r
   SET occupancy = CASE WHEN b.share < 70 OR b.share IN (81, 82) THEN 'occupied' ELSE 'vacant' END,
       cleanliness = CASE WHEN b.share < 75 THEN 'dirty' ELSE 'inspected' END
  FROM bench_room b WHERE b.room_id = r.id;

INSERT INTO stays_typenight (room_type_id, night, rooms, blocked, sold, overbook)
SELECT t.id, n.night, stock.rooms, coalesce(gone.rooms, 0), coalesce(sold.rooms, 0), 0
  FROM rooms_roomtype t
 CROSS JOIN (SELECT day::date AS night
               FROM generate_series((SELECT min(arrival) FROM bench_stay),
                                    (SELECT max(departure) FROM bench_stay), '1 day') day) n
  JOIN LATERAL (SELECT count(*) AS rooms FROM rooms_room WHERE room_type_id = t.id) stock ON true
  LEFT JOIN (SELECT room_type_id, night, count(*) AS rooms FROM stays_soldnight GROUP BY 1, 2) sold
         ON sold.room_type_id = t.id AND sold.night = n.night
  LEFT JOIN (SELECT r.room_type_id, day::date AS night, count(DISTINCT r.id) AS rooms
               FROM rooms_roomblock b JOIN rooms_room r ON r.id = b.room_id
              CROSS JOIN generate_series(%(today)s::date - 1, %(today)s::date + 30, '1 day') day
              WHERE b.living AND b.kind = 'out_of_order'
                AND b.period && tstzrange(bench_at(day::date, 14, %(zone)s),
                                          bench_at(day::date + 1, 14, %(zone)s))
              GROUP BY 1, 2) gone
         ON gone.room_type_id = t.id AND gone.night = n.night;
