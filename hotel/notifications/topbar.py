"""The bell's number in every page's top bar."""

from typing import Any

from django.http import HttpRequest

from hotel.notifications import selectors
from hotel.staff.models import User
from hotel.web.shell import add_fact


def _bell(request: HttpRequest) -> Any:
    return selectors.bell(request.user) if isinstance(request.user, User) else None


add_fact("bell", _bell)
