from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("staff", "0001_initial"),
        ("vip", "0002_party"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
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
            ],
            options={
                "verbose_name": "amenity order",
                "verbose_name_plural": "amenity orders",
                "ordering": ("visit", "id"),
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
            ],
            options={
                "verbose_name": "amenity of an occasion",
                "verbose_name_plural": "amenities of the occasions",
                "ordering": ("occasion", "id"),
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
                (
                    "kind",
                    models.CharField(
                        max_length=20,
                        verbose_name="preference",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "replenishment",
                "verbose_name_plural": "replenishments",
                "ordering": ("order", "at"),
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
            },
        ),
        migrations.AddField(
            model_name="amenity",
            name="contains",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=24),
                blank=True,
                default=list,
                size=None,
                verbose_name="contains",
            ),
        ),
        migrations.AddField(
            model_name="amenity",
            name="gift",
            field=models.BooleanField(
                default=False, help_text="Not given on two visits in a row.", verbose_name="gift"
            ),
        ),
        migrations.AddField(
            model_name="amenity",
            name="kind",
            field=models.SlugField(
                blank=True,
                help_text="Another of the same kind takes the place of what a guest must not have.",
                max_length=24,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="amenity",
            name="per_person",
            field=models.BooleanField(default=False, verbose_name="one for each person"),
        ),
        migrations.AddField(
            model_name="amenity",
            name="unit_cost",
            field=models.DecimalField(
                decimal_places=2, default=0, max_digits=12, verbose_name="cost of one (CNY)"
            ),
        ),
        migrations.AddField(
            model_name="levelamenity",
            name="from_nights",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="from nights"),
        ),
        migrations.AddField(
            model_name="templatetask",
            name="brings",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=24),
                blank=True,
                default=list,
                help_text="With * the task lists all amenities without bringing them.",
                size=None,
                verbose_name="brings amenities of the kinds",
            ),
        ),
        migrations.AddField(
            model_name="templatetask",
            name="duration_min",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="0 for what happens at its moment.",
                verbose_name="takes (minutes)",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="amenities_cleared",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                verbose_name="amenities approved up to (CNY)",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="amenities_cleared_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="amenities approved by",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="occasions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=24),
                blank=True,
                default=list,
                size=None,
                verbose_name="special occasions",
            ),
        ),
        migrations.AddConstraint(
            model_name="amenity",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit_cost__gte", 0)), name="vip_amenity_cost"
            ),
        ),
        migrations.AddField(
            model_name="amenityorder",
            name="amenity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="vip.amenity",
                verbose_name="amenity",
            ),
        ),
        migrations.AddField(
            model_name="amenityorder",
            name="delivered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="delivered by",
            ),
        ),
        migrations.AddField(
            model_name="amenityorder",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amenity_orders",
                to="vip.visit",
                verbose_name="VIP visit",
            ),
        ),
        migrations.AddField(
            model_name="occasionamenity",
            name="amenity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occasions",
                to="vip.amenity",
                verbose_name="amenity",
            ),
        ),
        migrations.AddField(
            model_name="occasionamenity",
            name="lowest_level",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="vip.level",
                verbose_name="from level",
            ),
        ),
        migrations.AddField(
            model_name="preferencerule",
            name="department",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="staff.department",
                verbose_name="department",
            ),
        ),
        migrations.AddField(
            model_name="preferencerule",
            name="owner_role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="staff.role",
                verbose_name="role",
            ),
        ),
        migrations.AddField(
            model_name="replenishment",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="replenished by",
            ),
        ),
        migrations.AddField(
            model_name="replenishment",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replenishments",
                to="vip.amenityorder",
            ),
        ),
        migrations.AddConstraint(
            model_name="specialoccasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_on", None), ("starts_on", None)),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="vip_special_occasion_dates",
                violation_error_message="Give both dates, the first one first, or none.",
            ),
        ),
        migrations.AddField(
            model_name="occasionamenity",
            name="occasion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="amenities",
                to="vip.specialoccasion",
                verbose_name="special occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="amenityorder",
            constraint=models.UniqueConstraint(
                fields=("visit", "amenity", "number"), name="vip_amenity_order_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="amenityorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0), ("unit_cost__gte", 0)),
                name="vip_amenity_order_some",
            ),
        ),
        migrations.AddConstraint(
            model_name="amenityorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("delivered", "replenished")), _negated=True),
                    ("delivered_at__isnull", False),
                    _connector="OR",
                ),
                name="vip_amenity_order_delivered_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="replenishment",
            constraint=models.UniqueConstraint(
                fields=("order", "key"), name="vip_replenishment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="replenishment",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="vip_replenishment_some"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasionamenity",
            constraint=models.UniqueConstraint(
                fields=("occasion", "amenity"), name="vip_occasion_amenity_once"
            ),
        ),
    ]
