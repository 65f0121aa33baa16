"""Tests: real servers, fast passwords, fixed invented keys."""

from urllib.parse import urlsplit

from hotel.settings.base import *  # noqa: F403
from hotel.settings.base import CHANNEL_LAYERS, REDIS_PREFIX, REDIS_URL, env

SECRET_KEY = "tests-only-secret-key-that-guards-nothing-at-all-0123456789"
GUEST_DATA_KEYS = ["dGVzdHMtb25seS1rZXktdGhhdC1ndWFyZHMtbm90aGk="]
GUEST_HASH_KEY = "tests-only-hash-key"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are served from where they lie: no build before a browser test.
WHITENOISE_USE_FINDERS = True

# Each of pytest's parallel workers keeps to its own corner of Redis.
if _worker := env.str("PYTEST_XDIST_WORKER", default=""):
    _url = urlsplit(REDIS_URL)
    _number = (int(_url.path.strip("/") or 0) + 1 + int(_worker.removeprefix("gw"))) % 16
    REDIS_URL = _url._replace(path=f"/{_number}").geturl()
    REDIS_PREFIX = f"{REDIS_PREFIX}-{_worker}"
    CELERY_BROKER_URL = REDIS_URL
    CHANNEL_LAYERS["default"]["CONFIG"]["hosts"][0]["address"] = REDIS_URL  # type: ignore[index]
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = REDIS_PREFIX  # type: ignore[index]
