from django.http import HttpResponse
from django.urls import path

from hotel.urls import urlpatterns as pages
from hotel.web.access import SIGNED_IN, requires
from hotel.web.http import StaffRequest


@requires(SIGNED_IN)
def floor(request: StaffRequest) -> HttpResponse:
    """What any signed-in page costs before it does anything."""
    return HttpResponse(request.user.get_username())


urlpatterns = [path("bench/floor/", floor), *pages]
