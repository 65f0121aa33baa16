"""On every request: who is signed in, the reader's language, and whether this desk is locked."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from hotel.staff import desk, sessions
from hotel.staff.models import User
from hotel.web.pages import came_from, go

GetResponse = Callable[[HttpRequest], HttpResponse]
LANGUAGES = {code for code, _name in settings.LANGUAGES}


class PersonMiddleware(AuthenticationMiddleware):
    """Django's own, which finds the person read along with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _signed_in(request))  # type: ignore[assignment]


def _signed_in(request: HttpRequest) -> User | AnonymousUser:
    session = request.session
    session.get(SESSION_KEY)  # reads it, if nothing has yet
    with sessions.reading_along(session):
        person: User | AnonymousUser = get_user(request)
    if isinstance(person, User) and session.session_key:
        sessions.remember(session.session_key, person.pk)
    return person


class LanguageMiddleware:
    """The language of the person signed in; before sign-in the one chosen at this desk, else the house's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if request.user.is_authenticated:
            chosen = request.user.language
        with translation.override(chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response


class DeskLockMiddleware:
    """Nobody reads or acts at a desk that was left: every route leads to the lock until it is opened.

    What signed-in people see is never stored by the browser, so Back shows nothing after sign-out.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        desk.lock_if_left(request)
        if desk.is_locked(request.session) and not desk.open_while_locked(request.path):
            response = _to_lock(request)
        else:
            desk.note_activity(request)
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _to_lock(request: HttpRequest) -> HttpResponse:
    asked = request.method in ("GET", "HEAD") and not request.headers.get("HX-Request")
    back = request.get_full_path() if asked else came_from(request)
    return go(request, f"{reverse('staff:unlock')}?{urlencode({'next': back})}")
