-- What the counter wrote down: check-ins, registrations, keys, check-outs; and the rooms cleaned after.

INSERT INTO frontdesk_checkin
  (stay_id, form_token, place, signed_at, deposit_waived_because, keys, escorted, note, done_at, done_by_id)
SELECT n, gen_random_uuid(), 'desk', arrived_at, '', 1, false, '', arrived_at, %(clerk)s
  FROM bench_stay WHERE arrived_at IS NOT NULL ORDER BY n;

INSERT INTO frontdesk_registration
  (stay_id, guest_id, document_id, status, overseas, visa, entry_port, guardian_name, guardian_phone,
   relationship, registered_at, registered_by_id, due_at, submitted_at, submitted_by_id, receipt_no)
SELECT n, guest_id, document_id, 'submitted', false, '', '', '', '', '', arrived_at, %(clerk)s,
       arrived_at + interval '30 minutes', arrived_at + interval '12 minutes', %(clerk)s, 'HN' || n
  FROM bench_stay WHERE arrived_at IS NOT NULL AND part <> 'came'
UNION ALL
SELECT n, companion_id, companion_document_id, 'submitted', false, '', '', '', '', '', arrived_at, %(clerk)s,
       arrived_at + interval '30 minutes', arrived_at + interval '12 minutes', %(clerk)s, 'HN' || n || 'B'
  FROM bench_stay WHERE arrived_at IS NOT NULL AND part <> 'came' AND companion_id IS NOT NULL
UNION ALL  -- who has just come still waits to be submitted
SELECT n, guest_id, document_id, 'ready', false, '', '', '', '', '', arrived_at, %(clerk)s,
       arrived_at + interval '30 minutes', NULL, NULL, ''
  FROM bench_stay WHERE part = 'came'
 ORDER BY 1;

INSERT INTO frontdesk_keycard
  (stay_id, room_id, number, status, valid_until, issued_at, issued_by_id, ended_at, ended_by_id)
SELECT n, room_id, 1, CASE status WHEN 'departed' THEN 'returned' ELSE 'issued' END, upper(period),
       arrived_at, %(clerk)s, departed_at, CASE status WHEN 'departed' THEN %(clerk)s END
  FROM bench_stay WHERE arrived_at IS NOT NULL ORDER BY n;

INSERT INTO frontdesk_checkout
  (stay_id, form_token, keys_returned, keys_missing_because, slip_returned, slip_lost_statement, rating,
   waived, waived_because, comment, membership, done_at, done_by_id)
SELECT n, gen_random_uuid(), 1, '', true, '', CASE WHEN bench_dice(n, 30, 3) = 0 THEN 5 END,
       0, '', '', 'not_offered', departed_at, %(clerk)s
  FROM bench_stay WHERE departed_at IS NOT NULL ORDER BY n;

INSERT INTO housekeeping_cleaningtask
  (room_id, business_date, kind, state, attendant_id, made_at, started_at, finished_at, inspected_at,
   skip_reason, rework_reason, version)
SELECT room_id, departure, 'checkout', 'inspected', %(attendant)s, departed_at,
       departed_at + interval '20 minutes', departed_at + interval '45 minutes',
       departed_at + interval '1 hour', '', '', 4
  FROM bench_stay WHERE status = 'departed' AND departure < %(today)s ORDER BY n;
