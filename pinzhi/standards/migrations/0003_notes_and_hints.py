from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standards", "0002_freeze_published")]
    operations = [
        migrations.AddField(
            "checklist", "note", models.CharField("Note", max_length=500, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "item", "hint", models.CharField("Hint", max_length=300, blank=True, default=""),
            preserve_default=False,
        ),
    ]
