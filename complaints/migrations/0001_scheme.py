import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import hotel.guests.secret
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("guests", "0001_initial"),
        ("rooms", "0001_initial"),
        ("staff", "__first__"),
        ("stays", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Severity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("code", models.CharField(max_length=2, unique=True, verbose_name="code")),
                ("rank", models.PositiveSmallIntegerField(unique=True, verbose_name="rank")),
                (
                    "definition_zh",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="definition, Chinese"
                    ),
                ),
                (
                    "definition_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="definition, English"
                    ),
                ),
                (
                    "acknowledge_min",
                    models.PositiveIntegerField(verbose_name="acknowledge within, minutes"),
                ),
                (
                    "first_answer_min",
                    models.PositiveIntegerField(verbose_name="first answer within, minutes"),
                ),
                (
                    "resolve_min",
                    models.PositiveIntegerField(verbose_name="resolve within, minutes"),
                ),
                (
                    "update_every_min",
                    models.PositiveIntegerField(verbose_name="tell the guest every, minutes"),
                ),
                (
                    "most_promise_min",
                    models.PositiveIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="longest promise, minutes",
                    ),
                ),
                (
                    "follow_ups",
                    models.PositiveSmallIntegerField(default=1, verbose_name="follow-ups"),
                ),
                (
                    "compensation_limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="compensation up to",
                    ),
                ),
                (
                    "closing_role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="closed by",
                    ),
                ),
                (
                    "escalate_role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="escalated to",
                    ),
                ),
                (
                    "owner_role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "severity",
                "verbose_name_plural": "severities",
                "ordering": ("rank",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("most_promise_min__gte", 1)),
                        name="complaints_severity_promise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("follow_ups__lte", 2)),
                        name="complaints_severity_follow_ups",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("code", models.SlugField(max_length=32, unique=True, verbose_name="code")),
                ("restricted", models.BooleanField(default=False, verbose_name="seen by few")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                ("sort", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
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
                    "severity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.severity",
                        verbose_name="usual severity",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint category",
                "verbose_name_plural": "complaint categories",
                "ordering": ("sort", "id"),
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=16, unique=True, verbose_name="number")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("on_site", "In person"),
                            ("phone", "Telephone"),
                            ("letter", "Letter"),
                            ("email", "E-mail"),
                            ("online_review", "Online review / OTA"),
                            ("wechat", "WeChat / mini-programme"),
                            ("survey", "Survey or rating"),
                            ("care_call", "Care call or visit"),
                            ("authority", "Referred by a public authority"),
                        ],
                        default="on_site",
                        max_length=16,
                        verbose_name="came by",
                    ),
                ),
                ("visitor", models.CharField(blank=True, max_length=80, verbose_name="visitor")),
                (
                    "phone",
                    hotel.guests.secret.EncryptedCharField(
                        blank=True, max_length=24, verbose_name="phone"
                    ),
                ),
                (
                    "phone_masked",
                    models.CharField(
                        blank=True, editable=False, max_length=24, verbose_name="phone"
                    ),
                ),
                ("anonymous", models.BooleanField(default=False, verbose_name="anonymous")),
                (
                    "private_place",
                    models.BooleanField(default=False, verbose_name="taken to a quiet place"),
                ),
                ("vip_level", models.CharField(blank=True, max_length=8, verbose_name="VIP level")),
                (
                    "modifiers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("vip_guest", "VIP guest"),
                                ("repeat_complainant", "Guest who complained before"),
                                ("escalated", "Escalated complaint"),
                                ("departing_soon", "Leaving within 2 hours"),
                            ],
                            max_length=24,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="raised because",
                    ),
                ),
                ("restricted", models.BooleanField(default=False, verbose_name="seen by few")),
                (
                    "statement",
                    models.TextField(max_length=4000, verbose_name="what the guest says"),
                ),
                (
                    "restated",
                    models.BooleanField(default=False, verbose_name="restated and confirmed"),
                ),
                (
                    "verified",
                    models.TextField(blank=True, max_length=4000, verbose_name="what we found"),
                ),
                (
                    "desired",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what the guest wants"
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("cared", "To be cared about"),
                                ("heard", "To be heard"),
                                ("professional", "Professional, responsible staff"),
                                ("fast", "Fast reaction"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="needs",
                    ),
                ),
                (
                    "fault",
                    models.CharField(
                        choices=[
                            ("unclear", "Not clear yet"),
                            ("hotel", "The hotel"),
                            ("shared", "Shared"),
                            ("guest", "The guest"),
                            ("third_party", "A third party"),
                        ],
                        default="unclear",
                        max_length=12,
                        verbose_name="fault",
                    ),
                ),
                (
                    "root_causes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("expectation_gap", "Gap between expectation and reality"),
                                ("disrespect", "Looked down on"),
                                ("not_listened", "Not listened to"),
                                ("no_owner", "Nobody took responsibility"),
                                ("negligence_loss", "Negligence cost the guest money or time"),
                                ("need_unmet", "Need unmet and unexplained"),
                                ("obligation_view", "Guest holds the hotel should solve it"),
                                ("facility_fault", "Facility fault"),
                                ("info_breakdown", "Information lost between departments"),
                                ("staff_skill", "Gap in staff knowledge"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="root causes",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("acknowledged", "Acknowledged"),
                            ("investigating", "Investigating"),
                            ("resolved", "Resolved"),
                            ("following_up", "Following up"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="registered",
                        max_length=16,
                        verbose_name="status",
                    ),
                ),
                ("registered_at", models.DateTimeField(verbose_name="registered at")),
                ("acknowledge_until", models.DateTimeField(verbose_name="to be acknowledged by")),
                ("resolve_until", models.DateTimeField(verbose_name="to be resolved by")),
                (
                    "latest_answer",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="no answer later than"
                    ),
                ),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="acknowledged at"),
                ),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="escalated at"),
                ),
                (
                    "solution",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("apology", "Apology"),
                            ("refund", "Refund or reduction"),
                            ("repair", "Repair"),
                            ("replace", "Replacement (item or room)"),
                            (
                                "compensatory_care",
                                "Compensatory care (fruit, vouchers, upgrade, late check-out)",
                            ),
                            ("compensation", "Compensation"),
                            ("explanation", "Explanation"),
                            ("refer", "Refer and make the contact for the guest"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="solution",
                    ),
                ),
                (
                    "solution_note",
                    models.TextField(blank=True, max_length=4000, verbose_name="what was done"),
                ),
                (
                    "guest_agreed",
                    models.BooleanField(default=False, verbose_name="the guest agrees"),
                ),
                (
                    "on_the_spot",
                    models.BooleanField(default=False, verbose_name="solved on the spot"),
                ),
                (
                    "compensation_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reduction", "Reduction of the bill"),
                            ("refund", "Refund"),
                            ("voucher", "Voucher"),
                            ("gift", "Fruit or gift"),
                            ("damages", "Damages"),
                        ],
                        max_length=12,
                        verbose_name="kind of compensation",
                    ),
                ),
                (
                    "compensation",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="compensation",
                    ),
                ),
                (
                    "compensation_limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="limit without approval",
                    ),
                ),
                (
                    "happy",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="happy with how it was handled"
                    ),
                ),
                (
                    "anything_else",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="anything else to sort out"
                    ),
                ),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="resolved at"),
                ),
                (
                    "corrective",
                    models.TextField(blank=True, max_length=4000, verbose_name="corrective action"),
                ),
                ("lesson", models.TextField(blank=True, max_length=4000, verbose_name="lesson")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "ended_reason",
                    models.TextField(blank=True, max_length=4000, verbose_name="reason"),
                ),
                (
                    "rounds",
                    models.PositiveSmallIntegerField(default=0, verbose_name="times reopened"),
                ),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="acknowledged by",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="complaints.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "compensation_approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="compensation approved by",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="staff.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_complaints",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
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
                        related_name="complaints",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
                (
                    "first_severity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="complaints.severity",
                        verbose_name="severity before rules",
                    ),
                ),
                (
                    "severity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="complaints.severity",
                        verbose_name="severity",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint",
                "verbose_name_plural": "complaints",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["status", "registered_at"], name="complaints_by_status"),
                    models.Index(fields=["guest", "-id"], name="complaints_of_guest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anonymous", True),
                            ("guest__isnull", False),
                            models.Q(
                                models.Q(("visitor", ""), _negated=True),
                                models.Q(("phone_masked", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_somebody_to_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("statement", ""), _negated=True),
                        name="complaints_statement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("registered", "withdrawn")),
                            models.Q(("acknowledged_at__isnull", False), ("restated", True)),
                            _connector="OR",
                        ),
                        name="complaints_acknowledged_is_restated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ("resolved", "following_up", "closed")),
                                _negated=True,
                            ),
                            models.Q(
                                models.Q(("solution", ""), _negated=True),
                                ("guest_agreed", True),
                                ("resolved_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_resolved_has_solution",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="complaints_closed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "withdrawn"), _negated=True),
                            models.Q(("ended_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaints_withdrawn_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("compensation__isnull", True),
                            models.Q(
                                ("compensation__gt", 0), ("compensation_approved_by__isnull", False)
                            ),
                            models.Q(
                                ("compensation__gt", 0),
                                ("compensation__lte", models.F("compensation_limit")),
                            ),
                            _connector="OR",
                        ),
                        name="complaints_compensation_authority",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("text", models.TextField(max_length=4000, verbose_name="note")),
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
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("noted", "note"),
                            ("handed_over", "handed over"),
                            ("escalated", "escalated"),
                            ("reopened", "Reopened"),
                        ],
                        default="noted",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="New owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ("-at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=400, verbose_name="what is promised")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("phone", "Telephone"),
                            ("visit", "In person"),
                            ("wechat", "WeChat"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="told by",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                ("latest_at", models.DateTimeField(verbose_name="not later than")),
                (
                    "contacted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="guest contacted at"),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "Kept"),
                            ("late", "Late"),
                            ("broken", "Broken"),
                            ("dropped", "No longer needed"),
                        ],
                        max_length=8,
                        verbose_name="result",
                    ),
                ),
                (
                    "told",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what the guest was told"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
                (
                    "contacted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="contacted by",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "promise",
                "verbose_name_plural": "promises",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("result", "")),
                        fields=["due_at"],
                        name="complaints_promise_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("result", "")),
                        fields=("complaint",),
                        name="complaints_one_promise_runs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gt", models.F("made_at"))),
                        name="complaints_promise_ahead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__lte", models.F("latest_at"))),
                        name="complaints_promise_not_too_far",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result__in", ("kept", "late")), _negated=True),
                            models.Q(
                                ("contacted_at__isnull", False), ("contacted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="complaints_promise_contacted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "kept"), _negated=True),
                            ("contacted_at__lte", models.F("due_at")),
                            _connector="OR",
                        ),
                        name="complaints_promise_kept_in_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", ""), _negated=True),
                            ("contacted_at__isnull", True),
                            _connector="OR",
                        ),
                        name="complaints_promise_runs_uncontacted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "minutes",
                    models.SmallIntegerField(verbose_name="minutes after the promised time"),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("skipped", models.BooleanField(default=False, verbose_name="nobody new to tell")),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rings",
                        to="complaints.promise",
                        verbose_name="promise",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="told",
                    ),
                ),
            ],
            options={
                "verbose_name": "ring of a promise",
                "verbose_name_plural": "rings of promises",
                "ordering": ("minutes",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("promise", "minutes"), name="complaints_rings_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "minutes",
                    models.SmallIntegerField(
                        unique=True, verbose_name="minutes after the promised time"
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="told",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the promise ladder",
                "verbose_name_plural": "promise ladder",
                "ordering": ("minutes",),
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0, verbose_name="round")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "Telephone"),
                            ("visit", "In person"),
                            ("wechat", "WeChat"),
                            ("email", "E-mail"),
                            ("letter", "Letter"),
                        ],
                        max_length=8,
                        verbose_name="asked by",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("satisfied", "Satisfied"),
                            ("partly_satisfied", "Partly satisfied"),
                            ("not_satisfied", "Not satisfied"),
                            ("unreachable", "Could not be reached"),
                            ("dropped", "No longer needed"),
                        ],
                        max_length=16,
                        verbose_name="outcome",
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what the guest says"
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="complaints.complaint",
                        verbose_name="complaint",
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
                        verbose_name="done by",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ("round", "number"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "")),
                        fields=["due_at"],
                        name="complaints_follow_up_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "round", "number"), name="complaints_follow_up_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True), ("done_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="complaints_follow_up_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Option",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("apology", "Apology"),
                            ("refund", "Refund or reduction"),
                            ("repair", "Repair"),
                            ("replace", "Replacement (item or room)"),
                            (
                                "compensatory_care",
                                "Compensatory care (fruit, vouchers, upgrade, late check-out)",
                            ),
                            ("compensation", "Compensation"),
                            ("explanation", "Explanation"),
                            ("refer", "Refer and make the contact for the guest"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="solution",
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="what is offered")),
                (
                    "cost",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="cost"
                    ),
                ),
                (
                    "by_guest",
                    models.BooleanField(default=False, verbose_name="the guest's own proposal"),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the guest"),
                            ("agreed", "Guest agrees"),
                            ("refused", "Guest refuses"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="answer",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "option",
                "verbose_name_plural": "options",
                "ordering": ("rank",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "rank"), name="complaints_option_rank"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "agreed")),
                        fields=("complaint",),
                        name="complaints_one_option_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0)), name="complaints_option_cost"
                    ),
                ],
            },
        ),
    ]
