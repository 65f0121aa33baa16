"""Who is at the other end of a live line, asked of the session as it stands in the database now."""

from enum import Enum
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from hotel.staff import desk
from hotel.staff.models import User


class Locked(Enum):
    LOCKED = "locked"


Listener = User | Locked | None


def listener_of(session_key: str | None) -> Listener:
    """The person signed in under this session; `Locked` at a locked desk; None when signed out,
    expired, no longer working here, or signed in with a password that has been changed since."""
    if not session_key:
        return None
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(session_key)
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        return None
    return Locked.LOCKED if desk.is_locked(request.session) else user
