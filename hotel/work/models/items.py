"""What a department owes by a time: one row for each thing somebody has to do (handbook B5, C3)."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.web import clock
from hotel.web.bilingual import pick
from hotel.work.ladder import Reach


class Status(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("task", "Waiting")
    ACCEPTED = "accepted", pgettext_lazy("task", "Accepted")
    IN_PROGRESS = "in_progress", pgettext_lazy("task", "In progress")
    DONE = "done", pgettext_lazy("task", "Done")
    NOT_APPLICABLE = "not_applicable", pgettext_lazy("task", "Not applicable")
    FAILED = "failed", pgettext_lazy("task", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("task", "Cancelled")


class Evidence(models.TextChoices):
    """What shows that an item was done (handbook C4)."""

    TICK = "tick", pgettext_lazy("evidence", "Tick")
    TEXT = "text", pgettext_lazy("evidence", "Note")
    FORM = "form", pgettext_lazy("evidence", "Form")
    CHECKLIST = "checklist", pgettext_lazy("evidence", "Checklist")
    PHOTO = "photo", pgettext_lazy("evidence", "Photo")
    SIGNATURE = "signature", pgettext_lazy("evidence", "Signature")
    RATING = "rating", pgettext_lazy("evidence", "Rating")
    APPROVAL = "approval", pgettext_lazy("evidence", "Approval")
    ACKNOWLEDGEMENT = "acknowledgement", pgettext_lazy("evidence", "Acknowledgement")


class HeldFor(models.TextChoices):
    """Why an item is on hold: the room's do-not-disturb, or somebody's reason."""

    NOTHING = "", _("not on hold")
    DND = "dnd", _("do not disturb")
    REASON = "reason", _("a reason given")


OPEN = (Status.WAITING, Status.ACCEPTED, Status.IN_PROGRESS)
# Ended by a person. A cancelled item was ended by its plan and shows nowhere.
ENDED = (Status.DONE, Status.NOT_APPLICABLE, Status.FAILED)


class Item(models.Model):
    """A thing one department owes by a time, about one subject (a VIP visit, a stay, a complaint).

    `status` is assigned by `hotel.work.states` only. Overdue, blocked and held are not statuses:
    overdue follows from the clock, blocked from the items in `requires`, held from `held_for`.
    `subject_type` and `subject_id` name a record of an app above this one, as `vip.visit` and 12.
    `key` tells the item from all others of its subject, also on later days: `D06@2026-11-22`.
    """

    subject_type = models.CharField(_("subject"), max_length=40)
    subject_id = models.PositiveBigIntegerField(_("subject number"))
    key = models.CharField(_("key"), max_length=64)
    code = models.CharField(_("code"), max_length=32)
    phase = models.CharField(_("phase"), max_length=32, blank=True)
    title_zh = models.CharField(_("Chinese title"), max_length=120)
    title_en = models.CharField(_("English title"), max_length=160)
    detail_zh = models.TextField(_("Chinese instructions"), blank=True)
    detail_en = models.TextField(_("English instructions"), blank=True)
    department = models.ForeignKey(
        "staff.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="items",
    )
    owner_role = models.ForeignKey(
        "staff.Role",
        verbose_name=_("role"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
    )
    stay = models.ForeignKey(
        "stays.Stay",
        verbose_name=_("stay"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    room = models.ForeignKey(
        "rooms.Room",
        verbose_name=_("room"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    in_room = models.BooleanField(_("done inside the room"), default=False)
    due_at = models.DateTimeField(pgettext_lazy("item", "due"))
    original_due_at = models.DateTimeField(_("originally due"))
    compressed = models.BooleanField(_("compressed by late notice"), default=False)
    anchor = models.CharField(_("anchor"), max_length=16, blank=True)
    mandatory = models.BooleanField(_("mandatory"), default=True)
    evidence_kind = models.CharField(
        _("evidence asked"), max_length=16, choices=Evidence.choices, default=Evidence.TICK
    )
    evidence_spec = models.JSONField(_("form of the evidence"), default=dict, blank=True)
    evidence = models.JSONField(
        _("evidence given"), default=dict, blank=True, encoder=DjangoJSONEncoder
    )
    requires = ArrayField(
        models.CharField(max_length=64), verbose_name=_("waits for"), default=list, blank=True
    )
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.WAITING
    )
    held_for = models.CharField(
        _("on hold for"), max_length=8, choices=HeldFor.choices, default="", blank=True
    )
    held_at = models.DateTimeField(_("on hold since"), null=True, blank=True)
    held_reason = models.TextField(_("why on hold"), blank=True)
    accepted_at = models.DateTimeField(pgettext_lazy("item", "accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("accepted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    started_at = models.DateTimeField(pgettext_lazy("item", "started"), null=True, blank=True)
    done_at = models.DateTimeField(pgettext_lazy("item", "finished"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("finished by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    patience_min = models.PositiveSmallIntegerField(_("escalate after (minutes)"), default=15)
    # The escalation's clock (`hotel.work.ladder`): wound by every act on the item, read by the sweep.
    armed_at = models.DateTimeField(_("clock wound"), default=clock.now, editable=False)
    reached = models.PositiveSmallIntegerField(_("escalated to"), choices=Reach.choices, default=0)
    reached_at = models.DateTimeField(_("escalated at"), null=True, blank=True, editable=False)
    look_at = models.DateTimeField(_("looked at next"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0)
    created_at = models.DateTimeField(pgettext_lazy("item", "created"), auto_now_add=True)
    changed_at = models.DateTimeField(pgettext_lazy("item", "changed"), auto_now=True)

    class Meta:
        ordering = ("due_at", "original_due_at", "id")
        verbose_name = _("work item")
        verbose_name_plural = _("work items")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "key"], name="work_item_once_a_subject"
            ),
            models.CheckConstraint(
                name="work_item_done_says_who_and_when",
                condition=~Q(status="done") | Q(done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(
                name="work_item_hold_has_a_beginning",
                condition=Q(held_for="", held_at__isnull=True)
                | (~Q(held_for="") & Q(held_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_at"],
                name="work_item_board",
                condition=Q(status__in=["waiting", "accepted", "in_progress"]),
            ),
            models.Index(
                fields=["department", "-done_at"],
                name="work_item_ended",
                condition=Q(status__in=["done", "not_applicable", "failed"]),
            ),
            models.Index(
                fields=["room"],
                name="work_item_in_room",
                condition=Q(status__in=["waiting", "accepted", "in_progress"], in_room=True),
            ),
            models.Index(
                fields=["look_at"],
                name="work_item_look",
                condition=Q(
                    status__in=["waiting", "accepted", "in_progress"], look_at__isnull=False
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return pick(self.title_zh, self.title_en)

    @property
    def detail(self) -> str:
        return pick(self.detail_zh, self.detail_en)

    @property
    def subject(self) -> str:
        """How journal and boards name the subject, for example `vip.visit:12`."""
        return f"{self.subject_type}:{self.subject_id}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_held(self) -> bool:
        return self.held_at is not None

    def is_overdue(self, now: datetime) -> bool:
        """Late at this instant. An item on hold is never late (handbook C3, dnd)."""
        return self.is_open and not self.is_held and self.due_at < now
