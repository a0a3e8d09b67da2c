from django.db import migrations

# A hint, not the news: pages fetch again what they show. Delivered on commit; says in which site
# and on which kinds of things ("case", "task") something was done.
NOTIFY = """
CREATE FUNCTION trail_notify_sites() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pinzhi_live', json_build_object('site', site_id, 'topics',
      json_agg(DISTINCT split_part(object_type, '.', 2)))::text)
    FROM added WHERE site_id IS NOT NULL GROUP BY site_id;
  RETURN NULL;
END $$;
CREATE TRIGGER trail_event_notify AFTER INSERT ON trail_event
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION trail_notify_sites();
"""
SILENCE = """
DROP TRIGGER trail_event_notify ON trail_event;
DROP FUNCTION trail_notify_sites();
"""


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_refuse_changes")]

    operations = [migrations.RunSQL(NOTIFY, SILENCE)]
