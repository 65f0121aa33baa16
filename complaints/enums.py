"""The words a complaint is described by (handbook A8, B6, E)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """Where a complaint stands. Solved on the spot is acknowledged → resolved."""

    REGISTERED = "registered", pgettext_lazy("complaint", "Registered")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("complaint", "Acknowledged")
    INVESTIGATING = "investigating", pgettext_lazy("complaint", "Investigating")
    RESOLVED = "resolved", pgettext_lazy("complaint", "Resolved")
    FOLLOWING_UP = "following_up", pgettext_lazy("complaint", "Following up")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")
    REOPENED = "reopened", pgettext_lazy("complaint", "Reopened")
    WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "Withdrawn")


# The guest still waits for a solution.
UNSOLVED = (Status.REGISTERED, Status.ACKNOWLEDGED, Status.INVESTIGATING, Status.REOPENED)
# Somebody still owes something: a solution, a follow-up, the closing.
OPEN = (*UNSOLVED, Status.RESOLVED, Status.FOLLOWING_UP)


class Channel(TextChoices):
    ON_SITE = "on_site", _("In person")
    PHONE = "phone", _("Telephone")
    LETTER = "letter", _("Letter")
    EMAIL = "email", _("E-mail")
    ONLINE_REVIEW = "online_review", _("Online review / OTA")
    WECHAT = "wechat", _("WeChat / mini-programme")
    SURVEY = "survey", _("Survey or rating")
    CARE_CALL = "care_call", _("Care call or visit")
    AUTHORITY = "authority", _("Referred by a public authority")


class NoteKind(TextChoices):
    """What left a line in the log: somebody writing it, or an act with its reason."""

    NOTED = "noted", _("note")
    HANDED_OVER = "handed_over", _("handed over")
    ESCALATED = "escalated", _("escalated")
    REOPENED = "reopened", pgettext_lazy("complaint", "Reopened")


class Method(TextChoices):
    """How the guest is reached: for a promise, for a follow-up."""

    PHONE = "phone", _("Telephone")
    VISIT = "visit", _("In person")
    WECHAT = "wechat", _("WeChat")
    EMAIL = "email", _("E-mail")
    LETTER = "letter", _("Letter")


class Fault(TextChoices):
    UNCLEAR = "unclear", pgettext_lazy("fault", "Not clear yet")
    HOTEL = "hotel", pgettext_lazy("fault", "The hotel")
    SHARED = "shared", pgettext_lazy("fault", "Shared")
    GUEST = "guest", pgettext_lazy("fault", "The guest")
    THIRD_PARTY = "third_party", pgettext_lazy("fault", "A third party")


class Solution(TextChoices):
    APOLOGY = "apology", _("Apology")
    REFUND = "refund", _("Refund or reduction")
    REPAIR = "repair", _("Repair")
    REPLACE = "replace", _("Replacement (item or room)")
    CARE = "compensatory_care", _("Compensatory care (fruit, vouchers, upgrade, late check-out)")
    COMPENSATION = "compensation", pgettext_lazy("complaint", "Compensation")
    EXPLANATION = "explanation", _("Explanation")
    REFER = "refer", _("Refer and make the contact for the guest")
    OTHER = "other", pgettext_lazy("complaint", "Other")


class CompensationKind(TextChoices):
    REDUCTION = "reduction", _("Reduction of the bill")
    REFUND = "refund", pgettext_lazy("compensation", "Refund")
    VOUCHER = "voucher", _("Voucher")
    GIFT = "gift", _("Fruit or gift")
    DAMAGES = "damages", _("Damages")


class RootCause(TextChoices):
    EXPECTATION = "expectation_gap", _("Gap between expectation and reality")
    DISRESPECT = "disrespect", _("Looked down on")
    NOT_LISTENED = "not_listened", _("Not listened to")
    NO_OWNER = "no_owner", _("Nobody took responsibility")
    NEGLIGENCE = "negligence_loss", _("Negligence cost the guest money or time")
    NEED_UNMET = "need_unmet", _("Need unmet and unexplained")
    OBLIGATION = "obligation_view", _("Guest holds the hotel should solve it")
    FACILITY = "facility_fault", _("Facility fault")
    INFORMATION = "info_breakdown", _("Information lost between departments")
    SKILL = "staff_skill", _("Gap in staff knowledge")


class Need(TextChoices):
    CARED = "cared", _("To be cared about")
    HEARD = "heard", _("To be heard")
    PROFESSIONAL = "professional", _("Professional, responsible staff")
    FAST = "fast", _("Fast reaction")


class Result(TextChoices):
    """What became of a promise; empty while it runs."""

    KEPT = "kept", pgettext_lazy("promise", "Kept")
    LATE = "late", pgettext_lazy("promise", "Late")
    BROKEN = "broken", pgettext_lazy("promise", "Broken")
    DROPPED = "dropped", pgettext_lazy("promise", "No longer needed")


class Answer(TextChoices):
    """What the guest says to an option."""

    WAITING = "waiting", pgettext_lazy("option", "Waiting for the guest")
    AGREED = "agreed", pgettext_lazy("option", "Guest agrees")
    REFUSED = "refused", pgettext_lazy("option", "Guest refuses")


class Outcome(TextChoices):
    """How a follow-up went; empty while it is owed."""

    SATISFIED = "satisfied", _("Satisfied")
    PARTLY = "partly_satisfied", _("Partly satisfied")
    NOT_SATISFIED = "not_satisfied", _("Not satisfied")
    UNREACHABLE = "unreachable", _("Could not be reached")
    DROPPED = "dropped", pgettext_lazy("follow-up", "No longer needed")


class Modifier(TextChoices):
    """What moved the severity or the deadline (handbook E4)."""

    VIP = "vip_guest", _("VIP guest")
    REPEAT = "repeat_complainant", _("Guest who complained before")
    ESCALATED = "escalated", _("Escalated complaint")
    DEPARTING = "departing_soon", _("Leaving within 2 hours")
