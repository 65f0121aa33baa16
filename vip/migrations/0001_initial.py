import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import hotel.guests.secret
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("complaints", "0001_scheme"),
        ("guests", "0001_initial"),
        ("rooms", "0001_initial"),
        ("staff", "__first__"),
        ("stays", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Level",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                ("rank", models.PositiveSmallIntegerField(unique=True, verbose_name="rank")),
                ("alias", models.CharField(blank=True, max_length=4, verbose_name="letter")),
                (
                    "qualifies_zh",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        size=None,
                        verbose_name="who (Chinese)",
                    ),
                ),
                (
                    "qualifies_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=240),
                        size=None,
                        verbose_name="who (English)",
                    ),
                ),
                (
                    "approval_roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        size=None,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "approval_within_min",
                    models.PositiveSmallIntegerField(verbose_name="approved within (minutes)"),
                ),
                (
                    "greeter_roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        size=None,
                        verbose_name="greeted by",
                    ),
                ),
                ("greeter_zh", models.CharField(max_length=200, verbose_name="welcome (Chinese)")),
                ("greeter_en", models.CharField(max_length=300, verbose_name="welcome (English)")),
                (
                    "check_in_mode",
                    models.CharField(max_length=24, verbose_name="registration mode"),
                ),
                (
                    "check_in_zh",
                    models.CharField(max_length=120, verbose_name="registration (Chinese)"),
                ),
                (
                    "check_in_en",
                    models.CharField(max_length=200, verbose_name="registration (English)"),
                ),
                ("lift_hold", models.BooleanField(default=False, verbose_name="lift held")),
                (
                    "deposit_waived",
                    models.BooleanField(default=False, verbose_name="deposit waived"),
                ),
                ("room_policy_zh", models.CharField(max_length=200, verbose_name="room (Chinese)")),
                ("room_policy_en", models.CharField(max_length=300, verbose_name="room (English)")),
                (
                    "late_checkout_until",
                    models.TimeField(blank=True, null=True, verbose_name="late check-out until"),
                ),
                (
                    "care_calls_per_day",
                    models.PositiveSmallIntegerField(default=0, verbose_name="care calls a day"),
                ),
                (
                    "care_call_by_zh",
                    models.CharField(max_length=80, verbose_name="care call by (Chinese)"),
                ),
                (
                    "care_call_by_en",
                    models.CharField(max_length=120, verbose_name="care call by (English)"),
                ),
                (
                    "small_tidy_per_day",
                    models.PositiveSmallIntegerField(default=0, verbose_name="small tidies a day"),
                ),
                ("turndown", models.BooleanField(default=False, verbose_name="turndown")),
                ("dining_zh", models.CharField(max_length=200, verbose_name="dining (Chinese)")),
                ("dining_en", models.CharField(max_length=300, verbose_name="dining (English)")),
                (
                    "farewell_roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32),
                        size=None,
                        verbose_name="seen off by",
                    ),
                ),
                (
                    "farewell_zh",
                    models.CharField(max_length=200, verbose_name="farewell (Chinese)"),
                ),
                (
                    "farewell_en",
                    models.CharField(max_length=300, verbose_name="farewell (English)"),
                ),
                (
                    "amenity_budget",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=12,
                        verbose_name="amenity budget a day (CNY)",
                    ),
                ),
            ],
            options={
                "verbose_name": "VIP level",
                "verbose_name_plural": "VIP levels",
                "ordering": ("rank",),
            },
        ),
        migrations.CreateModel(
            name="Amenity",
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
                ("active", models.BooleanField(default=True, verbose_name="in use")),
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
                    "contains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="contains",
                    ),
                ),
                (
                    "gift",
                    models.BooleanField(
                        default=False,
                        help_text="Not given on two visits in a row.",
                        verbose_name="gift",
                    ),
                ),
                (
                    "kind",
                    models.SlugField(
                        blank=True,
                        help_text="Another of the same kind takes the place of what a guest must not have.",
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                (
                    "per_person",
                    models.BooleanField(default=False, verbose_name="one for each person"),
                ),
                (
                    "unit_cost",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="cost of one (CNY)"
                    ),
                ),
            ],
            options={
                "verbose_name": "amenity",
                "verbose_name_plural": "amenities",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("unit_cost__gte", 0)), name="vip_amenity_cost"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("code", models.CharField(max_length=4, unique=True, verbose_name="code")),
                (
                    "needs_approval",
                    models.BooleanField(default=True, verbose_name="needs approval"),
                ),
                (
                    "walk_in",
                    models.BooleanField(default=False, verbose_name="guest arrives unannounced"),
                ),
                (
                    "note_zh",
                    models.CharField(blank=True, max_length=200, verbose_name="note (Chinese)"),
                ),
                (
                    "note_en",
                    models.CharField(blank=True, max_length=300, verbose_name="note (English)"),
                ),
                (
                    "default_level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vip.level",
                        verbose_name="default level",
                    ),
                ),
                (
                    "min_level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vip.level",
                        verbose_name="lowest level",
                    ),
                ),
            ],
            options={
                "verbose_name": "source of notice",
                "verbose_name_plural": "sources of notice",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="PlanTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="version")),
                (
                    "active_from",
                    models.DateTimeField(blank=True, null=True, verbose_name="used from"),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="what changed")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan template",
                "verbose_name_plural": "plan templates",
                "ordering": ("-version",),
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("pending_approval", "Awaiting approval"),
                            ("approved", "Approved"),
                            ("announced", "Announced"),
                            ("departed", "Departed"),
                            ("closed", "Closed"),
                            ("rejected", "Rejected"),
                            ("cancelled", "Cancelled"),
                            ("postponed", "Postponed"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("notifier_name", models.CharField(max_length=60, verbose_name="given by")),
                (
                    "notifier_unit",
                    models.CharField(blank=True, max_length=120, verbose_name="their unit"),
                ),
                (
                    "notifier_phone",
                    hotel.guests.secret.EncryptedCharField(
                        blank=True, max_length=40, verbose_name="their phone"
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="notice received")),
                ("title", models.CharField(blank=True, max_length=60, verbose_name="title")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=120, verbose_name="organisation"),
                ),
                ("party_size", models.PositiveSmallIntegerField(default=1, verbose_name="persons")),
                ("companions", models.TextField(blank=True, verbose_name="companions")),
                (
                    "arrival_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="arrival expected"
                    ),
                ),
                (
                    "departure_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="departure expected"),
                ),
                ("arrived_at", models.DateTimeField(blank=True, null=True, verbose_name="arrived")),
                (
                    "departed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="departed"),
                ),
                (
                    "transport",
                    models.CharField(
                        choices=[
                            ("unknown", "Not known yet"),
                            ("own_car", "Own car"),
                            ("hotel_car", "Hotel car"),
                            ("flight", "Flight"),
                            ("train", "Train"),
                            ("other", "Taxi or other"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="comes by",
                    ),
                ),
                (
                    "transport_no",
                    models.CharField(blank=True, max_length=40, verbose_name="flight or train"),
                ),
                (
                    "plates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="number plates",
                    ),
                ),
                (
                    "needs_transport",
                    models.BooleanField(default=False, verbose_name="needs a car at departure"),
                ),
                ("rooms_needed", models.PositiveSmallIntegerField(default=1, verbose_name="rooms")),
                ("dining", models.BooleanField(default=False, verbose_name="meals")),
                ("bathing", models.BooleanField(default=False, verbose_name="bathing")),
                ("mahjong", models.BooleanField(default=False, verbose_name="mahjong")),
                ("massage", models.BooleanField(default=False, verbose_name="massage")),
                (
                    "wake_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="wake-up call"),
                ),
                (
                    "banner_text",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="banner or lobby sign"
                    ),
                ),
                ("confidential", models.BooleanField(default=False, verbose_name="confidential")),
                (
                    "public_alias",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="name on shared screens"
                    ),
                ),
                ("billing", models.CharField(blank=True, max_length=300, verbose_name="billing")),
                ("host_name", models.CharField(blank=True, max_length=60, verbose_name="host")),
                (
                    "host_phone",
                    hotel.guests.secret.EncryptedCharField(
                        blank=True, max_length=40, verbose_name="host's phone"
                    ),
                ),
                (
                    "greeting",
                    models.CharField(blank=True, max_length=300, verbose_name="greeting line-up"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted"),
                ),
                (
                    "approval_due_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="approval due"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="approved"),
                ),
                (
                    "announced_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="announced"),
                ),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="all acknowledged"),
                ),
                (
                    "ended_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="reason"),
                ),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                (
                    "told",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "announced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="announced by",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vip_visits",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="vip.level",
                        verbose_name="level",
                    ),
                ),
                (
                    "level_proposed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vip.level",
                        verbose_name="level proposed",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rooms.roomtype",
                        verbose_name="room type",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="vip.noticesource",
                        verbose_name="source",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vip_visits",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="vip.plantemplate",
                        verbose_name="plan template",
                    ),
                ),
                (
                    "approval_passed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="approval passed on"),
                ),
                (
                    "approval_reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="approval reminded"),
                ),
                (
                    "approval_substitute",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decides instead",
                    ),
                ),
                ("last_number", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "put_through",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="who may be put through"
                    ),
                ),
                (
                    "screened",
                    models.BooleanField(default=False, verbose_name="calls and visitors screened"),
                ),
                (
                    "amenities_cleared",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="amenities approved up to (CNY)",
                    ),
                ),
                (
                    "amenities_cleared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="amenities approved by",
                    ),
                ),
                (
                    "occasions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="special occasions",
                    ),
                ),
                (
                    "arrival_confidence",
                    models.CharField(
                        choices=[("rough", "Rough"), ("likely", "Likely"), ("sure", "Sure")],
                        default="likely",
                        max_length=8,
                        verbose_name="how sure the arrival is",
                    ),
                ),
                (
                    "arrival_source",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "VIP visit",
                "verbose_name_plural": "VIP visits",
                "ordering": ("arrival_at", "id"),
                "indexes": [
                    models.Index(fields=["status", "arrival_at"], name="vip_visit_status_arrival"),
                    models.Index(
                        condition=models.Q(("departed_at__isnull", False)),
                        fields=["departed_at"],
                        name="vip_visit_departed",
                    ),
                    models.Index(
                        condition=models.Q(("confidential", True)),
                        fields=["stay"],
                        name="vip_visit_hidden",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("arrival_at", None),
                            ("departure_at", None),
                            ("departure_at__gt", models.F("arrival_at")),
                            _connector="OR",
                        ),
                        name="vip_visit_leaves_after_arriving",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "announced"), _negated=True),
                            models.Q(
                                ("announced_at__isnull", False),
                                ("arrival_at__isnull", False),
                                ("template__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="vip_visit_announced_is_complete",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "announced")),
                        fields=("stay",),
                        name="vip_visit_one_living_for_a_stay",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Outing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("out_at", models.DateTimeField(verbose_name="went out")),
                (
                    "expected_back_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expected back"),
                ),
                ("back_at", models.DateTimeField(blank=True, null=True, verbose_name="came back")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outings",
                        to="vip.visit",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vip_outings",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
            ],
            options={
                "verbose_name": "outing",
                "verbose_name_plural": "outings",
                "ordering": ("visit", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "number"), name="vip_outing_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("back_at", None)),
                        fields=("visit", "stay"),
                        name="vip_outing_one_open_a_stay",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("back_at", None), ("stay", None)),
                        fields=("visit",),
                        name="vip_outing_one_open_unbooked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LevelAmenity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveSmallIntegerField(default=1, verbose_name="quantity")),
                (
                    "replenish",
                    models.CharField(
                        choices=[("once", "Once"), ("daily", "Daily")],
                        default="once",
                        max_length=8,
                        verbose_name="how often",
                    ),
                ),
                (
                    "amenity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="vip.amenity",
                        verbose_name="amenity",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amenities",
                        to="vip.level",
                        verbose_name="level",
                    ),
                ),
                (
                    "from_nights",
                    models.PositiveSmallIntegerField(default=1, verbose_name="from nights"),
                ),
            ],
            options={
                "verbose_name": "amenity of a level",
                "verbose_name_plural": "amenities of the levels",
                "ordering": ("level", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "amenity"), name="vip_level_amenity_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, verbose_name="code")),
                ("sort", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("on_notice", "On notice"),
                            ("pre_arrival", "Pre-arrival"),
                            ("arrival", "Arrival"),
                            ("in_stay", "In stay"),
                            ("daily", "Daily"),
                            ("guest_out", "Guest out"),
                            ("departure", "Departure"),
                        ],
                        max_length=16,
                        verbose_name="phase",
                    ),
                ),
                ("title_zh", models.CharField(max_length=80, verbose_name="title (Chinese)")),
                ("title_en", models.CharField(max_length=120, verbose_name="title (English)")),
                ("detail_zh", models.TextField(blank=True, verbose_name="instruction (Chinese)")),
                ("detail_en", models.TextField(blank=True, verbose_name="instruction (English)")),
                (
                    "anchor",
                    models.CharField(
                        choices=[
                            ("notice", "Time of the notice"),
                            ("arrival", "Arrival"),
                            ("departure", "Departure"),
                            ("daily", "Clock time on each day in house"),
                            ("guest_out", "Guest goes out"),
                            ("meal", "Start of a meal"),
                            ("wake_up", "Wake-up time"),
                            ("recreation", "Start of bathing, mahjong or massage"),
                            ("meeting", "Start of a meeting"),
                            ("car", "Car ordered for"),
                            ("flight", "Flight or train leaves"),
                            ("companion", "Arrival, for each companion with wishes or allergies"),
                        ],
                        max_length=12,
                        verbose_name="due after",
                    ),
                ),
                (
                    "offset_min",
                    models.IntegerField(blank=True, null=True, verbose_name="minutes after"),
                ),
                ("daily_time", models.TimeField(blank=True, null=True, verbose_name="clock time")),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), size=None, verbose_name="levels"
                    ),
                ),
                ("mandatory", models.BooleanField(default=True, verbose_name="mandatory")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("tick", "Tick"),
                            ("text", "Text"),
                            ("form", "Form"),
                            ("checklist", "Checklist"),
                            ("photo", "Photo"),
                            ("signature", "Signature"),
                            ("rating", "Rating"),
                            ("approval", "Approval"),
                            ("acknowledgement", "Acknowledgement"),
                        ],
                        max_length=16,
                        verbose_name="evidence",
                    ),
                ),
                (
                    "evidence_spec",
                    models.JSONField(blank=True, default=dict, verbose_name="form or checklist"),
                ),
                (
                    "condition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("has_dining", "Meals are booked"),
                            ("has_recreation", "Bathing, mahjong or massage is wanted"),
                            ("arrives_by_car", "Arrives by car"),
                            ("needs_transport", "Needs a car at departure"),
                            ("has_wake_up", "A wake-up call is wanted"),
                            ("walk_in", "Arrives unannounced"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="only when",
                    ),
                ),
                (
                    "walk_in",
                    models.CharField(
                        choices=[
                            ("skip", "Left out"),
                            ("immediate", "Due 10 minutes after the notice"),
                            ("keep", "Kept, from the actual arrival"),
                            ("only", "For unannounced guests only"),
                        ],
                        max_length=12,
                        verbose_name="unannounced guest",
                    ),
                ),
                (
                    "requires",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="waits for",
                    ),
                ),
                (
                    "in_room",
                    models.BooleanField(default=False, verbose_name="done in the guest's room"),
                ),
                (
                    "escalate_after_min",
                    models.PositiveSmallIntegerField(
                        default=15, verbose_name="escalate after (minutes)"
                    ),
                ),
                ("origin", models.CharField(blank=True, editable=False, max_length=16)),
                ("seed_ref", models.CharField(blank=True, editable=False, max_length=40)),
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
                    "owner_role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="role",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="vip.plantemplate",
                        verbose_name="template",
                    ),
                ),
                (
                    "per_room",
                    models.BooleanField(
                        default=False, verbose_name="once for each room of the visit"
                    ),
                ),
                (
                    "brings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24),
                        blank=True,
                        default=list,
                        help_text="With * the task lists all amenities without bringing them.",
                        size=None,
                        verbose_name="brings amenities of the kinds",
                    ),
                ),
                (
                    "duration_min",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 for what happens at its moment.",
                        verbose_name="takes (minutes)",
                    ),
                ),
            ],
            options={
                "verbose_name": "template task",
                "verbose_name_plural": "template tasks",
                "ordering": ("template", "sort"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "code"), name="vip_template_task_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("anchor", "daily"), ("daily_time__isnull", False)),
                            models.Q(
                                models.Q(("anchor", "daily"), _negated=True),
                                ("offset_min__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="vip_template_task_has_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineUpChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("welcome", "Welcome"), ("farewell", "Farewell")],
                        max_length=8,
                        verbose_name="line-up",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=32, verbose_name="role")),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="line_up_changes",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a line-up",
                "verbose_name_plural": "changes of line-ups",
                "ordering": ("visit", "kind", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("role", ""), _negated=True),
                        fields=("visit", "kind", "role"),
                        name="vip_line_up_place_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "")),
                        fields=("visit", "kind", "person"),
                        name="vip_line_up_extra_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role", ""), _negated=True),
                            ("person__isnull", False),
                            _connector="OR",
                        ),
                        name="vip_line_up_extra_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                ("title", models.CharField(blank=True, max_length=60, verbose_name="title")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("spouse", "Spouse"),
                            ("family", "Family"),
                            ("colleague", "Colleague"),
                            ("secretary", "Secretary"),
                            ("interpreter", "Interpreter"),
                            ("guard", "Bodyguard"),
                            ("driver", "Driver"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="relation",
                    ),
                ),
                (
                    "room_number",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="room of the visit"
                    ),
                ),
                (
                    "restrictions",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="allergies and dislikes"
                    ),
                ),
                (
                    "wishes",
                    models.CharField(blank=True, max_length=300, verbose_name="likes and wishes"),
                ),
                ("told_at", models.DateTimeField(editable=False)),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vip_memberships",
                        to="guests.guest",
                        verbose_name="guest on file",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "companion",
                "verbose_name_plural": "companions",
                "ordering": ("visit", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "number"), name="vip_member_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("visit", "guest"), name="vip_member_guest_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("guest__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="vip_member_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyRoom",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("told_at", models.DateTimeField(editable=False)),
                (
                    "stay",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vip_party_room",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="party_rooms",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "further room",
                "verbose_name_plural": "further rooms",
                "ordering": ("visit", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "number"), name="vip_party_room_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 2)), name="vip_party_room_is_further"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meal", "Meal"),
                            ("bathing", "Bathing"),
                            ("mahjong", "Mahjong"),
                            ("massage", "Massage"),
                            ("meeting", "Meeting"),
                            ("car", "Car"),
                            ("flight", "Flight or train"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                (
                    "persons",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="persons"),
                ),
                (
                    "budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="budget a person (CNY)",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="place")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("told_at", models.DateTimeField(editable=False)),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme",
                        to="vip.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme entry",
                "verbose_name_plural": "programme",
                "ordering": ("visit", "starts_at", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "number"), name="vip_programme_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AmenityOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="number")),
                ("quantity", models.PositiveSmallIntegerField(verbose_name="quantity")),
                ("daily", models.BooleanField(default=False, verbose_name="each day")),
                (
                    "unit_cost",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="cost of one (CNY)"
                    ),
                ),
                (
                    "instead_of",
                    models.CharField(blank=True, max_length=32, verbose_name="instead of"),
                ),
                ("why", models.CharField(blank=True, max_length=24, verbose_name="why")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("ordered", "Ordered"),
                            ("prepared", "Prepared"),
                            ("delivered", "Delivered"),
                            ("replenished", "Replenished"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="ordered",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("ordered_at", models.DateTimeField(verbose_name="ordered")),
                (
                    "prepared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prepared"),
                ),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="delivered"),
                ),
                ("task_key", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "amenity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="vip.amenity",
                        verbose_name="amenity",
                    ),
                ),
                (
                    "delivered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="delivered by",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amenity_orders",
                        to="vip.visit",
                        verbose_name="VIP visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "amenity order",
                "verbose_name_plural": "amenity orders",
                "ordering": ("visit", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("visit", "amenity", "number"), name="vip_amenity_order_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0), ("unit_cost__gte", 0)),
                        name="vip_amenity_order_some",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("delivered", "replenished")), _negated=True),
                            ("delivered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="vip_amenity_order_delivered_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Avoidable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("code", models.SlugField(max_length=24, unique=True, verbose_name="code")),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        size=None,
                        verbose_name="words that refuse it",
                    ),
                ),
                (
                    "sure_words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="words that refuse it wherever they stand",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "thing to avoid",
                "verbose_name_plural": "things to avoid",
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="SpecialOccasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("code", models.SlugField(max_length=24, unique=True, verbose_name="code")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "special occasion",
                "verbose_name_plural": "special occasions",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on", None), ("starts_on", None)),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="vip_special_occasion_dates",
                        violation_error_message="Give both dates, the first one first, or none.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OccasionAmenity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveSmallIntegerField(default=1, verbose_name="quantity")),
                (
                    "replenish",
                    models.CharField(
                        choices=[("once", "Once"), ("daily", "Daily")],
                        default="once",
                        max_length=8,
                        verbose_name="how often",
                    ),
                ),
                (
                    "from_nights",
                    models.PositiveSmallIntegerField(default=1, verbose_name="from nights"),
                ),
                (
                    "amenity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="vip.amenity",
                        verbose_name="amenity",
                    ),
                ),
                (
                    "lowest_level",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vip.level",
                        verbose_name="from level",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="amenities",
                        to="vip.specialoccasion",
                        verbose_name="special occasion",
                    ),
                ),
            ],
            options={
                "verbose_name": "amenity of an occasion",
                "verbose_name_plural": "amenities of the occasions",
                "ordering": ("occasion", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("occasion", "amenity"), name="vip_occasion_amenity_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PreferenceRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="code")),
                ("kind", models.CharField(max_length=20, verbose_name="preference")),
                (
                    "into_tasks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        default=list,
                        help_text="Codes of tasks, such as P06. Without any it is a task of its own.",
                        size=None,
                        verbose_name="said in the tasks",
                    ),
                ),
                ("title_zh", models.CharField(max_length=60, verbose_name="title (Chinese)")),
                ("title_en", models.CharField(max_length=80, verbose_name="title (English)")),
                (
                    "anchor",
                    models.CharField(
                        choices=[("notice", "Time of the notice"), ("arrival", "Arrival")],
                        default="arrival",
                        max_length=12,
                        verbose_name="due after",
                    ),
                ),
                ("offset_min", models.IntegerField(default=-150, verbose_name="minutes after")),
                (
                    "duration_min",
                    models.PositiveSmallIntegerField(default=10, verbose_name="takes (minutes)"),
                ),
                (
                    "in_room",
                    models.BooleanField(default=False, verbose_name="done in the guest's room"),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
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
                    "owner_role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.role",
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "verbose_name": "preference rule",
                "verbose_name_plural": "preference rules",
                "ordering": ("code",),
            },
        ),
        migrations.CreateModel(
            name="Replenishment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("quantity", models.PositiveSmallIntegerField(verbose_name="quantity")),
                ("at", models.DateTimeField(verbose_name="replenished")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="replenished by",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replenishments",
                        to="vip.amenityorder",
                    ),
                ),
            ],
            options={
                "verbose_name": "replenishment",
                "verbose_name_plural": "replenishments",
                "ordering": ("order", "at"),
                "constraints": [
                    models.UniqueConstraint(fields=("order", "key"), name="vip_replenishment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="vip_replenishment_some"
                    ),
                ],
            },
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
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "key"), name="vip_care_call_once"),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("again_at__isnull", False),
                                ("ended_at", None),
                                ("status", "planned"),
                            ),
                            models.Q(
                                models.Q(("status", "planned"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="vip_care_call_waits_or_ended",
                    ),
                ],
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
                "constraints": [
                    models.UniqueConstraint(fields=("call", "question"), name="vip_care_issue_once")
                ],
            },
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
        migrations.CreateModel(
            name="SharedAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("calendar", "Calendar"), ("wall", "Wall screen")],
                        max_length=8,
                        verbose_name="what",
                    ),
                ),
                ("place", models.CharField(max_length=80, verbose_name="for whom or where")),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        default="zh-hans",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("secret_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "shared address",
                "verbose_name_plural": "shared addresses",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="vip_shared_address_revoked_says_who",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WakeUpCall",
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
                            ("again", "To be dialled again"),
                            ("answered", "Answered"),
                            ("up", "Somebody goes up"),
                            ("woken", "Woken at the door"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                (
                    "again_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="dial again"),
                ),
                ("sent", models.CharField(blank=True, max_length=40, verbose_name="sent up")),
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
                        related_name="wake_up_calls",
                        to="vip.visit",
                        verbose_name="VIP visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "wake-up call",
                "verbose_name_plural": "wake-up calls",
                "ordering": ("visit", "key"),
                "constraints": [
                    models.UniqueConstraint(fields=("visit", "key"), name="vip_wake_up_call_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("again_at__isnull", False), ("ended_at", None), ("status", "again")
                            ),
                            models.Q(("again_at", None), ("ended_at", None), ("status", "up")),
                            models.Q(
                                ("ended_at__isnull", False), ("status__in", ("answered", "woken"))
                            ),
                            _connector="OR",
                        ),
                        name="vip_wake_up_call_waits_or_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("up", "woken")), _negated=True),
                            models.Q(("sent", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="vip_wake_up_call_says_who_goes_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                ("told_at", models.DateTimeField(verbose_name="told")),
                ("entries", models.PositiveSmallIntegerField(verbose_name="entries")),
                ("owed", models.PositiveSmallIntegerField(default=0, verbose_name="still owed")),
            ],
            options={
                "verbose_name": "visit log of a day",
                "verbose_name_plural": "visit logs",
                "ordering": ("-day",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("owed__lte", models.F("entries"))),
                        name="vip_log_day_owes_of_its_own",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Dish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                ("code", models.SlugField(max_length=24, unique=True, verbose_name="code")),
                ("story_zh", models.TextField(max_length=300, verbose_name="story (Chinese)")),
                ("story_en", models.TextField(max_length=500, verbose_name="story (English)")),
                (
                    "contains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="contains",
                    ),
                ),
                ("sort", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
            ],
            options={
                "verbose_name": "dish",
                "verbose_name_plural": "dishes",
                "ordering": ("sort", "code"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("story_zh", ""), _negated=True),
                            models.Q(("story_en", ""), _negated=True),
                        ),
                        name="vip_dish_has_a_story",
                    )
                ],
            },
        ),
    ]
