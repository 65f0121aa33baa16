from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import hotel.web.clock


class Migration(migrations.Migration):
    dependencies: ClassVar = [("staff", "0001_initial"), ("work", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="CatchAllRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "catch-all role of escalations",
                "verbose_name_plural": "catch-all roles of escalations",
                "ordering": ("role__sort", "id"),
            },
        ),
        migrations.CreateModel(
            name="EscalationPace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_type", models.CharField(max_length=40, verbose_name="about")),
                ("code", models.CharField(max_length=16, verbose_name="level")),
                (
                    "target_min",
                    models.PositiveSmallIntegerField(
                        help_text="Who is concerned is reminded this long after the task came up.",
                        verbose_name="to be accepted within (minutes)",
                    ),
                ),
                (
                    "lead_min",
                    models.PositiveSmallIntegerField(
                        help_text="A task nobody has accepted by then is reminded of, however new it is.",
                        verbose_name="at the latest before arrival (minutes)",
                    ),
                ),
                (
                    "gap_min",
                    models.PositiveSmallIntegerField(
                        help_text="The person, who is on duty, the supervisor, the head of department, the duty manager.",
                        verbose_name="from step to step (minutes)",
                    ),
                ),
                (
                    "ahead_min",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Work due later than this rings nobody yet. Empty: as soon as it is made.",
                        null=True,
                        verbose_name="comes up before it is due (minutes)",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "escalation pace",
                "verbose_name_plural": "escalation paces",
                "ordering": ("subject_type", "code"),
            },
        ),
        migrations.CreateModel(
            name="EscalationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("armed_at", models.DateTimeField(verbose_name="clock wound")),
                ("number", models.PositiveSmallIntegerField(verbose_name="step")),
                (
                    "reach",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "nobody"),
                            (1, "the person"),
                            (2, "on duty"),
                            (3, "supervisor"),
                            (4, "head of department"),
                            (5, "duty manager"),
                            (6, "catch-all"),
                        ],
                        verbose_name="escalated to",
                    ),
                ),
                (
                    "undone",
                    models.BooleanField(default=False, verbose_name="accepted and not done"),
                ),
                ("at", models.DateTimeField(verbose_name="time of the step")),
                ("taken_at", models.DateTimeField(verbose_name="taken")),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        default=list,
                        size=None,
                        verbose_name="who heard",
                    ),
                ),
                (
                    "silent",
                    models.BooleanField(
                        default=False, verbose_name="nobody on duty: left in the inbox"
                    ),
                ),
            ],
            options={
                "verbose_name": "escalation step",
                "verbose_name_plural": "escalation steps",
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="item",
            name="armed_at",
            field=models.DateTimeField(
                default=hotel.web.clock.now, editable=False, verbose_name="clock wound"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="look_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="looked at next"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="patience_min",
            field=models.PositiveSmallIntegerField(
                default=15, verbose_name="escalate after (minutes)"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="reached",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (0, "nobody"),
                    (1, "the person"),
                    (2, "on duty"),
                    (3, "supervisor"),
                    (4, "head of department"),
                    (5, "duty manager"),
                    (6, "catch-all"),
                ],
                default=0,
                verbose_name="escalated to",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="reached_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="escalated at"
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(
                    ("look_at__isnull", False),
                    ("status__in", ["waiting", "accepted", "in_progress"]),
                ),
                fields=["look_at"],
                name="work_item_look",
            ),
        ),
        migrations.AddField(
            model_name="catchallrole",
            name="role",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="staff.role",
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationpace",
            constraint=models.UniqueConstraint(
                fields=("subject_type", "code"), name="work_escalation_pace_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationpace",
            constraint=models.CheckConstraint(
                condition=models.Q(("gap_min__gte", 1)), name="work_escalation_pace_has_a_gap"
            ),
        ),
        migrations.AddField(
            model_name="escalationstep",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="escalations",
                to="work.item",
                verbose_name="work item",
            ),
        ),
        migrations.AddIndex(
            model_name="escalationstep",
            index=models.Index(fields=["taken_at"], name="work_escalation_step_taken"),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.UniqueConstraint(
                fields=("item", "armed_at", "number"), name="work_escalation_step_once"
            ),
        ),
    ]
