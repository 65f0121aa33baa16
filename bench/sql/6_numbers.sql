-- Sequences go on where the plan ended; its tables go.

SELECT setval('stays_confirmation_no', 100000 + (SELECT max(n) FROM bench_stay)),
       setval('cashier_folio_no', 100000 + (SELECT max(n) FROM bench_stay)),
       setval(pg_get_serial_sequence('stays_reservation', 'id'), (SELECT max(n) FROM bench_stay)),
       setval(pg_get_serial_sequence('stays_stay', 'id'), (SELECT max(n) FROM bench_stay)),
       setval(pg_get_serial_sequence('cashier_folio', 'id'), (SELECT max(n) FROM bench_stay));
DROP TABLE bench_stay, bench_raw, bench_room, bench_guest;
DROP FUNCTION bench_dice, bench_nights, bench_at;
