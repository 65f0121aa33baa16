"""做房: who cleans which room, and who has looked at it after (handbook B1.2, B3, C5)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from housekeeping.enums import Point, SkipReason, TaskKind, TaskState


class CleaningDay(models.Model):
    """That the morning's work of a business date has been laid out, once."""

    business_date = models.DateField(_("business date"), unique=True)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("opened by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-business_date",)
        verbose_name = _("housekeeping day")
        verbose_name_plural = _("housekeeping days")

    def __str__(self) -> str:
        return self.business_date.isoformat()


class CleaningTask(models.Model):
    """One cleaning of one room.

    `state` is set by `housekeeping.services` only, and the room's cleanliness goes with it through
    `hotel.rooms.services.set_cleanliness`. A room has one departure clean to do at a time, and the
    cleans of those who stay once a business date; one of them can be in progress.
    """

    room = models.ForeignKey(
        "rooms.Room", verbose_name=_("room"), on_delete=models.PROTECT, related_name="cleanings"
    )
    business_date = models.DateField(_("business date"))
    kind = models.CharField(
        pgettext_lazy("cleaning", "kind"), max_length=12, choices=TaskKind.choices
    )
    state = models.CharField(
        pgettext_lazy("cleaning", "state"),
        max_length=12,
        choices=TaskState.choices,
        default=TaskState.WAITING,
    )
    attendant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("attendant"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    inspected_at = models.DateTimeField(_("inspected at"), null=True, blank=True)
    skipped_at = models.DateTimeField(_("skipped at"), null=True, blank=True)
    skip_reason = models.CharField(
        _("skipped because"), max_length=8, choices=SkipReason.choices, blank=True
    )
    rework_reason = models.CharField(_("to do again because"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("business_date", "room__floor", "room__number", "id")
        verbose_name = _("cleaning")
        verbose_name_plural = _("cleanings")
        indexes = [
            models.Index(fields=["business_date", "state"], name="housekeeping_day"),
            models.Index(fields=["attendant", "business_date"], name="housekeeping_mine"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "business_date", "kind"],
                condition=~Q(kind=TaskKind.CHECKOUT),
                name="housekeeping_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["room"],
                condition=Q(
                    kind=TaskKind.CHECKOUT,
                    state__in=("waiting", "assigned", "rework", "in_progress"),
                ),
                name="housekeeping_one_checkout",
            ),
            models.UniqueConstraint(
                fields=["room"],
                condition=Q(state=TaskState.IN_PROGRESS),
                name="housekeeping_one_in_a_room",
            ),
            models.CheckConstraint(
                name="housekeeping_work_has_attendant",
                condition=~Q(state__in=("assigned", "in_progress", "rework"))
                | Q(attendant__isnull=False),
            ),
            models.CheckConstraint(
                name="housekeeping_skip_says_why",
                condition=~Q(state=TaskState.SKIPPED) | ~Q(skip_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.room)


class RoomInspection(models.Model):
    """Somebody other than the cleaner has looked at a room: passed, or to be done again and why.

    `points` are the five points of handbook C5 that were right; a VIP's room needs all of them.
    """

    task = models.ForeignKey(
        CleaningTask,
        verbose_name=_("cleaning"),
        on_delete=models.PROTECT,
        related_name="inspections",
    )
    passed = models.BooleanField(_("passed"))
    points = ArrayField(
        models.CharField(max_length=12, choices=Point.choices),
        verbose_name=_("points in order"),
        default=list,
        blank=True,
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("time"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("inspected by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = _("room inspection")
        verbose_name_plural = _("room inspections")
        constraints = [
            models.CheckConstraint(
                name="housekeeping_fail_says_why", condition=Q(passed=True) | ~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return str(self.task)
