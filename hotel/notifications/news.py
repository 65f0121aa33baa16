"""This app's own news: a receipt is late, a receipt stays unanswered."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from hotel.journal import words as acts
from hotel.journal.bus import Entry
from hotel.notifications.announce import ACTION, ALARM, News, announce
from hotel.notifications.audience import House
from hotel.notifications.models import Receipt
from hotel.notifications.words import say

acts.say(
    {
        "receipt.acknowledged": _("acknowledged"),
        "receipt.reminded": _("reminded of the receipt"),
        "receipt.escalated": _("escalated the missing receipt"),
        "notice.accepted": _("accepted the notice"),
    }
)
say(
    "receipt.reminded",
    title=_("Please acknowledge: %(what)s"),
    body=_("Waiting for %(department)s since %(since)s"),
    discreet=_("Your department still owes an acknowledgement"),
)
say(
    "receipt.escalated",
    title=_("%(department)s has not acknowledged: %(what)s"),
    body=_("Sent at %(since)s, reminded once. Please phone the department."),
    discreet=_("A department has not acknowledged"),
)


@announce("receipt.reminded")
def _reminded(entry: Entry) -> Iterable[News]:
    receipt = _receipt_of(entry)
    yield News(
        code="receipt.reminded",
        params=_params(receipt),
        url=receipt.url,
        level=ACTION,
        departments=(receipt.department.code,),
        confidential=receipt.confidential,
    )


@announce("receipt.escalated")
def _escalated(entry: Entry) -> Iterable[News]:
    receipt = _receipt_of(entry)
    yield News(
        code="receipt.escalated",
        params=_params(receipt),
        url=receipt.url,
        level=ALARM,
        user_ids=tuple(House.now().first_present("assistant_manager", "duty_manager")),
        confidential=receipt.confidential,
    )


def _receipt_of(entry: Entry) -> Receipt:
    return Receipt.objects.select_related("department").get(pk=entry.data["receipt"])


def _params(receipt: Receipt) -> dict[str, Any]:
    department = receipt.department
    return {
        "what": {"code": receipt.code, "params": receipt.params},
        "department": {"zh": department.name_zh, "en": department.name_en},
        "since": {"at": receipt.made_at.isoformat()},
    }
