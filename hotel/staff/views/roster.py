"""The duty roster: who is here now, who comes this week, department by department."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.staff import authority, selectors, services, week
from hotel.staff.forms import DutyForm
from hotel.staff.models import Department
from hotel.staff.shifts import window
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, safe_next, see_other
from hotel.web.refusals import Refused

# Nobody plans centuries: beyond this a date in the address is a mistake or mischief.
FARTHEST = timedelta(days=3 * 366)


@requires("staff.view_roster")
@require_safe
def roster(request: StaffRequest) -> HttpResponse:
    return _page(request, _asked_department(request), _asked_day(request))


@requires("staff.plan_roster")
@require_POST
def put_on_duty(request: StaffRequest) -> HttpResponse:
    department = get_object_or_404(Department, code=request.POST.get("department", ""))
    form = DutyForm(request.POST, department=department)
    if form.is_valid():
        given = form.cleaned_data
        hours = window(given["shift"], given["day"])
        try:
            services.put_on_duty(
                given["user"], department, given["shift"], hours.start, hours.end, by=request.user
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            text = _("%(name)s is on the roster.") % {"name": given["user"].name}
            messages.success(request, text)
            return see_other(request, _path(department, given["day"]))
    return _page(request, department, form.cleaned_data.get("day") or clock.today(), form)


@requires("staff.plan_roster")
@require_POST
def take_off_duty(request: StaffRequest, duty_id: int) -> HttpResponse:
    try:
        services.take_off_duty(duty_id, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("Taken off the roster."))
    return see_other(request, safe_next(request, "/roster/"))


def _page(
    request: StaffRequest, department: Department, day: date, form: DutyForm | None = None
) -> HttpResponse:
    first = week.monday(day)
    plans = request.user.has_perm("staff.plan_roster") and authority.may_plan(
        request.user, department
    )
    context = {
        "department": department,
        "days": [first + timedelta(offset) for offset in range(7)],
        "rows": week.week_of(department, first),
        "present": week.present_now(),
        "earlier": _path(department, first - timedelta(7)),
        "later": _path(department, first + timedelta(7)),
        "here": _path(department, first),
        "plans": plans,
        "form": (form or DutyForm(department=department, initial={"day": day})) if plans else None,
    }
    return render(request, "staff/roster.html", context, status=422 if form else 200)


def _path(department: Department, day: date) -> str:
    return f"/roster/?{urlencode({'department': department.code, 'day': day.isoformat()})}"


def _asked_department(request: StaffRequest) -> Department:
    code = request.GET.get("department", "")
    wanted = (each for each in selectors.departments() if each.code == code)
    return next(wanted, request.user.department)


def _asked_day(request: StaffRequest) -> date:
    try:
        asked = parse_date(request.GET.get("day", "")) or clock.today()
    except ValueError:
        return clock.today()
    return asked if abs(asked - clock.today()) < FARTHEST else clock.today()
