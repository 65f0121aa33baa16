"""One room sold for one period to one party, and who is in the party."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hotel.stays import phases
from hotel.stays.enums import LIVING, AssignmentStatus, Baggage, StayKind, StayStatus
from hotel.stays.models.reservation import Reservation

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.models.rooming import RoomAssignment


class Stay(models.Model):
    """One room sold for one period to one party (handbook B1.1).

    `status` is assigned by `hotel.stays.states.move` only. `arrival` and `departure` are days of
    the hotel; `period` is the time the room is needed: 14:00 to 14:00, or the hours of a day use.
    After departure, `departure` and `period` tell what really was.
    """

    reservation = models.ForeignKey(
        Reservation,
        verbose_name=_("reservation"),
        on_delete=models.PROTECT,
        related_name="stays",
    )
    guest = models.ForeignKey(
        "guests.Guest", verbose_name=_("guest"), on_delete=models.PROTECT, related_name="stays"
    )
    room_type = models.ForeignKey(
        "rooms.RoomType",
        verbose_name=_("room type"),
        on_delete=models.PROTECT,
        related_name="stays",
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=StayKind.choices, default=StayKind.OVERNIGHT
    )
    status = models.CharField(
        _("status"), max_length=12, choices=StayStatus.choices, default=StayStatus.CONFIRMED
    )
    arrival = models.DateField(_("arrival"))
    departure = models.DateField(_("departure"))
    period = DateTimeRangeField(_("room needed"))
    eta = models.DateTimeField(_("expected at"), null=True, blank=True)
    adults = models.PositiveSmallIntegerField(
        _("adults"), default=1, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    children = models.PositiveSmallIntegerField(
        _("children"), default=0, validators=[MaxValueValidator(9)]
    )
    rate = models.DecimalField(
        _("rate a night"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    plates = ArrayField(
        models.CharField(max_length=16), verbose_name=_("plates"), default=list, blank=True
    )
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    departed_at = models.DateTimeField(_("departed at"), null=True, blank=True)
    guest_out_since = models.DateTimeField(_("guest out since"), null=True, blank=True)
    baggage = models.CharField(
        _("baggage"), max_length=8, choices=Baggage.choices, default=Baggage.NORMAL
    )
    extra_beds = models.PositiveSmallIntegerField(
        _("extra beds"), default=0, validators=[MaxValueValidator(2)]
    )
    cancelled_reason = models.TextField(_("reason of cancellation"), blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("arrival", "id")
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        indexes = [
            models.Index(fields=["status", "arrival"], name="stays_stay_arrivals"),
            models.Index(fields=["status", "departure"], name="stays_stay_departures"),
            GinIndex(fields=["plates"], name="stays_stay_plates"),
        ]
        constraints = [
            # A guest who leaves on the day of arrival stayed no night; a day use never has one.
            models.CheckConstraint(
                name="stays_stay_has_nights",
                condition=Q(kind=StayKind.DAY_USE, departure=F("arrival"))
                | Q(departure__gt=F("arrival")) & ~Q(kind=StayKind.DAY_USE)
                | Q(status=StayStatus.DEPARTED, departure__gte=F("arrival")),
            ),
            models.CheckConstraint(
                name="stays_stay_needs_time", condition=Q(period__isempty=False)
            ),
            models.CheckConstraint(name="stays_stay_adults", condition=Q(adults__gte=1)),
            models.CheckConstraint(name="stays_stay_rate", condition=Q(rate__gte=0)),
            models.CheckConstraint(
                name="stays_stay_arrived",
                condition=~Q(status__in=(StayStatus.IN_HOUSE, StayStatus.DEPARTED))
                | Q(arrived_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reservation.confirmation_no

    def phase(self, business_date: date) -> phases.Phase:
        """Where the stay stands on this business date: due in, in house, due out…"""
        return phases.of(self.status, self.arrival, self.departure, business_date)

    @property
    def nights(self) -> int:
        return (self.departure - self.arrival).days

    @property
    def persons(self) -> int:
        return self.adults + self.children

    @property
    def starts_at(self) -> datetime:
        """When the room is needed from (aware, UTC)."""
        starts: datetime = self.period.lower
        return starts

    @property
    def ends_at(self) -> datetime:
        """When the room is needed until (aware, UTC)."""
        ends: datetime = self.period.upper
        return ends

    @cached_property
    def assignment(self) -> "RoomAssignment | None":
        """The living room assignment, or the last one that lived.

        Lists prefetch it: see `hotel.stays.selectors.stays`.
        """
        rows: list[RoomAssignment] | None = getattr(self, "told_rooms", None)
        if rows is None:
            rows = list(
                self.assignments.exclude(status=AssignmentStatus.CANCELLED).select_related("room")
            )
        living = [row for row in rows if row.status in LIVING]
        told = living or rows
        return told[-1] if told else None

    @property
    def room(self) -> "Room | None":
        return self.assignment.room if self.assignment else None


class StayGuest(models.Model):
    """A person of the party. The main guest is among them."""

    stay = models.ForeignKey(
        Stay, verbose_name=_("stay"), on_delete=models.CASCADE, related_name="party"
    )
    guest = models.ForeignKey(
        "guests.Guest", verbose_name=_("guest"), on_delete=models.PROTECT, related_name="shared"
    )
    main = models.BooleanField(_("main guest"), default=False)

    class Meta:
        ordering = ("-main", "id")
        verbose_name = _("person of a stay")
        verbose_name_plural = _("persons of a stay")
        constraints = [
            models.UniqueConstraint(fields=["stay", "guest"], name="stays_person_once"),
            models.UniqueConstraint(
                fields=["stay"], condition=Q(main=True), name="stays_one_main_guest"
            ),
        ]

    def __str__(self) -> str:
        return str(self.guest)
