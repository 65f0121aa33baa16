"""A request as the views see it: signed in, typed, with htmx details."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from hotel.staff.models import User


class StaffRequest(HttpRequest):
    user: "User"
    htmx: HtmxDetails
