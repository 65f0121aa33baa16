"""A hotel's own server behind TLS. Everything secret comes from the environment."""

from hotel.settings.base import *  # noqa: F403
from hotel.settings.base import env

SECRET_KEY = env.str("SECRET_KEY")
GUEST_DATA_KEYS = env.list("GUEST_DATA_KEYS")
GUEST_HASH_KEY = env.str("GUEST_HASH_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
