"""What the database forbids about complaints beyond what constraints can say."""

from django.db import migrations

# Looked at when the transaction ends, so that an act may close one promise and make the next.
INVESTIGATED_UNDER_A_PROMISE = """
CREATE FUNCTION complaints_promise_and_status() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  which bigint;
  now_is text;
  runs boolean;
BEGIN
  IF TG_TABLE_NAME = 'complaints_complaint' THEN which := NEW.id; ELSE which := NEW.complaint_id; END IF;
  SELECT status INTO now_is FROM complaints_complaint WHERE id = which;
  SELECT EXISTS (SELECT 1 FROM complaints_promise WHERE complaint_id = which AND result = '') INTO runs;
  IF now_is = 'investigating' AND NOT runs THEN
    RAISE EXCEPTION 'complaint % is investigated without a promise', which
      USING ERRCODE = '23514', CONSTRAINT = 'complaints_investigating_needs_promise';
  END IF;
  IF runs AND now_is <> 'investigating' THEN
    RAISE EXCEPTION 'a promise runs for complaint %, which is %', which, now_is
      USING ERRCODE = '23514', CONSTRAINT = 'complaints_promise_needs_investigating';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER complaints_status_has_promise AFTER INSERT OR UPDATE OF status
  ON complaints_complaint DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION complaints_promise_and_status();
CREATE CONSTRAINT TRIGGER complaints_promise_has_status AFTER INSERT OR UPDATE OF result
  ON complaints_promise DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION complaints_promise_and_status();
"""

NEVER_DELETED = """
CREATE FUNCTION complaints_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'complaints are never deleted' USING ERRCODE = '23514',
    CONSTRAINT = 'complaints_never_deleted';
END $$;
"""

KEPT = ("complaint", "promise", "ring", "followup", "option", "note")


def each(text: str) -> str:
    return "\n".join(text.format(table=f"complaints_{name}") for name in KEPT)


GUARDS = each(
    "CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION complaints_never_deleted();"
)
NOTES_STAND = """
CREATE FUNCTION complaints_note_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a note is never changed' USING ERRCODE = '23514',
    CONSTRAINT = 'complaints_note_stands';
END $$;
CREATE TRIGGER complaints_note_stands BEFORE UPDATE ON complaints_note
  FOR EACH ROW EXECUTE FUNCTION complaints_note_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_scheme")]

    operations = [
        migrations.RunSQL(
            INVESTIGATED_UNDER_A_PROMISE,
            "DROP TRIGGER complaints_status_has_promise ON complaints_complaint;"
            "DROP TRIGGER complaints_promise_has_status ON complaints_promise;"
            "DROP FUNCTION complaints_promise_and_status();",
        ),
        migrations.RunSQL(
            NEVER_DELETED + GUARDS,
            each("DROP TRIGGER {table}_kept ON {table};")
            + "DROP FUNCTION complaints_never_deleted();",
        ),
        migrations.RunSQL(
            NOTES_STAND,
            "DROP TRIGGER complaints_note_stands ON complaints_note;"
            "DROP FUNCTION complaints_note_stands();",
        ),
    ]
