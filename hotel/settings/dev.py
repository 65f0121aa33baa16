"""One machine: the demo hotel on plain HTTP. Keys are made once and kept in the data folder."""

from hotel.settings.base import *  # noqa: F403
from hotel.settings.base import DATA_DIR, env
from hotel.settings.keys import kept_fernet_key, kept_key

SECRET_KEY = env.str("SECRET_KEY", default="") or kept_key(DATA_DIR / "secret_key")
GUEST_DATA_KEYS = env.list("GUEST_DATA_KEYS", default=[]) or [
    kept_fernet_key(DATA_DIR / "guest_data_key")
]
GUEST_HASH_KEY = env.str("GUEST_HASH_KEY", default="") or kept_key(DATA_DIR / "guest_hash_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])
