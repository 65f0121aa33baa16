-- A bill for everybody who came: each night charged, paid at departure; a deposit held till then.

INSERT INTO cashier_folio (id, stay_id, number, status, opened_at)
SELECT n, n, 'F' || (100000 + n), 'open', arrived_at
  FROM bench_stay WHERE arrived_at IS NOT NULL ORDER BY n;

INSERT INTO cashier_line
  (folio_id, kind, amount, description, business_date, method, reason, idempotency_key, request_hash,
   posted_by_id, posted_at)
SELECT n, line.kind, line.amount, line.description, line.day, line.method, '', 'bench:' || n || line.key,
       'bench', %(cashier)s, line.at
  FROM bench_stay
 CROSS JOIN LATERAL (
   SELECT 'charge' AS kind, rate AS amount, '房费 ' || to_char(arrival + k, 'MM-DD') AS description,
          arrival + k AS day, '' AS method, ':N' || k AS key,
          bench_at(arrival + k + 1, 0.7, %(zone)s) AS at
     FROM generate_series(0, least(departure, %(today)s::date) - arrival - 1) k
   UNION ALL
   SELECT 'payment', -rate * (departure - arrival), 'payment', departure,
          (ARRAY['wechat', 'alipay', 'card', 'cash'])[1 + bench_dice(n, 31, 4)], ':P', departed_at
    WHERE status = 'departed'
   UNION ALL
   SELECT 'deposit', -ceil((rate * (departure - arrival) + 200) / 100) * 100, 'deposit', arrival,
          'wechat', ':D', arrived_at
    WHERE status = 'in_house'
 ) line
 WHERE arrived_at IS NOT NULL ORDER BY n, line.at;

UPDATE cashier_folio SET status = 'closed'
  FROM bench_stay WHERE n = cashier_folio.id AND bench_stay.status = 'departed';
