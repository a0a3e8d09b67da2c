import django.db.models.deletion
from django.db import migrations, models

# A task's site, checklist, post, place and machine are copies of what its plan and target say. They
# stay true because what is written is compared, a statement at a time, and because none of it
# changes afterwards. The key to the target is what keeps all of them from going.
KEEP_ALIKE = """
CREATE FUNCTION plans_task_of_its_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM added t
    LEFT JOIN plans_target target ON target.id = t.target_id
    LEFT JOIN plans_plan plan ON plan.id = target.plan_id
    WHERE (t.plan_id, t.site_id, t.checklist_id, t.post_id, t.place_id, t.equipment_id)
      IS DISTINCT FROM (plan.id, plan.site_id, plan.checklist_id, plan.post_id,
        target.place_id, target.equipment_id)
  ) THEN
    RAISE EXCEPTION 'a task is not what its plan and target say'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'task_is_of_its_plan';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER plans_task_of_its_plan AFTER INSERT ON plans_task
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION plans_task_of_its_plan();

CREATE FUNCTION plans_refuse_other_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what tasks hold copies of does not change'
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'copied_to_tasks';
END $$;
CREATE TRIGGER plans_task_keeps_its_plan BEFORE UPDATE ON plans_task FOR EACH ROW
  WHEN ((OLD.target_id, OLD.plan_id, OLD.site_id, OLD.checklist_id, OLD.post_id, OLD.place_id,
      OLD.equipment_id) IS DISTINCT FROM (NEW.target_id, NEW.plan_id, NEW.site_id,
      NEW.checklist_id, NEW.post_id, NEW.place_id, NEW.equipment_id))
  EXECUTE FUNCTION plans_refuse_other_copies();
CREATE TRIGGER plans_plan_keeps_copies BEFORE UPDATE ON plans_plan FOR EACH ROW
  WHEN ((OLD.site_id, OLD.checklist_id, OLD.post_id)
    IS DISTINCT FROM (NEW.site_id, NEW.checklist_id, NEW.post_id))
  EXECUTE FUNCTION plans_refuse_other_copies();
CREATE TRIGGER plans_target_keeps_copies BEFORE UPDATE ON plans_target FOR EACH ROW
  WHEN ((OLD.plan_id, OLD.place_id, OLD.equipment_id)
    IS DISTINCT FROM (NEW.plan_id, NEW.place_id, NEW.equipment_id))
  EXECUTE FUNCTION plans_refuse_other_copies();
"""
LET_GO = """
DROP TRIGGER plans_target_keeps_copies ON plans_target;
DROP TRIGGER plans_plan_keeps_copies ON plans_plan;
DROP TRIGGER plans_task_keeps_its_plan ON plans_task;
DROP TRIGGER plans_task_of_its_plan ON plans_task;
DROP FUNCTION plans_refuse_other_copies();
DROP FUNCTION plans_task_of_its_plan();
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0030_rounds")]

    operations = [
        migrations.AlterField(
            model_name="task",
            name="site",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="tasks",
                to="places.site",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="plan",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="tasks",
                to="plans.plan",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="checklist",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="tasks",
                to="standards.checklist",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="place",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="tasks",
                to="places.place",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="equipment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="tasks",
                to="places.equipment",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="post",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="tasks",
                to="people.post",
            ),
        ),
        migrations.RunSQL(KEEP_ALIKE, LET_GO),
    ]
