"""Types, rooms and blocks. A room's state lies on three axes that are never merged (handbook B1.2)."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hotel.rooms.enums import CLEAN, Block, Cleanliness, Occupancy, block_said, code_of
from hotel.web.bilingual import BilingualName, pick


class RoomType(BilingualName):
    """A kind of room that is sold under one name. `rank` orders types from plain to best."""

    code = models.SlugField(_("code"), max_length=16, unique=True)
    base_occupancy = models.PositiveSmallIntegerField(_("persons included"), default=2)
    max_adults = models.PositiveSmallIntegerField(_("most adults"), default=2)
    max_children = models.PositiveSmallIntegerField(_("most children"), default=1)
    rack_rate = models.DecimalField(_("rack rate"), max_digits=12, decimal_places=2)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)
    overbooking_limit = models.PositiveSmallIntegerField(_("overbooking limit"), default=0)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("sort", "id")
        verbose_name = _("room type")
        verbose_name_plural = _("room types")
        constraints = [
            models.CheckConstraint(name="rooms_type_rate", condition=Q(rack_rate__gte=0)),
            models.CheckConstraint(name="rooms_type_adults", condition=Q(max_adults__gte=1)),
        ]


class Room(models.Model):
    """A room. Each axis has one door in `hotel.rooms.services`:

    occupancy `set_occupancy`, cleanliness `set_cleanliness`, block `block_room` / `release_block`.
    """

    number = models.CharField(_("room number"), max_length=8, unique=True)
    floor = models.SmallIntegerField(_("floor"), db_index=True)
    room_type = models.ForeignKey(
        RoomType, verbose_name=_("room type"), on_delete=models.PROTECT, related_name="rooms"
    )
    occupancy = models.CharField(
        _("occupancy"), max_length=8, choices=Occupancy.choices, default=Occupancy.VACANT
    )
    cleanliness = models.CharField(
        _("cleanliness"), max_length=9, choices=Cleanliness.choices, default=Cleanliness.DIRTY
    )
    block = models.CharField(_("block"), max_length=14, choices=Block.choices, default=Block.NONE)
    dnd = models.BooleanField(_("do not disturb"), default=False)
    dnd_since = models.DateTimeField(_("do not disturb since"), null=True, blank=True)
    make_up = models.BooleanField(_("please make up"), default=False)
    no_smoking = models.BooleanField(_("no smoking"), default=True)
    directions_zh = models.CharField(_("way there (Chinese)"), max_length=120, blank=True)
    directions_en = models.CharField(_("way there (English)"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    last_cleaned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last cleaned by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    cleanliness_at = models.DateTimeField(_("cleanliness since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("floor", "number")
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            # Out of order is a room nobody lives in, whatever code tries to say otherwise.
            models.CheckConstraint(
                name="rooms_out_of_order_is_vacant",
                condition=~Q(block=Block.OUT_OF_ORDER, occupancy=Occupancy.OCCUPIED),
            ),
            models.CheckConstraint(
                name="rooms_dnd_has_since",
                condition=Q(dnd=False, dnd_since=None) | Q(dnd=True, dnd_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def code(self) -> str:
        """The combined code people say: VI VC VD OC OD, or OOO / OOS while blocked."""
        return code_of(self.block, self.occupancy, self.cleanliness)

    @property
    def block_said(self) -> str:
        return block_said(self.block)

    @property
    def is_clean(self) -> bool:
        return self.cleanliness in CLEAN

    @property
    def directions(self) -> str:
        return pick(self.directions_zh, self.directions_en)


class RoomBlock(models.Model):
    """A room taken out for a period, with its reason. Lives until `release_block` ends it.

    Living blocks of one room never overlap; nor do they overlap a living assignment (a trigger of
    the app stays). Out of order leaves the inventory; out of service stays in it.
    """

    class Kind(models.TextChoices):
        OUT_OF_ORDER = Block.OUT_OF_ORDER.value, Block.OUT_OF_ORDER.label
        OUT_OF_SERVICE = Block.OUT_OF_SERVICE.value, Block.OUT_OF_SERVICE.label

    room = models.ForeignKey(
        Room, verbose_name=_("room"), on_delete=models.PROTECT, related_name="blocks"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    period = DateTimeRangeField(_("from and until"))
    reason = models.CharField(_("reason"), max_length=200)
    return_cleanliness = models.CharField(
        _("state on return"),
        max_length=9,
        choices=Cleanliness.choices,
        default=Cleanliness.DIRTY,
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    living = models.BooleanField(_("stands"), default=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("room block")
        verbose_name_plural = _("room blocks")
        constraints = [
            ExclusionConstraint(
                name="rooms_block_once_at_a_time",
                expressions=[("room", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(living=True),
                violation_error_message=_("The room is already blocked in that period."),
            ),
            models.CheckConstraint(
                name="rooms_block_has_dates",
                condition=Q(period__isempty=False)
                & Q(period__lower_inf=False)
                & Q(period__upper_inf=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.get_kind_display()}"
