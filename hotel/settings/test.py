"""Tests: real servers, fast passwords, fixed invented keys."""

from hotel.settings.base import *  # noqa: F403
from hotel.settings.base import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY

SECRET_KEY = "tests-only-secret-key-that-guards-nothing-at-all-0123456789"
GUEST_DATA_KEYS = ["dGVzdHMtb25seS1rZXktdGhhdC1ndWFyZHMtbm90aGk="]
GUEST_HASH_KEY = "tests-only-hash-key"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
