-- The departments' past: today's VIP visits, their tasks and news, and a complaint, repeated for a
-- share of those who left long ago, everything done.

CREATE TEMP TABLE echo ON COMMIT DROP AS
SELECT s.id AS stay_id, s.guest_id, s.arrived_at, s.departed_at, v.id AS like_id,
       s.arrived_at - v.arrival_at AS before,
       nextval(pg_get_serial_sequence('vip_visit', 'id')) AS id, s.i
  FROM (SELECT *, row_number() OVER (ORDER BY id) AS i FROM stays_stay
         WHERE status = 'departed' AND id %% 250 = 0) s
  JOIN (SELECT *, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS visits
          FROM vip_visit WHERE status = 'announced') v ON v.place = 1 + s.i %% v.visits;

INSERT INTO vip_visit
SELECT r.* FROM echo JOIN vip_visit v ON v.id = like_id
 CROSS JOIN LATERAL jsonb_populate_record(v, jsonb_build_object(
   'id', echo.id, 'status', 'closed', 'stay_id', echo.stay_id, 'guest_id', echo.guest_id,
   'arrival_at', echo.arrived_at, 'departure_at', echo.departed_at,
   'arrived_at', echo.arrived_at, 'departed_at', echo.departed_at,
   'received_at', v.received_at + before, 'submitted_at', v.submitted_at + before,
   'approved_at', v.approved_at + before, 'announced_at', v.announced_at + before,
   'acknowledged_at', v.announced_at + before, 'created_at', v.created_at + before)) r;

INSERT INTO work_item
SELECT r.* FROM echo JOIN work_item w ON w.subject_type = 'vip.visit' AND w.subject_id = like_id
 CROSS JOIN LATERAL jsonb_populate_record(w, jsonb_build_object(
   'id', nextval(pg_get_serial_sequence('work_item', 'id')), 'subject_id', echo.id,
   'stay_id', CASE WHEN w.stay_id IS NOT NULL THEN echo.stay_id END, 'status', 'done',
   'due_at', w.due_at + before, 'original_due_at', w.original_due_at + before,
   'done_at', w.due_at + before - interval '5 minutes', 'done_by_id', %(clerk)s,
   'created_at', w.created_at + before, 'changed_at', w.due_at + before)) r;

-- Each echo borrows acts of the journal to be the news of, so that nobody hears of one twice.
CREATE TEMP TABLE heard ON COMMIT DROP AS
SELECT n.id AS notice_id, n.url, dense_rank() OVER (ORDER BY n.entry_id) AS nth,
       substring(n.url FROM '^/vip/([0-9]+)/')::bigint AS visit_id
  FROM notifications_notice n WHERE n.url ~ '^/vip/[0-9]+/';

INSERT INTO notifications_notice
SELECT r.* FROM echo JOIN heard ON heard.visit_id = like_id
  JOIN notifications_notice n ON n.id = heard.notice_id
 CROSS JOIN LATERAL jsonb_populate_record(n, jsonb_build_object(
   'id', nextval(pg_get_serial_sequence('notifications_notice', 'id')),
   'entry_id', (SELECT min(id) FROM journal_entry) + echo.i * 100 + heard.nth,
   'url', replace(n.url, '/vip/' || like_id || '/', '/vip/' || echo.id || '/'),
   'made_at', n.made_at + before, 'delivered_at', n.made_at + before, 'seen_at', n.made_at + before)) r
 ORDER BY echo.i;

INSERT INTO notifications_receipt
SELECT r.* FROM echo JOIN notifications_receipt c ON c.subject = 'vip.visit:' || like_id
 CROSS JOIN LATERAL jsonb_populate_record(c, jsonb_build_object(
   'id', nextval(pg_get_serial_sequence('notifications_receipt', 'id')),
   'entry_id', (SELECT min(id) FROM journal_entry) + echo.i * 100,
   'subject', 'vip.visit:' || echo.id, 'made_at', c.made_at + before,
   'remind_due_at', c.remind_due_at + before, 'escalate_due_at', c.escalate_due_at + before,
   'acknowledged_at', c.made_at + before, 'acknowledged_by_id', %(clerk)s)) r
 WHERE c.code = 'vip.announced' ORDER BY echo.i;

INSERT INTO complaints_complaint
SELECT r.* FROM (SELECT *, row_number() OVER (ORDER BY id) AS i FROM stays_stay
                  WHERE status = 'departed' AND id %% 200 = 0) s
 JOIN complaints_complaint c ON c.id = (SELECT min(id) FROM complaints_complaint)
 CROSS JOIN LATERAL jsonb_populate_record(c, jsonb_build_object(
   'id', nextval(pg_get_serial_sequence('complaints_complaint', 'id')), 'number', 'P' || s.i,
   'stay_id', s.id, 'guest_id', s.guest_id, 'form_token', NULL, 'status', 'closed',
   'registered_at', s.arrived_at + interval '1 hour', 'acknowledge_until', s.arrived_at + interval '65 minutes',
   'resolve_until', s.arrived_at + interval '2 hours', 'acknowledged_at', s.arrived_at + interval '62 minutes',
   'restated', true, 'guest_agreed', true, 'solution', 'compensatory_care', 'happy', true,
   'resolved_at', s.arrived_at + interval '2 hours', 'resolved_by_id', %(clerk)s,
   'acknowledged_by_id', %(clerk)s, 'closed_at', s.arrived_at + interval '1 day', 'closed_by_id', %(clerk)s)) r;
