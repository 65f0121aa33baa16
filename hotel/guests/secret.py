"""Guests' numbers at rest: encrypted with rotating keys, found again only by a keyed hash.

The newest of `GUEST_DATA_KEYS` encrypts, any of them decrypts. `GUEST_HASH_KEY` is another key, so
neither a stolen database nor one stolen key gives a number or lets somebody test guesses.
"""

import hmac
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

if TYPE_CHECKING:
    TextField = models.CharField[str, str]
else:
    TextField = models.CharField


class UnreadableError(Exception):
    """A stored value that none of the configured keys opens."""


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("GUEST_DATA_KEYS is empty: guests' numbers cannot be kept")
    return MultiFernet([Fernet(key) for key in keys])


def seal(text: str) -> str:
    """The text encrypted under the newest key; empty stays empty."""
    return _box(tuple(settings.GUEST_DATA_KEYS)).encrypt(text.encode()).decode() if text else ""


def unseal(token: str) -> str:
    """The text of a token. Raises `UnreadableError` when no configured key opens it."""
    if not token:
        return ""
    try:
        return _box(tuple(settings.GUEST_DATA_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as problem:
        raise UnreadableError("no configured key opens this value") from problem


def reseal(token: str) -> str:
    """The same secret under the newest key, for rotation."""
    return _box(tuple(settings.GUEST_DATA_KEYS)).rotate(token.encode()).decode() if token else ""


def keyed_hash(purpose: str, text: str) -> str:
    """What a number is searched by: HMAC-SHA256, a different one for each purpose. Hex, 64 long."""
    if not text:
        return ""
    if not settings.GUEST_HASH_KEY:
        raise ImproperlyConfigured("GUEST_HASH_KEY is empty: guests' numbers cannot be found")
    key = settings.GUEST_HASH_KEY.encode()
    return hmac.new(key, f"{purpose}:{text}".encode(), sha256).hexdigest()


class Sealed:
    """A secret as it came from the database, not opened yet. Printing it shows nothing."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "••••"


class _OpensWhenRead(DeferredAttribute):
    """Lists of guests never open the numbers they do not show."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = unseal(value.token)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        # Only with a setter does Python ask `__get__` before it looks into the instance.
        instance.__dict__[self.field.attname] = value


class EncryptedCharField(TextField):
    """Text that is plain in Python and encrypted in the database. `max_length` counts the plain text.

    It cannot be searched: keep a `keyed_hash` beside it.
    """

    descriptor_class = _OpensWhenRead

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, *args: Any) -> Sealed | str | None:
        return Sealed(value) if value else value

    def to_python(self, value: Any) -> Any:
        return unseal(value.token) if isinstance(value, Sealed) else super().to_python(value)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return seal(self.to_python(value)) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is encrypted; search its keyed hash")
