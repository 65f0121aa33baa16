"""How the guest was asked after: care calls, and what they brought up (handbook C6, A7.199)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vip.models.visits import Visit

SCORE = (MinValueValidator(1), MaxValueValidator(5))


class CareCall(models.Model):
    """The care call of one task D06. `key` is that task's; a call nobody has tried yet has no row.

    Planned → done with five answers, declined, or unreachable after one retry (handbook B5).
    """

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("care call", "To be tried again")
        DONE = "done", pgettext_lazy("care call", "Answered")
        DECLINED = "declined", pgettext_lazy("care call", "Declined")
        UNREACHABLE = "unreachable", pgettext_lazy("care call", "Not reached")

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="care_calls")
    key = models.CharField(_("task"), max_length=64)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.PLANNED
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    again_at = models.DateTimeField(_("try again"), null=True, blank=True)
    room = models.PositiveSmallIntegerField(_("room"), null=True, blank=True, validators=SCORE)
    outlets = models.PositiveSmallIntegerField(
        _("outlets"), null=True, blank=True, validators=SCORE
    )
    overall = models.TextField(_("the hotel overall"), blank=True)
    wishes = models.TextField(_("special wishes"), blank=True)
    departure_at = models.DateTimeField(_("leaves"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("called by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("visit", "key")
        verbose_name = _("care call")
        verbose_name_plural = _("care calls")
        constraints = [
            models.UniqueConstraint(fields=("visit", "key"), name="vip_care_call_once"),
            models.CheckConstraint(
                name="vip_care_call_answered",
                condition=~Q(status="done")
                | Q(room__range=(1, 5), outlets__range=(1, 5), ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="vip_care_call_waits_or_ended",
                condition=Q(status="planned", again_at__isnull=False, ended_at=None)
                | (~Q(status="planned") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.key}"


class LogDay(models.Model):
    """A day whose visit log the general manager's office was told of: each once (handbook C4 D08)."""

    day = models.DateField(_("day"), unique=True)
    told_at = models.DateTimeField(_("told"))
    entries = models.PositiveSmallIntegerField(_("entries"))
    owed = models.PositiveSmallIntegerField(_("still owed"), default=0)

    class Meta:
        ordering = ("-day",)
        verbose_name = _("visit log of a day")
        verbose_name_plural = _("visit logs")
        constraints = [
            models.CheckConstraint(
                name="vip_log_day_owes_of_its_own", condition=Q(owed__lte=F("entries"))
            )
        ]

    def __str__(self) -> str:
        return str(self.day)


class CareIssue(models.Model):
    """A negative answer of a care call, and the complaint it became."""

    class Question(models.TextChoices):
        ROOM = "room", _("Room")
        OUTLETS = "outlets", _("Outlets")
        OVERALL = "overall", _("The hotel overall")
        WISHES = "wishes", _("Special wishes")

    call = models.ForeignKey(CareCall, on_delete=models.PROTECT, related_name="issues")
    question = models.CharField(_("question"), max_length=8, choices=Question.choices)
    complaint = models.OneToOneField(
        "complaints.Complaint",
        verbose_name=_("complaint"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("call", "id")
        verbose_name = _("issue of a care call")
        verbose_name_plural = _("issues of care calls")
        constraints = [
            models.UniqueConstraint(fields=("call", "question"), name="vip_care_issue_once")
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.get_question_display()}"
