"""A plan version that visits may have been announced with never changes (handbook C4)."""

from django.db import migrations

GUARD = """
CREATE FUNCTION vip_version_in_use_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM vip_plantemplate
             WHERE id = OLD.template_id AND active_from IS NOT NULL) THEN
    RAISE EXCEPTION 'tasks of a plan version in use are never changed' USING ERRCODE = '23514',
      CONSTRAINT = 'vip_version_in_use_stands';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vip_version_in_use_stands BEFORE UPDATE OR DELETE ON vip_templatetask
  FOR EACH ROW EXECUTE FUNCTION vip_version_in_use_stands();
"""
UNGUARD = """
DROP TRIGGER vip_version_in_use_stands ON vip_templatetask;
DROP FUNCTION vip_version_in_use_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("vip", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
