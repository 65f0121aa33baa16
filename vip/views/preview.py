"""Trying a plan template on an invented visit; nothing is written."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from vip import selectors, templates
from vip.forms.preview import PreviewForm, invented_now
from vip.models import PlanTemplate
from vip.seeing.preview import Preview


@requires("vip.preview_plan")
@require_safe
def preview(request: StaffRequest) -> HttpResponse:
    """The plan a version gives for the visit in the address; `?version=` alone begins with one."""
    form = PreviewForm(_asked(request))
    valid = form.is_valid()
    context = {
        "form": form,
        "preview": _made(form) if valid else None,
        "asked": "level" in request.GET,
    }
    return render(request, "vip/preview.html", context, status=200 if valid else 422)


def _asked(request: StaffRequest) -> dict[str, object]:
    given = request.GET
    if "level" in given:
        several = ("wanted", "occasions", "likes", "avoid", "history")
        return {**given.dict(), **{name: given.getlist(name) for name in several}}
    newest = selectors.versions()[:1]
    version = given.get("version") or (newest[0].pk if newest else "")
    return {**invented_now(clock.now()), "version": version}


def _made(form: PreviewForm) -> Preview:
    other = form.other or _compared(form.chosen)
    return Preview(form.invented(), form.chosen, other)


def _compared(chosen: PlanTemplate) -> PlanTemplate:
    """The version in use; of that one itself the version used before it, where there is one."""
    current = templates.in_force()
    return (templates.before(current) or current) if chosen == current else current
