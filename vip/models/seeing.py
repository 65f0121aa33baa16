"""Secret addresses under which a wall screen or a calendar is read without signing in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SharedAddress(models.Model):
    """One secret address; only its hash is kept, so that nobody reads it from the database.

    Made and revoked by `vip.services.sharing` only; revoked once, never given again.
    """

    class Kind(models.TextChoices):
        CALENDAR = "calendar", _("Calendar")
        WALL = "wall", _("Wall screen")

    class Language(models.TextChoices):
        ZH = "zh-hans", "简体中文"
        EN = "en", "English"

    kind = models.CharField(_("what"), max_length=8, choices=Kind.choices)
    department = models.ForeignKey(
        "staff.Department", verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(_("for whom or where"), max_length=80)
    language = models.CharField(
        _("language"), max_length=8, choices=Language.choices, default=Language.ZH
    )
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("revoked by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = _("shared address")
        verbose_name_plural = _("shared addresses")
        constraints = [
            models.CheckConstraint(
                name="vip_shared_address_revoked_says_who",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.department} · {self.place}"
