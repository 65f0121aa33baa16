"""Promises with their rings, and follow-ups (handbook B6, E5, E6)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.enums import Method, Outcome, Result
from complaints.models.complaint import LONG, Complaint


class Promise(models.Model):
    """The guest hears from us by `due_at`, whatever the progress. One runs at a time.

    `latest_at` is the severity's longest promise when it was made; the database lets no promise
    go beyond it.
    """

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("complaint"), on_delete=models.PROTECT, related_name="promises"
    )
    what = models.CharField(_("what is promised"), max_length=400)
    made_at = models.DateTimeField(pgettext_lazy("complaint", "made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("complaint", "made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    method = models.CharField(
        pgettext_lazy("complaint", "told by"),
        max_length=8,
        choices=Method.choices,
        default=Method.PHONE,
    )
    due_at = models.DateTimeField(_("due at"))
    latest_at = models.DateTimeField(_("not later than"))
    contacted_at = models.DateTimeField(_("guest contacted at"), null=True, blank=True)
    contacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("contacted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    result = models.CharField(_("result"), max_length=8, choices=Result.choices, blank=True)
    told = models.TextField(_("what the guest was told"), max_length=LONG, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        indexes = [
            models.Index(fields=["due_at"], name="complaints_promise_due", condition=Q(result=""))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(result=""), name="complaints_one_promise_runs"
            ),
            models.CheckConstraint(
                name="complaints_promise_ahead", condition=Q(due_at__gt=F("made_at"))
            ),
            models.CheckConstraint(
                name="complaints_promise_not_too_far", condition=Q(due_at__lte=F("latest_at"))
            ),
            models.CheckConstraint(
                name="complaints_promise_contacted",
                condition=~Q(result__in=(Result.KEPT, Result.LATE))
                | Q(contacted_at__isnull=False, contacted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="complaints_promise_kept_in_time",
                condition=~Q(result=Result.KEPT) | Q(contacted_at__lte=F("due_at")),
            ),
            models.CheckConstraint(
                name="complaints_promise_runs_uncontacted",
                condition=~Q(result="") | Q(contacted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.what}"[:80]


class Ring(models.Model):
    """One step of the ladder taken for one promise: once, whoever looks (`complaints.clock.watch`)."""

    promise = models.ForeignKey(
        Promise, verbose_name=_("promise"), on_delete=models.PROTECT, related_name="rings"
    )
    minutes = models.SmallIntegerField(_("minutes after the promised time"))
    at = models.DateTimeField(pgettext_lazy("complaint", "at"))
    role = models.ForeignKey(
        "staff.Role",
        verbose_name=pgettext_lazy("complaint", "told"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    skipped = models.BooleanField(_("nobody new to tell"), default=False)

    class Meta:
        ordering = ("minutes",)
        verbose_name = _("ring of a promise")
        verbose_name_plural = _("rings of promises")
        constraints = [
            models.UniqueConstraint(fields=["promise", "minutes"], name="complaints_rings_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes:+d} min"


class FollowUp(models.Model):
    """The guest's view is asked again after the solution (handbook E6)."""

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("complaint"), on_delete=models.PROTECT, related_name="follow_ups"
    )
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    number = models.PositiveSmallIntegerField(_("number"))
    due_at = models.DateTimeField(_("due at"))
    method = models.CharField(_("asked by"), max_length=8, choices=Method.choices, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("what the guest says"), max_length=LONG, blank=True)

    class Meta:
        ordering = ("round", "number")
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        indexes = [
            models.Index(
                fields=["due_at"], name="complaints_follow_up_due", condition=Q(outcome="")
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "round", "number"], name="complaints_follow_up_once"
            ),
            models.CheckConstraint(
                name="complaints_follow_up_done",
                condition=Q(outcome="", done_at__isnull=True)
                | (~Q(outcome="") & Q(done_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.number}"
