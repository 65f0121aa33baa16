"""The shipped defaults: what differs from them now, and going back, set by set."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hotel.house import shipped
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused


@requires("house.see_shipped")
@require_safe
def shipped_defaults(request: StaffRequest) -> HttpResponse:
    sets = [(each, list(each.differences())) for each in shipped.sets()]
    return render(request, "house/shipped.html", {"sets": sets})


@requires("house.reset_shipped")
@require_http_methods(["GET", "POST"])
def reset(request: StaffRequest, key: str) -> HttpResponse:
    """Asked once more, with all that will change in sight."""
    chosen = shipped.of_key(key)
    if chosen is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            chosen.reset(request.user)
        except Refused as refusal:
            refused = refusal.text
        else:
            messages.success(
                request, _("%(set)s: the shipped values stand again.") % {"set": chosen.label}
            )
            return see_other(request, "house:shipped")
    context = {"set": chosen, "differences": list(chosen.differences()), "refused": refused}
    return render(request, "house/reset.html", context, status=422 if refused else 200)
