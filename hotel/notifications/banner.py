"""Over a department's board: what it has not acknowledged yet, with the button to do so."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.template.loader import render_to_string

from hotel.work.boards import add_banner

if TYPE_CHECKING:
    from hotel.staff.models import Department


def owed_receipts(request: HttpRequest, department: "Department") -> str:
    """The department's open receipts; the part is there empty too, so that news can fill it."""
    context = {"receipts_of": department.code, "here": request.get_full_path()}
    return render_to_string("notifications/receipts.html", context, request, using="jinja2")


add_banner(owed_receipts)
