import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import hotel.guests.secret
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("guests", "0001_initial"),
        ("rooms", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="BusinessDay",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("current", models.DateField(verbose_name="business date")),
                ("advanced_at", models.DateTimeField(auto_now=True, verbose_name="moved at")),
            ],
            options={
                "verbose_name": "business date",
                "verbose_name_plural": "business date",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="stays_one_business_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "confirmation_no",
                    models.CharField(
                        max_length=16, unique=True, verbose_name="confirmation number"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("individual", "Individual"), ("group", "Group")],
                        default="individual",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("tentative", "Tentative"),
                            ("confirmed", "Confirmed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="confirmed",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("group_name", models.CharField(blank=True, max_length=80, verbose_name="group")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=80, verbose_name="contact"),
                ),
                (
                    "contact_phone",
                    hotel.guests.secret.EncryptedCharField(
                        blank=True, max_length=24, verbose_name="contact phone"
                    ),
                ),
                (
                    "contact_phone_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                (
                    "contact_phone_masked",
                    models.CharField(blank=True, editable=False, max_length=24),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("phone", "Telephone"),
                            ("walk_in", "Walk-in"),
                            ("ota", "Travel site"),
                            ("corporate", "Contract company"),
                            ("email", "E-mail"),
                        ],
                        default="phone",
                        max_length=12,
                        verbose_name="source",
                    ),
                ),
                (
                    "guarantee",
                    models.CharField(
                        choices=[
                            ("none", "Not guaranteed"),
                            ("deposit", "Deposit"),
                            ("card", "Credit card"),
                            ("company", "Company"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="guarantee",
                    ),
                ),
                (
                    "hold_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="held until"),
                ),
                (
                    "requests",
                    models.TextField(blank=True, max_length=2000, verbose_name="special requests"),
                ),
                (
                    "cancelled_reason",
                    models.TextField(blank=True, verbose_name="reason of cancellation"),
                ),
                (
                    "form_token",
                    models.UUIDField(blank=True, editable=False, null=True, unique=True),
                ),
                ("form_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made at")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "booker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="guests.guest",
                        verbose_name="booked by",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="guests.company",
                        verbose_name="company",
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
                "verbose_name": "reservation",
                "verbose_name_plural": "reservations",
                "ordering": ("-id",),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("group_name"), name="gin_trgm_ops"
                        ),
                        condition=models.Q(("kind", "group")),
                        name="stays_reservation_group",
                    ),
                    models.Index(
                        condition=models.Q(("group_name", ""), _negated=True),
                        fields=["id"],
                        include=("group_name",),
                        name="stays_reservation_team",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stay",
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
                            ("overnight", "Overnight"),
                            ("day_use", "Day use"),
                            ("long_stay", "Long stay"),
                            ("house_use", "House use"),
                            ("complimentary", "Complimentary"),
                        ],
                        default="overnight",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("tentative", "Tentative"),
                            ("confirmed", "Confirmed"),
                            ("in_house", "In house"),
                            ("departed", "Departed"),
                            ("cancelled", "Cancelled"),
                            ("no_show", "No-show"),
                        ],
                        default="confirmed",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("arrival", models.DateField(verbose_name="arrival")),
                ("departure", models.DateField(verbose_name="departure")),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="room needed"
                    ),
                ),
                ("eta", models.DateTimeField(blank=True, null=True, verbose_name="expected at")),
                (
                    "adults",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                        verbose_name="adults",
                    ),
                ),
                (
                    "children",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(9)],
                        verbose_name="children",
                    ),
                ),
                (
                    "rate",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="rate a night",
                    ),
                ),
                (
                    "plates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="plates",
                    ),
                ),
                (
                    "arrived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="arrived at"),
                ),
                (
                    "departed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="departed at"),
                ),
                (
                    "guest_out_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="guest out since"),
                ),
                (
                    "cancelled_reason",
                    models.TextField(blank=True, verbose_name="reason of cancellation"),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "reservation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="stays.reservation",
                        verbose_name="reservation",
                    ),
                ),
                (
                    "room_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="rooms.roomtype",
                        verbose_name="room type",
                    ),
                ),
                (
                    "baggage",
                    models.CharField(
                        choices=[
                            ("normal", "Normal"),
                            ("light", "Light baggage"),
                            ("none", "No baggage"),
                        ],
                        default="normal",
                        max_length=8,
                        verbose_name="baggage",
                    ),
                ),
                (
                    "extra_beds",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(2)],
                        verbose_name="extra beds",
                    ),
                ),
            ],
            options={
                "verbose_name": "stay",
                "verbose_name_plural": "stays",
                "ordering": ("arrival", "id"),
                "indexes": [
                    models.Index(fields=["status", "arrival"], name="stays_stay_arrivals"),
                    models.Index(fields=["status", "departure"], name="stays_stay_departures"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["plates"], name="stays_stay_plates"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("departure", models.F("arrival")), ("kind", "day_use")),
                            models.Q(
                                ("departure__gt", models.F("arrival")),
                                models.Q(("kind", "day_use"), _negated=True),
                            ),
                            models.Q(
                                ("departure__gte", models.F("arrival")), ("status", "departed")
                            ),
                            _connector="OR",
                        ),
                        name="stays_stay_has_nights",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__isempty", False)), name="stays_stay_needs_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("adults__gte", 1)), name="stays_stay_adults"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate__gte", 0)), name="stays_stay_rate"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("in_house", "departed")), _negated=True),
                            ("arrived_at__isnull", False),
                            _connector="OR",
                        ),
                        name="stays_stay_arrived",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SoldNight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("night", models.DateField(verbose_name="night")),
                (
                    "room_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rooms.roomtype",
                        verbose_name="room type",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sold_nights",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
            ],
            options={
                "verbose_name": "night sold",
                "verbose_name_plural": "nights sold",
                "ordering": ("night",),
                "indexes": [models.Index(fields=["night", "room_type"], name="stays_sold_night")],
                "constraints": [
                    models.UniqueConstraint(fields=("stay", "night"), name="stays_night_sold_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoomAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(
                        verbose_name="from and until"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("booked", "Booked"),
                            ("in_house", "In house"),
                            ("ended", "Ended"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="booked",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
            ],
            options={
                "verbose_name": "room assignment",
                "verbose_name_plural": "room assignments",
                "ordering": ("id",),
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        condition=models.Q(("status", "ended")),
                        fields=["period"],
                        name="stays_assignment_past",
                    )
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("status__in", ("booked", "in_house"))),
                        expressions=[("room", "="), ("period", "&&")],
                        name="stays_room_once",
                        violation_error_message="The room is taken in that period.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "in_house")),
                        fields=("room",),
                        name="stays_one_party_in_a_room",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("booked", "in_house"))),
                        fields=("stay",),
                        name="stays_one_room_for_a_stay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__isempty", False)),
                        name="stays_assignment_needs_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayGuest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("main", models.BooleanField(default=False, verbose_name="main guest")),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="party",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
            ],
            options={
                "verbose_name": "person of a stay",
                "verbose_name_plural": "persons of a stay",
                "ordering": ("-main", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("stay", "guest"), name="stays_person_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("main", True)),
                        fields=("stay",),
                        name="stays_one_main_guest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TypeNight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("night", models.DateField(verbose_name="night")),
                ("rooms", models.PositiveSmallIntegerField(verbose_name="rooms")),
                ("blocked", models.PositiveSmallIntegerField(default=0, verbose_name="blocked")),
                ("sold", models.PositiveSmallIntegerField(default=0, verbose_name="sold")),
                (
                    "overbook",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="sold over capacity by permission"
                    ),
                ),
                (
                    "room_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="type_nights",
                        to="rooms.roomtype",
                        verbose_name="room type",
                    ),
                ),
            ],
            options={
                "verbose_name": "night of a room type",
                "verbose_name_plural": "nights of the room types",
                "ordering": ("night", "room_type_id"),
                "constraints": [
                    models.UniqueConstraint(fields=("room_type", "night"), name="stays_type_night"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sold__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("rooms"), "+", models.F("overbook")
                                    ),
                                    "-",
                                    models.F("blocked"),
                                ),
                            )
                        ),
                        name="stays_not_oversold",
                    ),
                ],
            },
        ),
    ]
