import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def voice() -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="files.evidence",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_reports"),
        ("files", "0003_voice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("report", "voice", voice()),
        migrations.AddField("fix", "voice", voice()),
        migrations.AddField("recheck", "voice", voice()),
        migrations.CreateModel(
            "Comment",
            fields=[
                ("uid", models.UUIDField(primary_key=True, serialize=False)),
                ("text", models.CharField(blank=True, max_length=1000, verbose_name="Comment")),
                ("captured_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="cases.case",
                    ),
                ),
                ("photos", models.ManyToManyField(related_name="+", to="files.evidence")),
                ("voice", voice()),
            ],
            options={"verbose_name": "Comment", "ordering": ["captured_at"]},
        ),
    ]
