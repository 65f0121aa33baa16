import django.contrib.postgres.fields
import django.core.serializers.json
import django.db.models.deletion
import hotel.web.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("rooms", "0001_initial"),
        ("staff", "__first__"),
        ("stays", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_type", models.CharField(max_length=40, verbose_name="subject")),
                ("subject_id", models.PositiveBigIntegerField(verbose_name="subject number")),
                ("key", models.CharField(max_length=64, verbose_name="key")),
                ("code", models.CharField(max_length=32, verbose_name="code")),
                ("phase", models.CharField(blank=True, max_length=32, verbose_name="phase")),
                ("title_zh", models.CharField(max_length=120, verbose_name="Chinese title")),
                ("title_en", models.CharField(max_length=160, verbose_name="English title")),
                ("detail_zh", models.TextField(blank=True, verbose_name="Chinese instructions")),
                ("detail_en", models.TextField(blank=True, verbose_name="English instructions")),
                (
                    "in_room",
                    models.BooleanField(default=False, verbose_name="done inside the room"),
                ),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("original_due_at", models.DateTimeField(verbose_name="originally due")),
                (
                    "compressed",
                    models.BooleanField(default=False, verbose_name="compressed by late notice"),
                ),
                ("anchor", models.CharField(blank=True, max_length=16, verbose_name="anchor")),
                ("mandatory", models.BooleanField(default=True, verbose_name="mandatory")),
                (
                    "evidence_kind",
                    models.CharField(
                        choices=[
                            ("tick", "Tick"),
                            ("text", "Note"),
                            ("form", "Form"),
                            ("checklist", "Checklist"),
                            ("photo", "Photo"),
                            ("signature", "Signature"),
                            ("rating", "Rating"),
                            ("approval", "Approval"),
                            ("acknowledgement", "Acknowledgement"),
                        ],
                        default="tick",
                        max_length=16,
                        verbose_name="evidence asked",
                    ),
                ),
                (
                    "evidence_spec",
                    models.JSONField(blank=True, default=dict, verbose_name="form of the evidence"),
                ),
                (
                    "evidence",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="evidence given",
                    ),
                ),
                (
                    "requires",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="waits for",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted"),
                            ("in_progress", "In progress"),
                            ("done", "Done"),
                            ("not_applicable", "Not applicable"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                (
                    "held_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not on hold"),
                            ("dnd", "do not disturb"),
                            ("reason", "a reason given"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="on hold for",
                    ),
                ),
                (
                    "held_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="on hold since"),
                ),
                ("held_reason", models.TextField(blank=True, verbose_name="why on hold")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted"),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="started")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="staff.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="finished by",
                    ),
                ),
                (
                    "owner_role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
                (
                    "armed_at",
                    models.DateTimeField(
                        default=hotel.web.clock.now, editable=False, verbose_name="clock wound"
                    ),
                ),
                (
                    "look_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="looked at next"
                    ),
                ),
                (
                    "patience_min",
                    models.PositiveSmallIntegerField(
                        default=15, verbose_name="escalate after (minutes)"
                    ),
                ),
                (
                    "reached",
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
                        default=0,
                        verbose_name="escalated to",
                    ),
                ),
                (
                    "reached_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="escalated at"
                    ),
                ),
            ],
            options={
                "verbose_name": "work item",
                "verbose_name_plural": "work items",
                "ordering": ("due_at", "original_due_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["waiting", "accepted", "in_progress"])),
                        fields=["department", "due_at"],
                        name="work_item_board",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ["done", "not_applicable", "failed"])),
                        fields=["department", "-done_at"],
                        name="work_item_ended",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("in_room", True),
                            ("status__in", ["waiting", "accepted", "in_progress"]),
                        ),
                        fields=["room"],
                        name="work_item_in_room",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("look_at__isnull", False),
                            ("status__in", ["waiting", "accepted", "in_progress"]),
                        ),
                        fields=["look_at"],
                        name="work_item_look",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "subject_id", "key"),
                        name="work_item_once_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "done"), _negated=True),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="work_item_done_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at__isnull", True), ("held_for", "")),
                            models.Q(
                                models.Q(("held_for", ""), _negated=True),
                                ("held_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="work_item_hold_has_a_beginning",
                    ),
                ],
            },
        ),
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
                (
                    "role",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="role",
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "code"), name="work_escalation_pace_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gap_min__gte", 1)),
                        name="work_escalation_pace_has_a_gap",
                    ),
                ],
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
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="work.item",
                        verbose_name="work item",
                    ),
                ),
            ],
            options={
                "verbose_name": "escalation step",
                "verbose_name_plural": "escalation steps",
                "ordering": ("id",),
                "indexes": [models.Index(fields=["taken_at"], name="work_escalation_step_taken")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "armed_at", "number"), name="work_escalation_step_once"
                    )
                ],
            },
        ),
    ]
