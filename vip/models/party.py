"""Who comes with the guest, which rooms they have, what is arranged for them, who lines up."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vip.enums import LineUp, Programme, Relation
from vip.models.visits import Visit


class Member(models.Model):
    """Somebody who comes with the guest: on file, or only a name (handbook A7.180, A7.205)."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="members")
    number = models.PositiveSmallIntegerField(_("number"))
    guest = models.ForeignKey(
        "guests.Guest",
        verbose_name=_("guest on file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vip_memberships",
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    title = models.CharField(pgettext_lazy("guest", "title"), max_length=60, blank=True)
    relation = models.CharField(_("relation"), max_length=12, choices=Relation.choices)
    room_number = models.PositiveSmallIntegerField(_("room of the visit"), null=True, blank=True)
    restrictions = models.CharField(_("allergies and dislikes"), max_length=300, blank=True)
    wishes = models.CharField(_("likes and wishes"), max_length=300, blank=True)
    told_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("visit", "number")
        verbose_name = _("companion")
        verbose_name_plural = _("companions")
        constraints = [
            models.UniqueConstraint(fields=("visit", "number"), name="vip_member_number_once"),
            models.UniqueConstraint(fields=("visit", "guest"), name="vip_member_guest_once"),
            models.CheckConstraint(
                name="vip_member_is_somebody", condition=Q(guest__isnull=False) | ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.get_relation_display()})"

    @property
    def full_name(self) -> str:
        return f"{self.guest or self.name} {self.title}".strip()

    @property
    def is_noted(self) -> bool:
        """Whether anything has to be known of this person before they come."""
        return bool(self.restrictions or self.wishes)


class PartyRoom(models.Model):
    """A further room of the visit; the guest's own is `Visit.stay` and counts as number 1."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="party_rooms")
    number = models.PositiveSmallIntegerField(_("number"))
    stay = models.OneToOneField(
        "stays.Stay",
        verbose_name=_("stay"),
        on_delete=models.PROTECT,
        related_name="vip_party_room",
    )
    told_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("visit", "number")
        verbose_name = _("further room")
        verbose_name_plural = _("further rooms")
        constraints = [
            models.UniqueConstraint(fields=("visit", "number"), name="vip_party_room_number_once"),
            models.CheckConstraint(name="vip_party_room_is_further", condition=Q(number__gte=2)),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.number}"


class ProgrammeEntry(models.Model):
    """Something arranged for the visit at a time; its start is an anchor of the plan.

    `number` stays the entry's own for good: the tasks made for it are known by it.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="programme")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("what"), max_length=12, choices=Programme.choices)
    starts_at = models.DateTimeField(_("starts"))
    persons = models.PositiveSmallIntegerField(_("persons"), null=True, blank=True)
    budget = models.DecimalField(
        _("budget a person (CNY)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    place = models.CharField(_("place"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    told_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("visit", "starts_at", "number")
        verbose_name = _("programme entry")
        verbose_name_plural = _("programme")
        constraints = [
            models.UniqueConstraint(fields=("visit", "number"), name="vip_programme_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.get_kind_display()}"


class LineUpChange(models.Model):
    """What somebody changed by hand in a line-up; all else of it follows level and duty roster.

    With a `role`: that place is taken by `person`, or by nobody. Without: `person` stands there too.
    """

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="line_up_changes")
    kind = models.CharField(_("line-up"), max_length=8, choices=LineUp.choices)
    role = models.CharField(_("role"), max_length=32, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("visit", "kind", "id")
        verbose_name = _("change of a line-up")
        verbose_name_plural = _("changes of line-ups")
        constraints = [
            models.UniqueConstraint(
                fields=("visit", "kind", "role"),
                name="vip_line_up_place_once",
                condition=~Q(role=""),
            ),
            models.UniqueConstraint(
                fields=("visit", "kind", "person"),
                name="vip_line_up_extra_once",
                condition=Q(role=""),
            ),
            models.CheckConstraint(
                name="vip_line_up_extra_is_somebody",
                condition=~Q(role="") | Q(person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.get_kind_display()}"
