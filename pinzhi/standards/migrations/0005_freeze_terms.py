from django.db import migrations

TRIGGER = """
CREATE TRIGGER standards_{0}_frozen BEFORE INSERT OR UPDATE OR DELETE ON standards_{0}
FOR EACH ROW EXECUTE FUNCTION standards_refuse_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0004_read_documents")]
    operations = [
        migrations.RunSQL(
            TRIGGER.format(table), f"DROP TRIGGER standards_{table}_frozen ON standards_{table}"
        )
        for table in ("clock", "consequence", "band", "variant")
    ]
