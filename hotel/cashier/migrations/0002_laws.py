"""What the database forbids about money beyond what constraints can say."""

from django.db import migrations

SEQUENCE = "CREATE SEQUENCE cashier_folio_no START 100001;"

# The folio is locked against closing while a line goes in (FOR SHARE), and a line that undoes
# another locks that one first, so that two refunds of one payment come one after the other.
LAWS = """
CREATE FUNCTION cashier_line_laws() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  folio_status text;
  undone cashier_line%ROWTYPE;
  given_back numeric;
BEGIN
  SELECT status INTO folio_status FROM cashier_folio WHERE id = NEW.folio_id FOR SHARE;
  IF folio_status = 'closed' THEN
    RAISE EXCEPTION 'folio % is closed', NEW.folio_id
      USING ERRCODE = '23514', CONSTRAINT = 'cashier_folio_is_open';
  END IF;
  IF NEW.refers_to_id IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT * INTO undone FROM cashier_line WHERE id = NEW.refers_to_id FOR UPDATE;
  IF undone.folio_id <> NEW.folio_id OR undone.kind = 'reversal' THEN
    RAISE EXCEPTION 'line % cannot be undone here', NEW.refers_to_id
      USING ERRCODE = '23514', CONSTRAINT = 'cashier_line_undoes_its_own';
  END IF;
  IF NEW.kind = 'reversal' AND NEW.amount <> -undone.amount THEN
    RAISE EXCEPTION 'a reversal undoes the whole line'
      USING ERRCODE = '23514', CONSTRAINT = 'cashier_reversal_is_whole';
  END IF;
  IF undone.kind IN ('deposit', 'payment') THEN
    SELECT coalesce(sum(l.amount), 0) INTO given_back FROM cashier_line l
      WHERE l.refers_to_id = undone.id
        AND NOT EXISTS (SELECT 1 FROM cashier_line r
                        WHERE r.refers_to_id = l.id AND r.kind = 'reversal');
    IF given_back + NEW.amount > -undone.amount THEN
      RAISE EXCEPTION 'more would be given back than line % took', undone.id
        USING ERRCODE = '23514', CONSTRAINT = 'cashier_never_over_refunded';
    END IF;
  ELSIF NEW.kind = 'refund' THEN
    RAISE EXCEPTION 'only money received is refunded'
      USING ERRCODE = '23514', CONSTRAINT = 'cashier_line_undoes_its_own';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cashier_line_laws BEFORE INSERT ON cashier_line
  FOR EACH ROW EXECUTE FUNCTION cashier_line_laws();
"""

UNDO = """
DROP TRIGGER cashier_line_laws ON cashier_line;
DROP FUNCTION cashier_line_laws();
DROP SEQUENCE cashier_folio_no;
"""


class Migration(migrations.Migration):
    dependencies = [("cashier", "0001_initial")]

    operations = [migrations.RunSQL(SEQUENCE + LAWS, reverse_sql=UNDO)]
