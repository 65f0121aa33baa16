import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("staff", "__first__"),
        ("stays", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Folio",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(max_length=16, unique=True, verbose_name="folio number"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True, verbose_name="opened")),
                (
                    "stay",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folios",
                        to="stays.stay",
                        verbose_name="stay",
                    ),
                ),
            ],
            options={
                "verbose_name": "folio",
                "verbose_name_plural": "folios",
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(fields=("stay",), name="cashier_one_folio_for_a_stay")
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
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
                            ("charge", "Charge"),
                            ("deposit", "Deposit"),
                            ("payment", "Payment"),
                            ("refund", "Refund"),
                            ("reversal", "Reversal"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount"),
                ),
                ("description", models.CharField(max_length=160, verbose_name="description")),
                ("business_date", models.DateField(verbose_name="business date")),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cash", "Cash"),
                            ("card", "Card"),
                            ("wechat", "WeChat Pay"),
                            ("alipay", "Alipay"),
                            ("transfer", "Bank transfer"),
                        ],
                        max_length=8,
                        verbose_name="method",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("idempotency_key", models.CharField(editable=False, max_length=80, unique=True)),
                ("request_hash", models.CharField(editable=False, max_length=64)),
                ("posted_at", models.DateTimeField(verbose_name="posted at")),
                (
                    "folio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="cashier.folio",
                        verbose_name="folio",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="posted by",
                    ),
                ),
                (
                    "refers_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="cashier.line",
                        verbose_name="undoes",
                    ),
                ),
                (
                    "tendered",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="cash received",
                    ),
                ),
            ],
            options={
                "verbose_name": "folio line",
                "verbose_name_plural": "folio lines",
                "ordering": ("id",),
                "indexes": [
                    models.Index(fields=["business_date", "kind"], name="cashier_line_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "reversal")),
                        fields=("refers_to",),
                        name="cashier_reversed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("kind__in", ("charge", "refund"))),
                            models.Q(("amount__lt", 0), ("kind__in", ("deposit", "payment"))),
                            models.Q(("kind", "reversal"), models.Q(("amount", 0), _negated=True)),
                            _connector="OR",
                        ),
                        name="cashier_line_sign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("refund", "reversal")), ("refers_to__isnull", False)
                            ),
                            models.Q(
                                models.Q(("kind__in", ("refund", "reversal")), _negated=True),
                                ("refers_to__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="cashier_line_undoes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tendered__isnull", True),
                            models.Q(
                                ("kind__in", ("deposit", "payment")),
                                ("method", "cash"),
                                (
                                    "tendered__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("amount"), "*", models.Value(-1)
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="cashier_tendered_covers",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="line",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5325bf2e3fae20d28c3bf900ecd6d272242aef82",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_45eab",
                    table="cashier_line",
                    when="BEFORE",
                ),
            ),
        ),
    ]
