from django.db import migrations

# A published edition is what work was done and paid by: nothing below it may change any more,
# whichever way somebody tries. A draft may.
FREEZE = """
CREATE FUNCTION standards_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint;
BEGIN
    IF TG_TABLE_NAME = 'standards_item' THEN
        SELECT edition_id INTO touched FROM standards_checklist
        WHERE id = CASE WHEN TG_OP = 'INSERT' THEN NEW.checklist_id ELSE OLD.checklist_id END;
    ELSE
        touched := CASE WHEN TG_OP = 'INSERT' THEN NEW.edition_id ELSE OLD.edition_id END;
    END IF;
    IF EXISTS (SELECT FROM standards_edition WHERE id = touched AND status <> 'draft') THEN
        RAISE EXCEPTION 'A published edition cannot be changed.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
TABLES = ("clause", "checklist", "requirement", "item")
TRIGGER = """
CREATE TRIGGER standards_{0}_frozen BEFORE INSERT OR UPDATE OR DELETE ON standards_{0}
FOR EACH ROW EXECUTE FUNCTION standards_refuse_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_standards")]
    operations = [
        migrations.RunSQL(FREEZE, "DROP FUNCTION standards_refuse_frozen()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table), f"DROP TRIGGER standards_{table}_frozen ON standards_{table}"
            )
            for table in TABLES
        ),
    ]
