"""How an act answers: a script that draws the page itself, an open panel, or a plain browser."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from hotel.web.http import StaffRequest
from hotel.web.pages import safe_next, see_other, toast
from hotel.web.refusals import Forbidden, Refused, Stale

Panel = Callable[..., HttpResponse]


def happened(
    request: StaffRequest, said: str, item: str, panel: Panel | None = None
) -> HttpResponse:
    """It is done: `said` is told, `item` is the row it was done in."""
    if by_script(request):
        return JsonResponse({"said": said, "undo": "", "item": item})
    if panel is not None and request.headers.get("HX-Target") == "panel":
        return toast(panel(changed=True), said)
    messages.success(request, said)
    return see_other(request, safe_next(request, home(request)))


def refused(request: StaffRequest, refusal: Refused, panel: Panel | None = None) -> HttpResponse:
    """It was not done, and why."""
    status = status_of(refusal)
    if by_script(request):
        return JsonResponse({"refused": refusal.text, "panel": ""}, status=status)
    if panel is not None and request.headers.get("HX-Target") == "panel":
        return panel(refused=refusal.text, status=status)
    messages.error(request, refusal.text)
    return see_other(request, safe_next(request, home(request)))


def status_of(refusal: Refused) -> HTTPStatus:
    if isinstance(refusal, Forbidden):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.CONFLICT if isinstance(refusal, Stale) else HTTPStatus.UNPROCESSABLE_ENTITY


def by_script(request: StaffRequest) -> bool:
    """Sent by static/js/board.js, which wants the facts and draws the page itself."""
    return request.headers.get("X-Board") == "1"


def home(request: StaffRequest) -> str:
    """The page a person of the floors works from."""
    mine = request.user.has_perm("housekeeping.see_my_rooms")
    return reverse("housekeeping:my-rooms" if mine else "housekeeping:board")
