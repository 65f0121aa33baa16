"""Statistics of the receptions: the page, a table as CSV, all of them as a workbook."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from vip.seeing import report, sheets
from vip.seeing.period import period_of, usual_periods
from vip.seeing.statistics import Statistics
from vip.seeing.tables import shown
from vip.services.exporting import note_export

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(request: StaffRequest) -> Statistics:
    now = clock.now()
    asked = request.GET
    period = period_of(asked.get("first", ""), asked.get("last", ""), clock.local(now).date())
    return Statistics(period, request.user, now)


@requires("vip.see_statistics")
@require_safe
def statistics(request: StaffRequest) -> HttpResponse:
    """How the receptions of some days went (`?first=2026-11-01&last=2026-11-30`)."""
    of = _asked(request)
    context = {
        "of": of,
        "answered_in": shown(of.answered_in, "span"),
        "tables": report.tables(of),
        "periods": usual_periods(clock.local(of.now).date()),
    }
    return render(request, "vip/statistics.html", context)


@requires("vip.see_statistics")
@require_safe
def statistics_csv(request: StaffRequest, table: str) -> HttpResponse:
    of = _asked(request)
    found = report.table(table, of)
    if found is None:
        raise Http404("no such table")
    _exported(request, of, f"{table}.csv")
    answer = HttpResponse(sheets.csv_of(found), content_type="text/csv; charset=utf-8")
    return _named(answer, f"vip-{table}", of, "csv")


@requires("vip.see_statistics")
@require_safe
def statistics_xlsx(request: StaffRequest) -> HttpResponse:
    of = _asked(request)
    facts = [
        f"{of.period.first.isoformat()} – {of.period.last.isoformat()}",
        _("made %(time)s by %(name)s")
        % {"time": f"{clock.local(of.now):%Y-%m-%d %H:%M}", "name": request.user.name},
    ]
    _exported(request, of, "workbook.xlsx")
    answer = HttpResponse(sheets.workbook_of(report.tables(of), facts), content_type=WORKBOOK)
    return _named(answer, "vip-statistics", of, "xlsx")


def _exported(request: StaffRequest, of: Statistics, what: str) -> None:
    """What leaves the house is in the journal: who took which figures of which days."""
    if request.method == "GET":
        days = f"{of.period.first.isoformat()} – {of.period.last.isoformat()}"
        note_export(what, days, by=request.user)


def _named(answer: HttpResponse, name: str, of: Statistics, ending: str) -> HttpResponse:
    days = f"{of.period.first.isoformat()}-{of.period.last.isoformat()}"
    answer["Content-Disposition"] = f'attachment; filename="{name}-{days}.{ending}"'
    return answer
