import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_search")]
    operations = [
        migrations.AddField(
            "plan",
            "follows",
            models.ForeignKey(
                "plans.plan",
                on_delete=django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="followed_by",
            ),
        ),
        migrations.AddField(
            "plan", "whole_windows_only", models.BooleanField(default=False, db_default=False)
        ),
    ]
