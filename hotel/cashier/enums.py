"""The words a folio line is described by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FolioStatus(TextChoices):
    OPEN = "open", pgettext_lazy("folio", "Open")
    CLOSED = "closed", pgettext_lazy("folio", "Closed")


class Kind(TextChoices):
    CHARGE = "charge", _("Charge")
    DEPOSIT = "deposit", _("Deposit")
    PAYMENT = "payment", _("Payment")
    REFUND = "refund", _("Refund")
    REVERSAL = "reversal", _("Reversal")


class Method(TextChoices):
    CASH = "cash", _("Cash")
    CARD = "card", _("Card")
    WECHAT = "wechat", _("WeChat Pay")
    ALIPAY = "alipay", _("Alipay")
    TRANSFER = "transfer", _("Bank transfer")


# Money the guest gave: less is owed.
RECEIPTS = (Kind.DEPOSIT, Kind.PAYMENT)
# Lines that undo a line, wholly or in part.
UNDOING = (Kind.REFUND, Kind.REVERSAL)
