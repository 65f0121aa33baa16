-- The stays themselves: a reservation, a stay and a folio share the number of their plan.

INSERT INTO guests_company
  (name_zh, name_en, code, credit_code, contact_name, contact_phone, address, note, active, version)
SELECT '临溪' || c || '号贸易公司', '', 'bench-' || c, '', '', '', '', '', true, 0
  FROM generate_series(1, 60) c;

INSERT INTO stays_reservation
  (id, confirmation_no, kind, status, group_name, contact_name, contact_phone, contact_phone_hash,
   contact_phone_masked, source, guarantee, hold_until, requests, cancelled_reason, form_hash,
   made_at, version, booker_id, company_id, made_by_id)
SELECT n, 'R' || (100000 + n), 'individual',
       CASE status WHEN 'tentative' THEN 'tentative' WHEN 'cancelled' THEN 'cancelled' ELSE 'confirmed' END,
       '', '', '', '', '', (ARRAY['phone', 'ota', 'corporate', 'walk_in'])[1 + bench_dice(n, 20, 4)],
       (ARRAY['none', 'deposit', 'card', 'company'])[1 + bench_dice(n, 21, 4)], NULL,
       CASE WHEN bench_dice(n, 22, 20) = 0 THEN '高楼层，远离电梯' ELSE '' END,
       CASE status WHEN 'cancelled' THEN '行程改变' ELSE '' END, '', made_at, 0, guest_id,
       -- Whoever comes for a contract company has one of the sixty.
       CASE WHEN bench_dice(n, 20, 4) = 2 THEN company.first + bench_dice(n, 24, 60) END, %(clerk)s
  FROM bench_stay CROSS JOIN (SELECT min(id) AS first FROM guests_company) company ORDER BY n;

INSERT INTO stays_stay
  (id, kind, status, arrival, departure, period, eta, adults, children, rate, plates, arrived_at,
   departed_at, baggage, extra_beds, cancelled_reason, version, guest_id, reservation_id, room_type_id)
SELECT n, 'overnight', status, arrival, departure, period,
       CASE WHEN part = 'coming' THEN bench_at(arrival, 13 + bench_dice(n, 23, 40) / 4.0, %(zone)s) END,
       adults, 0, rate, '{}', arrived_at, departed_at, 'normal', 0,
       CASE status WHEN 'cancelled' THEN '行程改变' ELSE '' END, 1, guest_id, n, type_id
  FROM bench_stay ORDER BY n;

INSERT INTO stays_stayguest (stay_id, guest_id, main)
SELECT n, guest_id, true FROM bench_stay
UNION ALL
SELECT n, companion_id, false FROM bench_stay WHERE companion_id IS NOT NULL
 ORDER BY 1, 3 DESC;

INSERT INTO stays_roomassignment (stay_id, room_id, period, status)
SELECT n, room_id, period,
       CASE status WHEN 'departed' THEN 'ended' WHEN 'in_house' THEN 'in_house' ELSE 'booked' END
  FROM bench_stay WHERE assigned ORDER BY n;

INSERT INTO stays_soldnight (stay_id, room_type_id, night)
SELECT n, type_id, arrival + night
  FROM bench_stay CROSS JOIN LATERAL generate_series(0, departure - arrival - 1) night
 WHERE status <> 'cancelled' ORDER BY n, night;
