"""The scheme the hotel receives by: levels, sources, amenities, plan templates (handbook C)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import BilingualName, pick
from vip.enums import Anchor, Condition, Evidence, Phase, WalkIn


class Level(BilingualName):
    """A level of reception (handbook C2). Rank 1 is the highest."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True)
    alias = models.CharField(_("letter"), max_length=4, blank=True)
    qualifies_zh = ArrayField(models.CharField(max_length=200), verbose_name=_("who (Chinese)"))
    qualifies_en = ArrayField(models.CharField(max_length=240), verbose_name=_("who (English)"))
    approval_roles = ArrayField(models.CharField(max_length=32), verbose_name=_("approved by"))
    approval_within_min = models.PositiveSmallIntegerField(_("approved within (minutes)"))
    greeter_roles = ArrayField(models.CharField(max_length=32), verbose_name=_("greeted by"))
    greeter_zh = models.CharField(_("welcome (Chinese)"), max_length=200)
    greeter_en = models.CharField(_("welcome (English)"), max_length=300)
    check_in_mode = models.CharField(_("registration mode"), max_length=24)
    check_in_zh = models.CharField(_("registration (Chinese)"), max_length=120)
    check_in_en = models.CharField(_("registration (English)"), max_length=200)
    lift_hold = models.BooleanField(_("lift held"), default=False)
    deposit_waived = models.BooleanField(_("deposit waived"), default=False)
    room_policy_zh = models.CharField(_("room (Chinese)"), max_length=200)
    room_policy_en = models.CharField(_("room (English)"), max_length=300)
    late_checkout_until = models.TimeField(_("late check-out until"), null=True, blank=True)
    care_calls_per_day = models.PositiveSmallIntegerField(_("care calls a day"), default=0)
    care_call_by_zh = models.CharField(_("care call by (Chinese)"), max_length=80)
    care_call_by_en = models.CharField(_("care call by (English)"), max_length=120)
    small_tidy_per_day = models.PositiveSmallIntegerField(_("small tidies a day"), default=0)
    turndown = models.BooleanField(_("turndown"), default=False)
    dining_zh = models.CharField(_("dining (Chinese)"), max_length=200)
    dining_en = models.CharField(_("dining (English)"), max_length=300)
    farewell_roles = ArrayField(models.CharField(max_length=32), verbose_name=_("seen off by"))
    farewell_zh = models.CharField(_("farewell (Chinese)"), max_length=200)
    farewell_en = models.CharField(_("farewell (English)"), max_length=300)
    amenity_budget = models.DecimalField(
        _("amenity budget a day (CNY)"), max_digits=12, decimal_places=2, default=0
    )

    class Meta:
        ordering = ("rank",)
        verbose_name = _("VIP level")
        verbose_name_plural = _("VIP levels")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def greeter(self) -> str:
        return pick(self.greeter_zh, self.greeter_en)

    @property
    def check_in(self) -> str:
        return pick(self.check_in_zh, self.check_in_en)

    @property
    def room_policy(self) -> str:
        return pick(self.room_policy_zh, self.room_policy_en)

    @property
    def dining(self) -> str:
        return pick(self.dining_zh, self.dining_en)

    @property
    def farewell(self) -> str:
        return pick(self.farewell_zh, self.farewell_en)


class NoticeSource(BilingualName):
    """Who tells the hotel of a VIP (handbook C1): A leaders, B their office, C the desk, D walk-in."""

    code = models.CharField(_("code"), max_length=4, unique=True)
    default_level = models.ForeignKey(
        Level, verbose_name=_("default level"), on_delete=models.PROTECT, related_name="+"
    )
    min_level = models.ForeignKey(
        Level, verbose_name=_("lowest level"), on_delete=models.PROTECT, related_name="+"
    )
    needs_approval = models.BooleanField(_("needs approval"), default=True)
    walk_in = models.BooleanField(_("guest arrives unannounced"), default=False)
    note_zh = models.CharField(_("note (Chinese)"), max_length=200, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("source of notice")
        verbose_name_plural = _("sources of notice")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def note(self) -> str:
        return pick(self.note_zh, self.note_en)


class Amenity(BilingualName):
    """Something put before a VIP: a fruit basket, flowers, a card."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    department = models.ForeignKey(
        "staff.Department", verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.SlugField(
        _("kind"),
        max_length=24,
        blank=True,
        help_text=_("Another of the same kind takes the place of what a guest must not have."),
    )
    contains = ArrayField(
        models.CharField(max_length=24), verbose_name=_("contains"), default=list, blank=True
    )
    unit_cost = models.DecimalField(
        _("cost of one (CNY)"), max_digits=12, decimal_places=2, default=0
    )
    gift = models.BooleanField(
        _("gift"), default=False, help_text=_("Not given on two visits in a row.")
    )
    per_person = models.BooleanField(_("one for each person"), default=False)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(name="vip_amenity_cost", condition=Q(unit_cost__gte=0))
        ]
        verbose_name = _("amenity")
        verbose_name_plural = _("amenities")


class LevelAmenity(models.Model):
    """How many of an amenity a level gets, and how often."""

    class Replenish(models.TextChoices):
        ONCE = "once", _("Once")
        DAILY = "daily", _("Daily")

    level = models.ForeignKey(
        Level, verbose_name=_("level"), on_delete=models.CASCADE, related_name="amenities"
    )
    amenity = models.ForeignKey(
        Amenity, verbose_name=_("amenity"), on_delete=models.PROTECT, related_name="levels"
    )
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    replenish = models.CharField(
        _("how often"), max_length=8, choices=Replenish.choices, default=Replenish.ONCE
    )
    from_nights = models.PositiveSmallIntegerField(_("from nights"), default=1)

    class Meta:
        ordering = ("level", "id")
        verbose_name = _("amenity of a level")
        verbose_name_plural = _("amenities of the levels")
        constraints = [
            models.UniqueConstraint(fields=("level", "amenity"), name="vip_level_amenity_once")
        ]

    def __str__(self) -> str:
        return f"{self.level.code} {self.amenity} ×{self.quantity}"


class PlanTemplate(models.Model):
    """One version of the plan every visit is made from.

    A change is a new version (`vip.templates`); a visit keeps the version it was announced with.
    """

    version = models.PositiveIntegerField(_("version"), unique=True)
    active_from = models.DateTimeField(_("used from"), null=True, blank=True)
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-version",)
        verbose_name = _("plan template")
        verbose_name_plural = _("plan templates")

    def __str__(self) -> str:
        return f"v{self.version}"


class TemplateTask(models.Model):
    """A task of one template version (handbook C4)."""

    template = models.ForeignKey(
        PlanTemplate, verbose_name=_("template"), on_delete=models.CASCADE, related_name="tasks"
    )
    code = models.CharField(_("code"), max_length=8)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)
    phase = models.CharField(_("phase"), max_length=16, choices=Phase.choices)
    department = models.ForeignKey(
        "staff.Department", verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    owner_role = models.ForeignKey(
        "staff.Role", verbose_name=_("role"), on_delete=models.PROTECT, related_name="+"
    )
    title_zh = models.CharField(_("title (Chinese)"), max_length=80)
    title_en = models.CharField(_("title (English)"), max_length=120)
    detail_zh = models.TextField(_("instruction (Chinese)"), blank=True)
    detail_en = models.TextField(_("instruction (English)"), blank=True)
    anchor = models.CharField(_("due after"), max_length=12, choices=Anchor.choices)
    offset_min = models.IntegerField(_("minutes after"), null=True, blank=True)
    daily_time = models.TimeField(_("clock time"), null=True, blank=True)
    levels = ArrayField(models.CharField(max_length=8), verbose_name=_("levels"))
    mandatory = models.BooleanField(_("mandatory"), default=True)
    evidence = models.CharField(_("evidence"), max_length=16, choices=Evidence.choices)
    evidence_spec = models.JSONField(_("form or checklist"), default=dict, blank=True)
    condition = models.CharField(
        _("only when"), max_length=16, choices=Condition.choices, blank=True, default=""
    )
    walk_in = models.CharField(_("unannounced guest"), max_length=12, choices=WalkIn.choices)
    requires = ArrayField(
        models.CharField(max_length=8), verbose_name=_("waits for"), default=list, blank=True
    )
    in_room = models.BooleanField(_("done in the guest's room"), default=False)
    duration_min = models.PositiveSmallIntegerField(
        _("takes (minutes)"), default=0, help_text=_("0 for what happens at its moment.")
    )
    brings = ArrayField(
        models.CharField(max_length=24),
        verbose_name=_("brings amenities of the kinds"),
        default=list,
        blank=True,
        help_text=_("With * the task lists all amenities without bringing them."),
    )
    per_room = models.BooleanField(_("once for each room of the visit"), default=False)
    escalate_after_min = models.PositiveSmallIntegerField(_("escalate after (minutes)"), default=15)
    origin = models.CharField(max_length=16, blank=True, editable=False)
    seed_ref = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        ordering = ("template", "sort")
        verbose_name = _("template task")
        verbose_name_plural = _("template tasks")
        constraints = [
            models.UniqueConstraint(fields=("template", "code"), name="vip_template_task_once"),
            models.CheckConstraint(
                name="vip_template_task_has_a_time",
                condition=Q(anchor="daily", daily_time__isnull=False)
                | (~Q(anchor="daily") & Q(offset_min__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return pick(self.title_zh, self.title_en)
