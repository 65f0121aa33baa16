"""The lock of a shared desk computer. It lives in the session, so it holds whatever the browser does."""

import time

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.urls import reverse

from hotel.staff.models import User

QUICK_TRIES = 5
_LOCKED = "desk_locked"
_SEEN = "desk_seen"
_TRIES = "desk_tries"
# Writing the session on every request would cost more than knowing the second is worth.
_NOTE_EVERY_SECONDS = 30


def is_locked(session: SessionBase) -> bool:
    return bool(session.get(_LOCKED))


def lock(session: SessionBase) -> None:
    session[_LOCKED] = True


def unlock(session: SessionBase) -> None:
    """Somebody proved who they are."""
    session.pop(_LOCKED, None)
    session.pop(_TRIES, None)
    session[_SEEN] = int(time.time())


def tries_left(session: SessionBase) -> int:
    return max(0, QUICK_TRIES - int(session.get(_TRIES, 0)))


def check_quick_code(session: SessionBase, user: User, code: str) -> bool:
    """Try the quick code once. After `QUICK_TRIES` wrong ones no code opens this desk."""
    if not user.quick_code or not tries_left(session):
        return False
    if check_password(code, user.quick_code):
        return True
    session[_TRIES] = int(session.get(_TRIES, 0)) + 1
    return False


def lock_if_left(request: HttpRequest) -> None:
    """Lock when nobody has acted for the hotel's minutes, in case the page's own script did not."""
    seen = request.session.get(_SEEN)
    if seen is not None and time.time() - float(seen) > settings.DESK_LOCK_AFTER_MINUTES * 60 + 15:
        lock(request.session)


def note_activity(request: HttpRequest) -> None:
    """Remember that a person acted. A page that refreshes itself says since when nobody has."""
    idle = _idle_seconds(request)
    if idle is None:
        return
    acted = int(time.time()) - idle
    if acted - int(request.session.get(_SEEN, 0)) >= _NOTE_EVERY_SECONDS:
        request.session[_SEEN] = acted


def open_while_locked(path: str) -> bool:
    """What a locked desk may still reach: unlocking, leaving, the language."""
    names = ("unlock", "lock", "sign-out", "sign-in", "language")
    return path in {reverse(f"staff:{name}") for name in names} or path.startswith("/healthz")


def _idle_seconds(request: HttpRequest) -> int | None:
    """Seconds since a key or pointer, as the page tells; None for a background request that does not."""
    told = request.headers.get("X-Idle-Seconds", "")
    if told.isascii() and told.isdigit() and len(told) < 7:
        return int(told)
    background = request.headers.get("Sec-Fetch-Mode") in ("cors", "no-cors", "same-origin")
    return None if background and request.method in ("GET", "HEAD") else 0
