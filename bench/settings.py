"""The product as it is served, with a bare page beside it as the floor."""

from hotel.settings.base import *  # noqa: F403

SECRET_KEY = "bench-only-secret-key-that-guards-nothing-at-all-0123456789"
GUEST_DATA_KEYS = ["dGVzdHMtb25seS1rZXktdGhhdC1ndWFyZHMtbm90aGk="]
GUEST_HASH_KEY = "tests-only-hash-key"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.urls"
# Nothing here measures signing in; a staff of thirty-five is hired in a second.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
