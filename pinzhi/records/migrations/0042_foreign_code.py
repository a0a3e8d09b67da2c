from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0041_rounds")]
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
                    ("foreign_code", "Photo taken for another task"),
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
    ]
