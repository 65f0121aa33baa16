import django.contrib.postgres.indexes
import django.db.models.deletion
import hotel.guests.secret
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Company",
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
                    "credit_code",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="unified social credit code"
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=80, verbose_name="contact person"),
                ),
                (
                    "contact_phone",
                    hotel.guests.secret.EncryptedCharField(
                        blank=True, max_length=24, verbose_name="contact phone"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "company",
                "verbose_name_plural": "companies",
                "ordering": ("name_zh", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("credit_code", ""), _negated=True),
                        fields=("credit_code",),
                        name="guests_company_credit_code",
                        violation_error_message="Another company has this credit code.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Guest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name_zh",
                    models.CharField(blank=True, max_length=60, verbose_name="Chinese name"),
                ),
                (
                    "surname_latin",
                    models.CharField(blank=True, max_length=60, verbose_name="Latin surname"),
                ),
                (
                    "given_latin",
                    models.CharField(blank=True, max_length=80, verbose_name="Latin given names"),
                ),
                (
                    "honorific",
                    models.CharField(blank=True, max_length=20, verbose_name="form of address"),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("M", "male"), ("F", "female")],
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                (
                    "birth_date",
                    models.DateField(blank=True, null=True, verbose_name="date of birth"),
                ),
                (
                    "nationality",
                    models.CharField(default="CHN", max_length=3, verbose_name="nationality"),
                ),
                (
                    "ethnicity",
                    models.CharField(blank=True, max_length=20, verbose_name="ethnic group"),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=120, verbose_name="organisation"),
                ),
                ("position", models.CharField(blank=True, max_length=80, verbose_name="position")),
                (
                    "phone",
                    hotel.guests.secret.EncryptedCharField(
                        blank=True, max_length=24, verbose_name="phone"
                    ),
                ),
                ("phone_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("phone_last4", models.CharField(blank=True, editable=False, max_length=4)),
                ("phone_masked", models.CharField(blank=True, editable=False, max_length=24)),
                ("email", models.EmailField(blank=True, max_length=120, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "customer_class",
                    models.CharField(
                        choices=[
                            ("key", "key account"),
                            ("general", "general customer"),
                            ("potential", "potential customer"),
                        ],
                        default="general",
                        max_length=10,
                        verbose_name="customer class",
                    ),
                ),
                ("vip_level", models.CharField(blank=True, max_length=8, verbose_name="VIP level")),
                (
                    "member_no",
                    models.CharField(blank=True, max_length=32, verbose_name="member number"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh", "Chinese"), ("en", "English"), ("other", "other language")],
                        default="zh",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "quiet_hours",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="hours not to be disturbed"
                    ),
                ),
                ("notes", models.TextField(blank=True, max_length=2000, verbose_name="notes")),
                (
                    "marketing_consent",
                    models.BooleanField(default=False, verbose_name="agrees to offers"),
                ),
                ("search", models.TextField(default="", editable=False)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="on file since"),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="guests.company",
                        verbose_name="company",
                    ),
                ),
            ],
            options={
                "verbose_name": "guest",
                "verbose_name_plural": "guests",
                "ordering": ("id",),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search"), name="gin_trgm_ops"
                        ),
                        name="guests_guest_search",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("name_zh"), name="text_pattern_ops"
                        ),
                        name="guests_guest_name",
                    ),
                    models.Index(
                        condition=models.Q(("phone_hash", ""), _negated=True),
                        fields=["phone_hash"],
                        name="guests_guest_phone",
                    ),
                    models.Index(
                        condition=models.Q(("phone_last4", ""), _negated=True),
                        fields=["phone_last4"],
                        name="guests_guest_phone4",
                    ),
                    models.Index(
                        condition=models.Q(("birth_date__isnull", False)),
                        fields=["birth_date"],
                        name="guests_guest_born",
                    ),
                    models.Index(
                        fields=["id"],
                        include=("name_zh", "surname_latin", "given_latin", "vip_level"),
                        name="guests_guest_called",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_zh", ""), _negated=True),
                            models.Q(("surname_latin", ""), _negated=True),
                            models.Q(("given_latin", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="guests_guest_has_a_name",
                        violation_error_message="Give the guest's name, Chinese or Latin.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityDocument",
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
                            ("resident_id", "resident ID card"),
                            ("temporary_id", "temporary ID card"),
                            ("household_book", "household register"),
                            ("passport_cn", "Chinese passport"),
                            ("passport_foreign", "foreign passport"),
                            ("hm_permit", "Hong Kong / Macao travel permit"),
                            ("tw_permit", "Taiwan travel permit"),
                            ("hmt_residence", "Hong Kong, Macao, Taiwan residence permit"),
                            ("foreigner_pr", "foreigner's permanent residence card"),
                            ("military", "military or police ID"),
                            ("other", "other, with police certificate"),
                        ],
                        max_length=20,
                        verbose_name="kind of document",
                    ),
                ),
                (
                    "number",
                    hotel.guests.secret.EncryptedCharField(max_length=40, verbose_name="number"),
                ),
                ("number_hash", models.CharField(editable=False, max_length=64)),
                ("masked", models.CharField(editable=False, max_length=40, verbose_name="number")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="valid until"),
                ),
                (
                    "issuing_place",
                    models.CharField(blank=True, max_length=80, verbose_name="issued by"),
                ),
                (
                    "latin_name",
                    models.CharField(blank=True, max_length=120, verbose_name="name as printed"),
                ),
                (
                    "verified_by",
                    models.CharField(
                        choices=[
                            ("document", "document seen"),
                            ("police_certificate", "police certificate"),
                            (
                                "consented_face_check_elsewhere",
                                "face check elsewhere, with consent",
                            ),
                        ],
                        default="document",
                        max_length=32,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "override_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the exception"
                    ),
                ),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added")),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
            ],
            options={
                "verbose_name": "identity document",
                "verbose_name_plural": "identity documents",
                "ordering": ("id",),
                "indexes": [models.Index(fields=["number_hash"], name="guests_document_number")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "number_hash"),
                        name="guests_document_once",
                        violation_error_message="This document is already on file.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Plate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=16, verbose_name="plate number")),
                ("tail", models.CharField(editable=False, max_length=4)),
                ("standard", models.BooleanField(default=True, verbose_name="standard plate")),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plates",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
            ],
            options={
                "verbose_name": "plate",
                "verbose_name_plural": "plates",
                "ordering": ("id",),
                "indexes": [models.Index(fields=["tail"], name="guests_plate_tail")],
                "constraints": [
                    models.UniqueConstraint(fields=("guest", "number"), name="guests_plate_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
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
                            ("room_no", "room number"),
                            ("floor", "floor"),
                            ("room_type", "room type"),
                            ("bed_type", "bed"),
                            ("pillow_type", "pillow"),
                            ("extra_towels", "extra towels"),
                            ("layout", "layout of items and linen"),
                            ("tv_channel", "TV channel"),
                            ("tea", "tea"),
                            ("mahjong", "mahjong"),
                            ("food_restrictions", "food restrictions"),
                            ("newspaper", "newspaper"),
                            ("smoking", "smoking"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="preference",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="what")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("guest", "the guest told us"),
                            ("staff", "staff noticed"),
                            ("history", "from past stays"),
                        ],
                        default="guest",
                        max_length=8,
                        verbose_name="known from",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preferences",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
            ],
            options={
                "verbose_name": "preference",
                "verbose_name_plural": "preferences",
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("guest", "kind"), name="guests_preference_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="flagged")),
                ("reason", models.CharField(max_length=200, verbose_name="reason for the flag")),
                (
                    "guest",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="watch",
                        to="guests.guest",
                        verbose_name="guest",
                    ),
                ),
            ],
            options={
                "verbose_name": "watch flag",
                "verbose_name_plural": "watch flags",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="guests_watch_has_reason",
                        violation_error_message="A watch flag needs a reason.",
                    )
                ],
            },
        ),
    ]
