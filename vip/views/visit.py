"""One visit: its facts, its plan by phase, who has acknowledged, what changed, its history."""

from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from vip.forms import VisitForm
from vip.page import Page
from vip.paper import Paper
from vip.views.common import visit_or_404


@requires("vip.see_visit")
@require_safe
def visit(request: StaffRequest, visit_id: int) -> HttpResponse:
    return show(request, visit_id)


def show(
    request: StaffRequest,
    visit_id: int,
    *,
    refused: VisitForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The visit's page; with a refused small form open and its reason beside the field."""
    found = visit_or_404(visit_id, request.user)
    page = Page.of(found, request.user, clock.now())
    return render(request, "vip/visit.html", {"page": page, "refused": refused}, status=status)


@requires("vip.see_visit")
@require_safe
def paper(request: StaffRequest, visit_id: int) -> HttpResponse:
    """The reception notice 接待通知单, to read and to print; `?lang=` for the other language."""
    found = visit_or_404(visit_id, request.user)
    asked = request.GET.get("lang", "")
    language = {"zh": "zh-hans", "en": "en"}.get(asked, translation.get_language() or "zh-hans")
    context: dict[str, Any] = {"asked": asked}
    with translation.override(language):
        context["paper"] = Paper.of(found, request.user, clock.now())
        return render(request, "vip/paper.html", context)
