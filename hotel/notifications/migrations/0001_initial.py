import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import hotel.guests.secret
import hotel.notifications.models.channels
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_initial"),
        ("staff", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("info", "For information"),
                            ("action", "To act on"),
                            ("alarm", "Alarm"),
                        ],
                        default="info",
                        max_length=8,
                        verbose_name="level",
                    ),
                ),
                ("code", models.CharField(max_length=64, verbose_name="text code")),
                (
                    "params",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="leads to")),
                (
                    "confidential",
                    models.BooleanField(default=False, verbose_name="no names outside the page"),
                ),
                (
                    "needs_answer",
                    models.BooleanField(default=False, verbose_name="asks for an answer"),
                ),
                ("made_at", models.DateTimeField(verbose_name="sent")),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="delivered"),
                ),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="seen")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="journal.entry",
                        verbose_name="act",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["recipient", "-id"], name="notifications_notice_inbox"),
                    models.Index(fields=["made_at"], name="notifications_notice_made"),
                    models.Index(
                        condition=models.Q(("seen_at", None)),
                        fields=["recipient", "level"],
                        name="notifications_notice_unseen",
                    ),
                    models.Index(
                        condition=models.Q(("delivered_at", None)),
                        fields=["recipient"],
                        name="notifications_notice_undelivrd",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "recipient"), name="notifications_notice_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=64, verbose_name="about")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("info", "For information"),
                            ("action", "To act on"),
                            ("alarm", "Alarm"),
                        ],
                        default="action",
                        max_length=8,
                        verbose_name="level",
                    ),
                ),
                ("code", models.CharField(max_length=64, verbose_name="text code")),
                (
                    "params",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="leads to")),
                (
                    "confidential",
                    models.BooleanField(default=False, verbose_name="no names outside the page"),
                ),
                ("made_at", models.DateTimeField(verbose_name="sent")),
                ("remind_due_at", models.DateTimeField(verbose_name="reminder due")),
                ("escalate_due_at", models.DateTimeField(verbose_name="escalation due")),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded"),
                ),
                (
                    "escalated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="escalated"),
                ),
                (
                    "acknowledged_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="acknowledged"),
                ),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="staff.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="journal.entry",
                        verbose_name="act",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("acknowledged_at", None)),
                        fields=["department", "made_at"],
                        name="notifications_receipt_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "department"), name="notifications_receipt_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_at", None), ("acknowledged_by", None)),
                            models.Q(
                                ("acknowledged_at__isnull", False),
                                ("acknowledged_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="notifications_receipt_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="called")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("email", "E-mail"),
                            ("wecom", "WeCom group robot"),
                            ("dingtalk", "DingTalk group robot"),
                            ("feishu", "Feishu group robot"),
                            ("webhook", "Other webhook (JSON)"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "address",
                    hotel.guests.secret.EncryptedCharField(max_length=500, verbose_name="Address"),
                ),
                (
                    "secret",
                    hotel.guests.secret.EncryptedCharField(
                        blank=True, max_length=200, verbose_name="signing secret"
                    ),
                ),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        default=hotel.notifications.models.channels.loud,
                        size=None,
                        verbose_name="levels",
                    ),
                ),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="only this news",
                    ),
                ),
                (
                    "roles_too",
                    models.BooleanField(
                        default=False,
                        help_text="Such as the inspections that go to floor supervisors.",
                        verbose_name="also news for single roles",
                    ),
                ),
                (
                    "names_allowed",
                    models.BooleanField(
                        default=False,
                        help_text="Never for a confidential visit.",
                        verbose_name="guests' names allowed",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        default="zh-hans",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "per_minute",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(600),
                        ],
                        verbose_name="messages a minute, at most",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the news of every department.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.department",
                        verbose_name="department",
                    ),
                ),
            ],
            options={
                "verbose_name": "outside channel",
                "verbose_name_plural": "outside channels",
                "ordering": ("department__sort", "name"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("per_minute__range", (1, 600))),
                        name="notifications_channel_pace",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("levels", []), _negated=True),
                        name="notifications_channel_levels",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("info", "For information"),
                            ("action", "To act on"),
                            ("alarm", "Alarm"),
                        ],
                        max_length=8,
                        verbose_name="level",
                    ),
                ),
                ("code", models.CharField(max_length=64, verbose_name="text code")),
                (
                    "params",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=200, verbose_name="leads to")),
                (
                    "confidential",
                    models.BooleanField(default=False, verbose_name="no names outside the page"),
                ),
                ("headline_only", models.BooleanField(default=False, verbose_name="headline only")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("failed", "Failed, tried again"),
                            ("sent", "Sent"),
                            ("parked", "Parked"),
                            ("dropped", "Given up"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_at", models.DateTimeField(verbose_name="next attempt")),
                (
                    "tried_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="last attempt"),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
                (
                    "last_error",
                    models.CharField(blank=True, max_length=80, verbose_name="last error"),
                ),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="notifications.channel",
                        verbose_name="outside channel",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="journal.entry",
                        verbose_name="act",
                    ),
                ),
            ],
            options={
                "verbose_name": "message to the outside",
                "verbose_name_plural": "messages to the outside",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "failed"))),
                        fields=["next_at"],
                        name="notifications_delivery_open",
                    ),
                    models.Index(
                        condition=models.Q(("state", "parked")),
                        fields=["channel"],
                        name="notifications_delivery_parked",
                    ),
                    models.Index(
                        fields=["channel", "tried_at"], name="notifications_delivery_pace"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "entry"), name="notifications_delivery_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="notifications_delivery_sent_when",
                    ),
                ],
            },
        ),
    ]
