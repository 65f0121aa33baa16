"""Django's admin under our own site (`hotel.web.settings_site`)."""

from django.contrib.admin.apps import AdminConfig


class HotelAdminConfig(AdminConfig):
    default_site = "hotel.web.settings_site.HotelAdmin"
