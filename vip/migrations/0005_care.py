import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0001_initial"),
        ("guests", "0003_names_of_the_rack"),
        ("complaints", "0003_notes_of_acts"),
        ("vip", "0004_door"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CareCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, verbose_name="task")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "To be tried again"),
                            ("done", "Answered"),
                            ("declined", "Declined"),
                            ("unreachable", "Not reached"),
                        ],
                        default="planned",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("again_at", models.DateTimeField(blank=True, null=True, verbose_name="try again")),
                (
                    "room",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="room",
                    ),
                ),
                (
                    "outlets",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="outlets",
                    ),
                ),
                ("overall", models.TextField(blank=True, verbose_name="the hotel overall")),
                ("wishes", models.TextField(blank=True, verbose_name="special wishes")),
                (
                    "departure_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="leaves"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="called by",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="care_calls",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "care call",
                "verbose_name_plural": "care calls",
                "ordering": ("visit", "key"),
            },
        ),
        migrations.CreateModel(
            name="CareIssue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "question",
                    models.CharField(
                        choices=[
                            ("room", "Room"),
                            ("outlets", "Outlets"),
                            ("overall", "The hotel overall"),
                            ("wishes", "Special wishes"),
                        ],
                        max_length=8,
                        verbose_name="question",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="vip.carecall",
                    ),
                ),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "issue of a care call",
                "verbose_name_plural": "issues of care calls",
                "ordering": ("call", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="carecall",
            constraint=models.UniqueConstraint(fields=("visit", "key"), name="vip_care_call_once"),
        ),
        migrations.AddConstraint(
            model_name="carecall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "done"), _negated=True),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("outlets__range", (1, 5)),
                        ("room__range", (1, 5)),
                    ),
                    _connector="OR",
                ),
                name="vip_care_call_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="carecall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("again_at__isnull", False), ("ended_at", None), ("status", "planned")
                    ),
                    models.Q(
                        models.Q(("status", "planned"), _negated=True), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="vip_care_call_waits_or_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="careissue",
            constraint=models.UniqueConstraint(
                fields=("call", "question"), name="vip_care_issue_once"
            ),
        ),
        migrations.CreateModel(
            name="Debrief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made")),
                (
                    "found",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="found",
                    ),
                ),
                ("highlights", models.TextField(blank=True, verbose_name="highlights")),
                ("faults", models.TextField(blank=True, verbose_name="faults")),
                ("improvements", models.TextField(blank=True, verbose_name="improvements")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="cost (CNY)",
                    ),
                ),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="completed"),
                ),
                (
                    "completed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="completed by",
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debrief",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "debrief",
                "verbose_name_plural": "debriefs",
                "ordering": ("-made_at",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at", None), ("completed_by", None)),
                            models.Q(
                                ("completed_at__isnull", False), ("completed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="vip_debrief_completed_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MakeRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="what is made right")),
                ("made_at", models.DateTimeField(verbose_name="noted")),
                ("kept_at", models.DateTimeField(blank=True, null=True, verbose_name="made right")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guests.guest",
                    ),
                ),
                (
                    "kept_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vip.visit",
                        verbose_name="visit",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="make_rights",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "thing to make right",
                "verbose_name_plural": "things to make right",
                "ordering": ("made_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("kept_at__isnull", True)),
                        fields=["guest"],
                        name="vip_make_right_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kept_at", None), ("kept_in", None)),
                            models.Q(("kept_at__isnull", False), ("kept_in__isnull", False)),
                            _connector="OR",
                        ),
                        name="vip_make_right_kept_in_a_visit",
                    )
                ],
            },
        ),
    ]
