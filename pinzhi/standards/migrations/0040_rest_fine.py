from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standards", "0030_made_in_a_step")]
    operations = [
        migrations.AddField(
            "checklist",
            "rest_fine",
            models.BooleanField(
                "The rest may be called fine at once", default=False, db_default=False
            ),
        ),
    ]
