import django.contrib.postgres.fields
from django.db import migrations, models

SHOWS = [("found", "As found"), ("put_right", "Put right"), ("said", "Said")]


class Migration(migrations.Migration):
    dependencies = [("files", "0003_voice"), ("records", "0030_integrity")]
    operations = [
        migrations.AddField(
            "record", "at_once", models.PositiveSmallIntegerField(default=0, db_default=0)
        ),
        migrations.AlterField(
            "answerevidence",
            "shows",
            models.CharField(choices=SHOWS, default="found", max_length=10),
        ),
        migrations.AddField(
            "photoprint",
            "codes",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64), default=list, size=None
            ),
        ),
    ]
