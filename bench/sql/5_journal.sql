-- What the journal keeps of each stay: booked, came, left, or cancelled; and its news, delivered.

INSERT INTO journal_entry (at, actor_id, verb, label, about, changes, reason, data, topics)
SELECT act.at, %(clerk)s, act.verb, 'R' || (100000 + n),
       ARRAY['stays.stay:' || n, 'stays.reservation:' || n, 'guests.guest:' || guest_id,
             'rooms.room:' || room_id],
       '{}', '', jsonb_build_object('stay', n, 'confirmation_no', 'R' || (100000 + n)), ARRAY['stays', 'stays.stay:' || n]
  FROM bench_stay
 CROSS JOIN LATERAL (
   VALUES ('stay.booked', made_at), ('stay.checked_in', arrived_at), ('stay.checked_out', departed_at)
 ) act (verb, at)
 WHERE act.at IS NOT NULL ORDER BY n, act.at;

INSERT INTO journal_dispatch (entry_id, attempts, delivered_at, last_error)
SELECT id, 1, at, '' FROM journal_entry e
 WHERE NOT EXISTS (SELECT 1 FROM journal_dispatch d WHERE d.entry_id = e.id) ORDER BY id;
