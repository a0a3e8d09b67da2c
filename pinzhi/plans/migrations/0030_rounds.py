import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0002_search"),
        ("plans", "0022_transfers_and_draws"),
    ]

    operations = [
        migrations.CreateModel(
            name="Route",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="Name")),
                (
                    "department",
                    models.CharField(
                        choices=[
                            ("customer_service", "Customer service"),
                            ("engineering", "Engineering"),
                            ("security", "Security"),
                            ("environment", "Environment"),
                            ("quality", "Quality"),
                            ("administration", "Administration"),
                        ],
                        max_length=20,
                        verbose_name="Department",
                    ),
                ),
                (
                    "order",
                    models.CharField(
                        choices=[
                            ("ordered", "In order"),
                            ("free", "In any order"),
                            ("shuffled", "Drawn anew for each round"),
                        ],
                        default="ordered",
                        max_length=8,
                        verbose_name="Order of points",
                    ),
                ),
                ("since", models.DateTimeField(blank=True, null=True)),
                (
                    "plan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="route",
                        to="plans.plan",
                        verbose_name="Plan",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="routes",
                        to="places.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "Route",
            },
        ),
        migrations.CreateModel(
            name="Stop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "least",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="At least (seconds)"
                    ),
                ),
                (
                    "most",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="At most (seconds)"
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("either", "QR code or NFC tag"),
                            ("nfc", "NFC tag only"),
                            ("qr", "QR code"),
                            ("none", "Nothing to scan"),
                        ],
                        default="either",
                        max_length=6,
                        verbose_name="Proof of presence",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stops",
                        to="places.place",
                        verbose_name="Point",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stops",
                        to="plans.route",
                    ),
                ),
            ],
            options={
                "verbose_name": "Point of a route",
            },
        ),
        migrations.CreateModel(
            name="Walk",
            fields=[
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="walk",
                        serialize=False,
                        to="plans.task",
                    ),
                ),
                (
                    "order",
                    models.CharField(
                        choices=[
                            ("ordered", "In order"),
                            ("free", "In any order"),
                            ("shuffled", "Drawn anew for each round"),
                        ],
                        max_length=8,
                    ),
                ),
                ("seed", models.CharField(blank=True, max_length=32)),
                ("stops", models.JSONField()),
                (
                    "route",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="walks",
                        to="plans.route",
                    ),
                ),
            ],
            options={
                "verbose_name": "Round",
            },
        ),
        migrations.AddConstraint(
            model_name="route",
            constraint=models.UniqueConstraint(fields=("site", "name"), name="one_route_per_name"),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(
                fields=("route", "place"), name="one_stop_per_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("route", "position"),
                name="one_stop_per_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("least", None),
                    ("most", None),
                    ("most__gte", models.F("least")),
                    _connector="OR",
                ),
                name="stop_most_not_below_least",
            ),
        ),
    ]
