"""What the database forbids about stays beyond what constraints can say."""

from django.db import migrations

SEQUENCE = "CREATE SEQUENCE stays_confirmation_no START 100001"

FORWARD_ONLY = """
CREATE FUNCTION stays_business_day_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the business date is never deleted' USING ERRCODE = '23514',
      CONSTRAINT = 'stays_business_day_forward';
  END IF;
  IF NEW.current < OLD.current THEN
    RAISE EXCEPTION 'the business date only moves forward' USING ERRCODE = '23514',
      CONSTRAINT = 'stays_business_day_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_business_day_forward BEFORE UPDATE OR DELETE ON stays_businessday
  FOR EACH ROW EXECUTE FUNCTION stays_business_day_forward();
"""

# Two tables cannot share an exclusion constraint. Whoever writes into one of them locks the room
# first, so the look into the other sees everything committed before.
NO_GUEST_IN_A_BLOCKED_ROOM = """
CREATE FUNCTION stays_assignment_meets_block() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('booked', 'in_house') THEN
    PERFORM 1 FROM rooms_room WHERE id = NEW.room_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM rooms_roomblock b
               WHERE b.room_id = NEW.room_id AND b.living AND b.period && NEW.period) THEN
      RAISE EXCEPTION 'room % is blocked in that period', NEW.room_id
        USING ERRCODE = '23P01', CONSTRAINT = 'stays_assignment_meets_block';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_assignment_meets_block
  BEFORE INSERT OR UPDATE OF room_id, period, status ON stays_roomassignment
  FOR EACH ROW EXECUTE FUNCTION stays_assignment_meets_block();

CREATE FUNCTION stays_block_meets_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.living THEN
    PERFORM 1 FROM rooms_room WHERE id = NEW.room_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM stays_roomassignment a
               WHERE a.room_id = NEW.room_id AND a.status IN ('booked', 'in_house')
                 AND a.period && NEW.period) THEN
      RAISE EXCEPTION 'room % is held for a stay in that period', NEW.room_id
        USING ERRCODE = '23P01', CONSTRAINT = 'stays_block_meets_assignment';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stays_block_meets_assignment
  BEFORE INSERT OR UPDATE OF room_id, period, living ON rooms_roomblock
  FOR EACH ROW EXECUTE FUNCTION stays_block_meets_assignment();
"""

UNDO = """
DROP TRIGGER stays_block_meets_assignment ON rooms_roomblock;
DROP FUNCTION stays_block_meets_assignment();
DROP TRIGGER stays_assignment_meets_block ON stays_roomassignment;
DROP FUNCTION stays_assignment_meets_block();
DROP TRIGGER stays_business_day_forward ON stays_businessday;
DROP FUNCTION stays_business_day_forward();
DROP SEQUENCE stays_confirmation_no;
"""


class Migration(migrations.Migration):
    dependencies = [("stays", "0001_initial"), ("rooms", "0001_initial")]

    operations = [
        migrations.RunSQL(
            SEQUENCE + ";" + FORWARD_ONLY + NO_GUEST_IN_A_BLOCKED_ROOM, reverse_sql=UNDO
        )
    ]
