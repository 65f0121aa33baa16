from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("vip", "0003_gifts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="visit",
            name="arrival_confidence",
            field=models.CharField(
                choices=[("rough", "Rough"), ("likely", "Likely"), ("sure", "Sure")],
                default="likely",
                max_length=8,
                verbose_name="how sure the arrival is",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="arrival_source",
            field=models.CharField(
                choices=[
                    ("notice", "The notice"),
                    ("contact", "The contact"),
                    ("flight", "Flight or train"),
                    ("desk", "The booking"),
                    ("gate", "The gate"),
                ],
                default="notice",
                max_length=8,
                verbose_name="arrival heard from",
            ),
        ),
        migrations.CreateModel(
            name="ArrivalNews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("arrival_at", models.DateTimeField(verbose_name="arrival expected")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("notice", "The notice"),
                            ("contact", "The contact"),
                            ("flight", "Flight or train"),
                            ("desk", "The booking"),
                            ("gate", "The gate"),
                        ],
                        max_length=8,
                        verbose_name="heard from",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[("rough", "Rough"), ("likely", "Likely"), ("sure", "Sure")],
                        max_length=8,
                        verbose_name="how sure",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("at", models.DateTimeField(verbose_name="heard at")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrival_news",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "news of an arrival",
                "verbose_name_plural": "news of arrivals",
                "ordering": ("visit", "-id"),
            },
        ),
        migrations.CreateModel(
            name="GateCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("plate", models.CharField(blank=True, max_length=16, verbose_name="number plate")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "before",
                    models.DateTimeField(blank=True, null=True, verbose_name="expected before"),
                ),
                (
                    "after",
                    models.DateTimeField(blank=True, null=True, verbose_name="expected then"),
                ),
                (
                    "undone_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken back"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken back by",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_calls",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "car at the gate",
                "verbose_name_plural": "cars at the gate",
                "ordering": ("visit", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None)),
                            models.Q(
                                ("undone_at__gte", models.F("at")), ("undone_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="vip_gate_call_undone_says_who",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "covers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), size=None, verbose_name="covers"
                    ),
                ),
                ("told", models.JSONField(default=list, verbose_name="open then")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overrides",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "let in before ready",
                "verbose_name_plural": "let in before ready",
                "ordering": ("visit", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="vip_override_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covers__len__gt", 0)),
                        name="vip_override_covers_something",
                    ),
                ],
            },
        ),
    ]
