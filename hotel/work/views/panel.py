"""One item: what it is, who did what and when, and the forms to act on it."""

from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from hotel.journal.selectors import history_of
from hotel.staff import selectors as staff
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from hotel.work import evidence, pictures, proofs, selectors
from hotel.work.forms import AssignForm, ReasonForm
from hotel.work.models import HeldFor, Item
from hotel.work.rows import row_of
from hotel.work.subjects import beside_of

# What the panel may be opened for, beside looking.
PURPOSES = ("finish", "hold", "assign", "not-applicable", "fail", "reopen")


@requires("work.use_boards")
def item(request: StaffRequest, item_id: int) -> HttpResponse:
    found = visible_item(request, item_id)
    purpose = request.GET.get("for", "")
    return render_panel(request, found, purpose=purpose if purpose in PURPOSES else "")


@requires("work.use_boards")
def picture(request: StaffRequest, item_id: int, which: str) -> HttpResponseBase:
    """The photo or the signature given for an item, for those who may see the item."""
    found = visible_item(request, item_id)
    name = found.evidence.get(which) if which in ("photo", "drawing") else None
    if not name:
        raise Http404
    try:
        stored, kind = pictures.open_picture(name)
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(stored, content_type=kind)
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def visible_item(request: StaffRequest, item_id: int) -> Item:
    try:
        found = selectors.item(item_id)
    except Item.DoesNotExist as missing:
        raise Http404 from missing
    if not rules.has_perm("work.see_item", request.user, found):
        raise PermissionDenied(_("This is another department's item."))
    return found


def render_panel(
    request: StaffRequest,
    found: Item,
    *,
    purpose: str = "",
    form: Any = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """The panel, with the form of one purpose open: `form` as it was sent, or a fresh one."""
    may_touch = rules.has_perm("work.touch_item", request.user, found)
    may_excuse = rules.has_perm("work.excuse_item", request.user, found)
    row = row_of(found, request.user)
    if not purpose and row.act == "show" and may_touch:
        purpose = "finish"
    if purpose == "finish" and (row.waits_for or found.held_for == HeldFor.DND):
        purpose = ""  # nothing to fill in while the item cannot be finished
    allowed = may_excuse if purpose == "not-applicable" else may_touch
    context = {
        "item": found,
        "row": row,
        "beside": beside_of(found, request.user),
        "purpose": purpose if allowed else "",
        "form": form or (form_for(found, purpose) if allowed else None),
        "refused": refused,
        "may_touch": may_touch,
        "may_excuse": may_excuse,
        "given": proofs.lines(found),
        "steps": selectors.steps_taken(found),
        "history": history_of(f"work.item:{found.pk}", limit=30),
        "pictures": [name for name in ("photo", "drawing") if found.evidence.get(name)],
    }
    return render(request, "work/item.html", context, status=status)


def form_for(found: Item, purpose: str, data: Any = None) -> Any:
    if purpose == "finish":
        return evidence.form_for(found)
    if purpose == "assign":
        people = staff.people_of(found.department.code)
        present = staff.on_duty(found.department.code)
        initial = {"to": found.assignee_id}
        return AssignForm(data, people=people, present=present, initial=initial)
    return ReasonForm(data)
