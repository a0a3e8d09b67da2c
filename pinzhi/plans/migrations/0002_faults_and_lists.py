from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_plans_and_tasks")]
    operations = [
        migrations.AddField(
            "plan",
            "fault",
            models.CharField("Why it makes no tasks", max_length=300, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "task", models.Index(fields=["closes_at", "id"], name="task_by_deadline_anywhere")
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["site", "closes_at", "id"],
                name="task_open_by_deadline",
                condition=models.Q(status__in=["due", "running"]),
            ),
        ),
    ]
