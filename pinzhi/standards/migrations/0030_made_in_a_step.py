import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standards", "0020_settlements")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="made_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="made",
                to="standards.step",
            ),
        ),
    ]
