from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_search")]
    operations = [
        migrations.AddField("record", "adjusted", models.JSONField(null=True, blank=True)),
    ]
