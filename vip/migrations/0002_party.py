import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guests", "0001_initial"),
        ("stays", "0001_initial"),
        ("vip", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="templatetask",
            name="per_room",
            field=models.BooleanField(
                default=False, verbose_name="once for each room of the visit"
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="approval_passed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="approval passed on"),
        ),
        migrations.AddField(
            model_name="visit",
            name="approval_reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="approval reminded"),
        ),
        migrations.AddField(
            model_name="visit",
            name="approval_substitute",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decides instead",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="last_number",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="visit",
            name="put_through",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="who may be put through"
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="screened",
            field=models.BooleanField(default=False, verbose_name="calls and visitors screened"),
        ),
        migrations.AlterField(
            model_name="templatetask",
            name="anchor",
            field=models.CharField(
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
            },
        ),
        migrations.RunSQL(
            """
            INSERT INTO vip_programmeentry
                (visit_id, number, kind, starts_at, persons, budget, place, note, told_at)
            SELECT visit_id, number, 'meal', starts_at, persons, budget, place, '', told_at FROM vip_meal;
            UPDATE vip_visit SET last_number = (
                SELECT coalesce(max(number), 0) FROM vip_meal WHERE visit_id = vip_visit.id);
            SET CONSTRAINTS ALL IMMEDIATE;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(
            name="Meal",
        ),
        migrations.AddConstraint(
            model_name="lineupchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", ""), _negated=True),
                fields=("visit", "kind", "role"),
                name="vip_line_up_place_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineupchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", "")),
                fields=("visit", "kind", "person"),
                name="vip_line_up_extra_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lineupchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", ""), _negated=True),
                    ("person__isnull", False),
                    _connector="OR",
                ),
                name="vip_line_up_extra_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                fields=("visit", "number"), name="vip_member_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                fields=("visit", "guest"), name="vip_member_guest_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("guest__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"
                ),
                name="vip_member_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyroom",
            constraint=models.UniqueConstraint(
                fields=("visit", "number"), name="vip_party_room_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="partyroom",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 2)), name="vip_party_room_is_further"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeentry",
            constraint=models.UniqueConstraint(
                fields=("visit", "number"), name="vip_programme_number_once"
            ),
        ),
    ]
