"""Settings shared by every way of running the hotel; dev, test and prod only override."""

from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

# Lets classes of Django be written with their types, as in ModelAdmin[Room], before any is loaded.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / ".local"))).resolve()

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "hotel.web",
    "hotel.staff",
    "hotel.journal",
    "hotel.house",
    "hotel.guests",
    "hotel.rooms",
    "hotel.stays",
    "hotel.work",
    "hotel.cashier",
    "hotel.notifications",
    "housekeeping",
    "frontdesk",
    "complaints",
    "vip",
    "hotel.seed",
    "channels",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "axes",
    "pgtrigger",
    "hotel.web.settings_app.HotelAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hotel.web.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hotel.staff.middleware.PersonMiddleware",
    "hotel.staff.middleware.LanguageMiddleware",
    "hotel.staff.middleware.DeskLockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hotel.urls"
ASGI_APPLICATION = "hotel.asgi.application"
WSGI_APPLICATION = "hotel.wsgi.application"

FORM_RENDERER = "hotel.web.renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "hotel.web.jinja.environment",
            "context_processors": ["hotel.web.shell.shell"],
        },
    },
    {
        # The admin site and the insides of crispy forms.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [BASE_DIR / "templates" / "django"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The run command exports these two for the embedded servers it starts.
DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///yingbin")}
DATABASES["default"]["ENGINE"] = "hotel.web.postgres"
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 5)
# A desk asks short questions of rows that are in memory: to compile them, to share them out among workers
# or to fear reading single rows costs more than the answer.
DATABASES["default"]["OPTIONS"].setdefault(
    "options",
    "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000"
    " -c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"
    # What is prepared is planned once (hotel.web.statements).
    " -c plan_cache_mode=force_generic_plan",
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Threads that serve pages in one web process, each with a database connection of its own.
WEB_THREADS = env.int("WEB_THREADS", default=8)

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
# Two hotels that share one Redis must not hear each other's nudges.
REDIS_PREFIX = env.str("REDIS_PREFIX", default="yingbin")
# Redis only carries pokes and nudges, so no request may wait for it longer than this.
REDIS_PATIENCE_SECONDS = 0.4
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {
            "hosts": [
                {
                    "address": REDIS_URL,
                    "socket_timeout": REDIS_PATIENCE_SECONDS,
                    "socket_connect_timeout": REDIS_PATIENCE_SECONDS,
                }
            ],
            "prefix": REDIS_PREFIX,
        },
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": REDIS_PATIENCE_SECONDS,
    "socket_connect_timeout": REDIS_PATIENCE_SECONDS,
    "visibility_timeout": 60,
}
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_ENABLE_UTC = True

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "hotel.staff.backends.StaffBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "staff:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "staff:sign-in"

# One person's failures must not lock the whole desk, which shares an address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "hotel.staff.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "hotel.staff.views.client_ip"
# Leads open a locked sign-in again from the staff list; raw attempts are nobody's record to edit.
AXES_ENABLE_ADMIN = False
# Addresses of our own reverse proxies: only they are believed about whom they forward.
TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", default=[])

SESSION_ENGINE = "hotel.staff.sessions"
SESSION_COOKIE_AGE = 14 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hotel.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
    }
}

# Minutes of no key or pointer on a shared desk computer before it blanks and asks who is there.
DESK_LOCK_AFTER_MINUTES = env.int("DESK_LOCK_AFTER_MINUTES", default=5)

# Fernet keys for guests' documents and phones, newest first; the search hash has a key of its own.
GUEST_DATA_KEYS: list[str] = env.list("GUEST_DATA_KEYS", default=[])
GUEST_HASH_KEY = env.str("GUEST_HASH_KEY", default="")

# What messages to the outside put before a link; empty: they carry none.
PUBLIC_URL = env.str("PUBLIC_URL", default="")
# The hotel's mail server; empty: e-mail channels wait.
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=EMAIL_PORT == 587)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=EMAIL_PORT == 465)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="yingbin@localhost")
# Webhooks lead to the open Internet by https. A chat server of the hotel's own is named here, as
# networks such as 10.1.2.3/32.
WEBHOOK_INNER_NETWORKS: list[str] = env.list("WEBHOOK_INNER_NETWORKS", default=[])
WEBHOOK_ALLOW_HTTP = env.bool("WEBHOOK_ALLOW_HTTP", default=False)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "static-build"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORMAT_MODULE_PATH: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"hotel": {"level": "INFO"}, "vip": {"level": "INFO"}},
}
