"""The rooms that stays hold."""

from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hotel.stays.constraints import LivingExclusion
from hotel.stays.enums import LIVING, AssignmentStatus
from hotel.stays.models.stay import Stay


class RoomAssignment(models.Model):
    """A room held for a stay. The database lets no two living ones of a room overlap, lets no
    living one meet a living block of its room, and lets one stay at a time be in house in a room.
    """

    stay = models.ForeignKey(
        Stay, verbose_name=_("stay"), on_delete=models.PROTECT, related_name="assignments"
    )
    room = models.ForeignKey(
        "rooms.Room", verbose_name=_("room"), on_delete=models.PROTECT, related_name="assignments"
    )
    period = DateTimeRangeField(_("from and until"))
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=AssignmentStatus.choices,
        default=AssignmentStatus.BOOKED,
    )

    class Meta:
        ordering = ("id",)
        verbose_name = _("room assignment")
        verbose_name_plural = _("room assignments")
        indexes = [
            # The rack draws a few days of a past that may be ten years long.
            GistIndex(
                fields=["period"],
                name="stays_assignment_past",
                condition=Q(status=AssignmentStatus.ENDED),
            )
        ]
        constraints = [
            LivingExclusion(
                name="stays_room_once",
                expressions=[("room", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(status__in=LIVING),
                violation_error_message=_("The room is taken in that period."),
            ),
            models.UniqueConstraint(
                fields=["room"],
                condition=Q(status=AssignmentStatus.IN_HOUSE),
                name="stays_one_party_in_a_room",
            ),
            models.UniqueConstraint(
                fields=["stay"],
                condition=Q(status__in=LIVING),
                name="stays_one_room_for_a_stay",
            ),
            models.CheckConstraint(
                name="stays_assignment_needs_time", condition=Q(period__isempty=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.room)
