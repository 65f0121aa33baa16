"""Sessions in the database, read on every request: together with whoever is likely to be signed in.

Whose session it is stands inside it, so the person would be a second question. A process remembers
whose it was last time, a number only, and asks for that person in the same question; when the session
turns out to be somebody else's, who it is is asked for as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db.models import CharField, DateTimeField, QuerySet, Subquery
from django.utils import timezone

from hotel.web.prepared import Param, Prepared

if TYPE_CHECKING:
    from hotel.staff.models import User

REMEMBERED = 4096
_whose: dict[str, int] = {}
_read_along: ContextVar[Any] = ContextVar("read along with the session", default=None)


def _living() -> QuerySet[Session]:
    return Session.objects.filter(
        session_key=Param("key", CharField()), expire_date__gt=Param("now", DateTimeField())
    )


def _person_and_session() -> Any:
    from hotel.staff.backends import with_roles

    return with_roles().annotate(session_told=Subquery(_living().values("session_data")))


_alone: Prepared[Session] = Prepared(_living)
_both: Prepared[Any] = Prepared(_person_and_session)


class SessionStore(DatabaseSessions):
    # Who was read in the same question.
    person: "User | None" = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Any:
        key, now = self.session_key, timezone.now()
        found = (self._with_person(key, now) or _alone.one(key=key, now=now)) if key else None
        if found is None:
            self._session_key = None
        return found

    def _with_person(self, key: str, now: Any) -> Session | None:
        likely = _whose.get(key)
        person = _both.one(pk=likely, key=key, now=now) if likely is not None else None
        if person is None or person.session_told is None:
            _whose.pop(key, None)
            return None
        self.person = person
        return Session(session_key=key, session_data=person.session_told)


def remember(key: str, person_id: int) -> None:
    """Whose session this is."""
    if len(_whose) >= REMEMBERED:
        _whose.clear()
    _whose[key] = person_id


@contextmanager
def reading_along(session: Any) -> Iterator[None]:
    """Within it, `read_along` gives the person who came with this session."""
    token = _read_along.set(getattr(session, "person", None))
    try:
        yield
    finally:
        _read_along.reset(token)


def read_along(person_id: Any) -> Any:
    """The person of that number, if the session brought them; else None."""
    person = _read_along.get()
    return person if person is not None and person.pk == person_id else None
