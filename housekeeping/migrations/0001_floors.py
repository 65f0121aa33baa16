import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
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
            name="CleaningDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("business_date", models.DateField(unique=True, verbose_name="business date")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
            ],
            options={
                "verbose_name": "housekeeping day",
                "verbose_name_plural": "housekeeping days",
                "ordering": ("-business_date",),
            },
        ),
        migrations.CreateModel(
            name="CleaningTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("business_date", models.DateField(verbose_name="business date")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("checkout", "Departure clean"),
                            ("stayover", "Stay-over clean"),
                            ("turndown", "Turndown"),
                            ("small_tidy", "Small tidy"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Nobody yet"),
                            ("assigned", "Assigned"),
                            ("in_progress", "In progress"),
                            ("done", "Cleaned"),
                            ("inspected", "Passed"),
                            ("rework", "To do again"),
                            ("skipped", "Skipped"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="started at"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
                (
                    "inspected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="inspected at"),
                ),
                (
                    "skipped_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="skipped at"),
                ),
                (
                    "skip_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dnd", "Do not disturb"),
                            ("refused", "Service refused"),
                            ("left", "Guest has left"),
                            ("day_over", "Day is over"),
                        ],
                        max_length=8,
                        verbose_name="skipped because",
                    ),
                ),
                (
                    "rework_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="to do again because"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "attendant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="attendant",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cleanings",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
            ],
            options={
                "verbose_name": "cleaning",
                "verbose_name_plural": "cleanings",
                "ordering": ("business_date", "room__floor", "room__number", "id"),
                "indexes": [
                    models.Index(fields=["business_date", "state"], name="housekeeping_day"),
                    models.Index(fields=["attendant", "business_date"], name="housekeeping_mine"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "checkout"), _negated=True),
                        fields=("room", "business_date", "kind"),
                        name="housekeeping_once_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "checkout"),
                            ("state__in", ("waiting", "assigned", "rework", "in_progress")),
                        ),
                        fields=("room",),
                        name="housekeeping_one_checkout",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_progress")),
                        fields=("room",),
                        name="housekeeping_one_in_a_room",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "skipped"), _negated=True),
                            models.Q(("skip_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="housekeeping_skip_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("assigned", "in_progress", "rework")), _negated=True
                            ),
                            ("attendant__isnull", False),
                            _connector="OR",
                        ),
                        name="housekeeping_work_has_attendant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DepartureInspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Asked for"),
                            ("in_progress", "In the room"),
                            ("reported", "Reported"),
                            ("waived", "Waived"),
                        ],
                        default="requested",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("clear", "All clear"), ("findings", "Findings")],
                        max_length=8,
                        verbose_name="result",
                    ),
                ),
                ("living", models.BooleanField(default=True, verbose_name="counts")),
                ("requested_at", models.DateTimeField(verbose_name="asked for at")),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="started at"),
                ),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reported at"),
                ),
                (
                    "left_items",
                    models.TextField(blank=True, max_length=500, verbose_name="left items"),
                ),
                (
                    "waived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="waived at"),
                ),
                (
                    "waived_because",
                    models.CharField(blank=True, max_length=200, verbose_name="waived because"),
                ),
                (
                    "alarmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first alarm"),
                ),
                (
                    "alarmed_again_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="second alarm"),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departure_inspections",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="waived by",
                    ),
                ),
            ],
            options={
                "verbose_name": "departure inspection",
                "verbose_name_plural": "departure inspections",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("living", True), ("state__in", ("requested", "in_progress"))
                        ),
                        fields=["requested_at"],
                        name="housekeeping_inspect_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("living", True)),
                        fields=("stay",),
                        name="housekeeping_inspect_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "reported"), _negated=True),
                            models.Q(
                                ("reported_at__isnull", False),
                                ("reported_by__isnull", False),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="housekeeping_report_says_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waived"), _negated=True),
                            models.Q(
                                ("waived_at__isnull", False),
                                models.Q(("waived_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="housekeeping_waiver_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                        choices=[
                            ("minibar", "Minibar"),
                            ("missing", "Missing"),
                            ("damage", "Damage"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.CharField(max_length=120, verbose_name="description")),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="price of one",
                    ),
                ),
                (
                    "quantity",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="quantity",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="housekeeping.departureinspection",
                        verbose_name="departure inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)), name="housekeeping_finding_price"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)),
                        name="housekeeping_finding_quantity",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PricedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_zh", models.CharField(max_length=80, verbose_name="Chinese name")),
                ("name_en", models.CharField(max_length=120, verbose_name="English name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("minibar", "Minibar"),
                            ("missing", "Missing"),
                            ("damage", "Damage"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "price",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="price",
                    ),
                ),
                ("offered", models.BooleanField(default=True, verbose_name="on the list")),
                ("sort", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "verbose_name": "price of an item",
                "verbose_name_plural": "price list of the rooms",
                "ordering": ("kind", "sort", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gte", 0)), name="housekeeping_item_price"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoomInspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("passed", models.BooleanField(verbose_name="passed")),
                (
                    "points",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("hygiene", "Hygiene"),
                                ("television", "TV channels match the guide"),
                                ("items", "Items complete and in place"),
                                ("telephone", "Telephone number and line"),
                                ("lights", "Lamps, bedside panel and power"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="points in order",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="time")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inspected by",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="housekeeping.cleaningtask",
                        verbose_name="cleaning",
                    ),
                ),
            ],
            options={
                "verbose_name": "room inspection",
                "verbose_name_plural": "room inspections",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passed", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="housekeeping_fail_says_why",
                    )
                ],
            },
        ),
    ]
