import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_search"),
        ("plans", "0030_rounds"),
        ("records", "0040_phone"),
    ]

    operations = [
        migrations.AlterField(
            model_name="flag",
            name="detector",
            field=models.CharField(
                choices=[
                    ("missed_unexplained", "Missed again and again"),
                    ("begun_unrecorded", "Begun, never recorded"),
                    ("too_short", "Too short for its items"),
                    ("batch_filling", "Filled in as a batch"),
                    ("impossible_travel", "Places too far apart"),
                    ("identical_readings", "Readings that repeat"),
                    ("noiseless_readings", "Readings without noise"),
                    ("identical_answers", "Words that repeat"),
                    ("digit_pattern", "Favourite last digits"),
                    ("reused_photo", "Photo used before"),
                    ("near_duplicate_photo", "Photo like an earlier one"),
                    ("no_camera", "Photos not from a camera"),
                    ("old_photo", "Photo from another day"),
                    ("device_shared", "One phone, two people"),
                    ("back_dated", "Dated back"),
                    ("scan_missing", "Scan left out"),
                    ("round_not_followed", "Round not walked as laid out"),
                    ("left_out", "Items left out"),
                    ("late_handover", "Handed over late"),
                    ("lenient_checker", "Rechecks that never fail"),
                ],
                max_length=24,
                verbose_name="Sign",
            ),
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="Passed at")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("qr", "QR code"),
                            ("rotating_qr", "Rotating QR code"),
                            ("nfc", "NFC tag"),
                        ],
                        max_length=12,
                        verbose_name="Proof of presence",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="places.place",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scans",
                        to="records.record",
                    ),
                ),
            ],
            options={
                "verbose_name": "Point passed",
                "constraints": [
                    models.UniqueConstraint(fields=("record", "place"), name="one_scan_per_point")
                ],
            },
        ),
    ]
