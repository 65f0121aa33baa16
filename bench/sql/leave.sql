-- Stays that were checked in to be measured are called off, and their rooms ready again: their bills
-- are append-only, so they cannot go without a trace.

UPDATE rooms_room SET occupancy = 'vacant', cleanliness = 'inspected'
 WHERE id IN (SELECT room_id FROM stays_roomassignment WHERE stay_id = ANY (%(stays)s) AND status = 'in_house');
UPDATE stays_roomassignment SET status = 'ended' WHERE stay_id = ANY (%(stays)s) AND status = 'in_house';
UPDATE stays_stay SET status = 'cancelled', cancelled_reason = 'bench' WHERE id = ANY (%(stays)s);
UPDATE frontdesk_keycard SET status = 'returned', ended_at = now() WHERE stay_id = ANY (%(stays)s);
UPDATE stays_typenight t SET sold = t.sold - s.rooms
  FROM (SELECT room_type_id, night, count(*) AS rooms FROM stays_soldnight
         WHERE stay_id = ANY (%(stays)s) GROUP BY 1, 2) s
 WHERE t.room_type_id = s.room_type_id AND t.night = s.night;
DELETE FROM stays_soldnight WHERE stay_id = ANY (%(stays)s);
