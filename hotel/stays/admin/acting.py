"""What the lists of the admin site share: acts on chosen rows, one by one, with the reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from hotel.guests import phones
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    AnyQuerySet = QuerySet[Any]


class ReasonedActionForm(ActionForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=2000, required=False)


def each_of(request: HttpRequest, chosen: "AnyQuerySet", act: Callable[[Any, str], object]) -> None:
    """Do `act(row, reason)` for every row chosen; each stands or falls alone and says why."""
    reason = request.POST.get("reason", "")
    done = 0
    for row in chosen:
        try:
            act(row, reason)
        except Refused as refusal:
            messages.error(request, f"{row}: {refusal.text}")
        else:
            done += 1
    if done:
        said = ngettext("%(count)s record is changed.", "%(count)s records are changed.", done)
        messages.success(request, said % {"count": done})


def with_phone(rows: "AnyQuerySet", found: "AnyQuerySet", term: str, path: str) -> "AnyQuerySet":
    """What was found, and what has this telephone number: numbers are kept as keyed hashes."""
    phone = phones.parse(term)
    if phone is None:
        return found
    return found | rows.filter(Q(**{path: phone.hash}))
