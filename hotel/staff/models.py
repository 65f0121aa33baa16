"""Who works here: departments, roles, people, and who is on duty when."""

from typing import Any, ClassVar

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import BilingualName, pick


class Department(BilingualName):
    """A department of the hotel (handbook B0; the eleven shipped defaults)."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("sort", "id")
        verbose_name = _("department")
        verbose_name_plural = _("departments")


class Role(BilingualName):
    """A role people hold (handbook B0). Dynamic roles are resolved for each case, never given."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, null=True, blank=True
    )
    dynamic = models.BooleanField(_("resolved for each case"), default=False)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("sort", "id")
        verbose_name = _("role")
        verbose_name_plural = _("roles")


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff, signing in with the staff number.

    Written by `hotel.staff.services` only; the admin site calls them too.
    """

    class Language(models.TextChoices):
        ZH = "zh-hans", "简体中文"
        EN = "en", "English"

    class Theme(models.TextChoices):
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Density(models.TextChoices):
        COMPACT = "compact", _("Compact")
        NORMAL = "", _("Normal")
        ROOMY = "roomy", _("Roomy")

    username = models.CharField(_("staff number"), max_length=32, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=40)
    name_en = models.CharField(_("Latin name"), max_length=80, blank=True)
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="people"
    )
    roles = models.ManyToManyField(Role, verbose_name=_("roles"), related_name="people", blank=True)
    language = models.CharField(
        _("language"), max_length=8, choices=Language.choices, default=Language.ZH
    )
    is_active = models.BooleanField(_("works here"), default=True)
    is_staff = models.BooleanField(_("may open the admin site"), default=False)
    quick_code = models.CharField(_("quick code hash"), max_length=128, blank=True, editable=False)
    rings = models.BooleanField(_("sound on new notices"), default=True)
    theme = models.CharField(_("colours"), max_length=8, choices=Theme, default=Theme.LIGHT)
    density = models.CharField(
        _("row height"), max_length=8, choices=Density, default=Density.NORMAL, blank=True
    )
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name_zh", "department_id"]

    class Meta:
        ordering = ("username",)
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return pick(self.name_zh, self.name_en)

    @cached_property
    def role_codes(self) -> frozenset[str]:
        """Codes of the roles held; one query, kept for this request."""
        return frozenset(role.code for role in self.held_roles)

    @cached_property
    def held_roles(self) -> list[Role]:
        return list(self.roles.all())

    @property
    def title(self) -> str:
        """The first role in the house's order, for showing beside the name."""
        return self.held_roles[0].name if self.held_roles else self.department.name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As Django's own, which asks every backend in turn: here only `rules` knows."""
        return self.is_active and (self.is_superuser or bool(rules.has_perm(perm, self, obj)))

    def has_module_perms(self, app_label: str) -> bool:
        """The admin's index asks this first; each model's own permission decides what is listed."""
        return self.is_active and self.is_staff

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Duty(models.Model):
    """One person on duty for a period. Nobody is on duty twice at once."""

    class Shift(models.TextChoices):
        EARLY = "early", _("Early shift")
        MIDDLE = "middle", _("Middle shift")
        NIGHT = "night", _("Night shift")
        DAY = "day", _("Office hours")

    user = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="duties"
    )
    department = models.ForeignKey(
        Department, verbose_name=_("department"), on_delete=models.PROTECT, related_name="duties"
    )
    shift = models.CharField(_("shift"), max_length=8, choices=Shift.choices)
    period = DateTimeRangeField(_("from and until"))

    class Meta:
        ordering = ("period", "department_id", "user_id")
        verbose_name = _("duty")
        verbose_name_plural = _("duty roster")
        constraints = [
            ExclusionConstraint(
                name="staff_duty_one_place_at_a_time",
                expressions=[("user", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=_("This person is already on duty in that period."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_shift_display()}"
