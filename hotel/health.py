"""Is the hotel well? One page for the supervisor, the load balancer and the curious."""

from django.http import HttpRequest, JsonResponse

from hotel.web.access import ANYONE, requires


@requires(ANYONE)
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"ok": True})
