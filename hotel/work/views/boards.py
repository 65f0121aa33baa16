"""A department's board, and the list of all boards."""

from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from hotel.staff import selectors as staff
from hotel.staff.models import Department
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.work import boards as building
from hotel.work import selectors
from hotel.work.models import Item


@requires("work.use_boards")
def boards(request: StaffRequest) -> HttpResponse:
    """Every department with what it owes, one's own first; others go straight to their own."""
    if not rules.has_perm("work.see_all_boards", request.user):
        return see_other(request, "work:board", request.user.department.code)
    counts = selectors.counts(clock.now())
    own = request.user.department_id
    departments = sorted(staff.departments(), key=lambda each: each.pk != own)
    rows = [(each, *counts.get(each.pk, (0, 0)), each.pk == own) for each in departments]
    return render(request, "work/boards.html", {"rows": rows, "at": clock.now()})


@requires("work.use_boards")
def board(request: StaffRequest, code: str) -> HttpResponse:
    department = _department(request, code)
    if not rules.has_perm("work.see_board", request.user, department):
        raise PermissionDenied(_("This is another department's board."))
    built = building.build(department, request.user, **_wanted(request))
    banners = building.banners(request, department)
    context = {
        "board": built,
        "banners": banners,
        "may_touch": rules.has_perm("work.touch_item", request.user, Item(department=department)),
        "sees_all": rules.has_perm("work.see_all_boards", request.user),
    }
    return render(request, "work/board.html", context)


def _department(request: StaffRequest, code: str) -> Department:
    """One's own is known already. Raises Http404."""
    own = request.user.department
    if own.code == code:
        return own
    try:
        return staff.department(code)
    except Department.DoesNotExist as missing:
        raise Http404 from missing


def _wanted(request: StaffRequest) -> dict[str, Any]:
    """The filters of the address; what does not exist counts as not asked for."""
    asked = request.GET
    show = asked.get("show", "all")
    return {
        "show_only": show if show in building.SHOWS else "all",
        "by": "phase" if asked.get("by") == "phase" else "time",
        "about": asked.get("about", "")[:64],
        "everything": asked.get("until") == "all",
    }
