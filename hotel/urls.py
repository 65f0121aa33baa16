"""Where each app's pages hang."""

from django.contrib import admin
from django.urls import include, path

from hotel.health import healthz

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("", include("hotel.staff.urls")),
    path("journal/", include("hotel.journal.urls")),
    path("shipped/", include("hotel.house.urls")),
    path("guests/", include("hotel.guests.urls")),
    path("rooms/", include("hotel.rooms.urls")),
    path("", include("hotel.stays.urls")),
    path("cashier/", include("hotel.cashier.urls")),
    path("", include("hotel.work.urls")),
    path("", include("hotel.notifications.urls")),
    path("", include("frontdesk.urls")),
    path("housekeeping/", include("housekeeping.urls")),
    path("complaints/", include("complaints.urls")),
    path("vip/", include("vip.urls")),
]

handler403 = "hotel.web.errors.forbidden"
handler404 = "hotel.web.errors.not_found"
handler500 = "hotel.web.errors.broken"
