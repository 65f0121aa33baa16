"""The words the counter's records are described by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationStatus(TextChoices):
    READY = "ready", pgettext_lazy("registration", "To submit")
    SUBMITTED = "submitted", pgettext_lazy("registration", "Submitted")


class Place(TextChoices):
    DESK = "desk", _("At the desk")
    FLOOR = "floor", _("Executive floor")
    ROOM = "room", _("In the room")


class KeyStatus(TextChoices):
    ISSUED = "issued", pgettext_lazy("key", "Issued")
    RETURNED = "returned", pgettext_lazy("key", "Returned")
    LOST = "lost", pgettext_lazy("key", "Lost")


class InvoiceKind(TextChoices):
    NONE = "none", pgettext_lazy("invoice", "None")
    ORDINARY = "ordinary", pgettext_lazy("invoice", "Ordinary")
    SPECIAL = "special", pgettext_lazy("invoice", "Special (VAT)")
    ELECTRONIC = "electronic", pgettext_lazy("invoice", "Electronic")


class InvoiceStatus(TextChoices):
    REQUESTED = "requested", pgettext_lazy("invoice", "Requested")
    ISSUED = "issued", pgettext_lazy("invoice", "Issued")
    HANDED_OVER = "handed_over", pgettext_lazy("invoice", "Handed over")


class Offered(TextChoices):
    NOT_OFFERED = "not_offered", pgettext_lazy("membership", "Not offered")
    DECLINED = "declined", pgettext_lazy("membership", "Declined")
    ACCEPTED = "accepted", pgettext_lazy("membership", "Accepted")
