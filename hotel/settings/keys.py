"""Keys for a machine that was given none: made at random once, kept in files only the owner reads."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def kept_key(path: Path) -> str:
    """The key in this file; made with 50 random bytes when the file is not there yet."""
    return _kept(path, secrets.token_urlsafe(50))


def kept_fernet_key(path: Path) -> str:
    """The Fernet key in this file; made when the file is not there yet."""
    return _kept(path, Fernet.generate_key().decode())


def _kept(path: Path, fresh: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # O_EXCL: of several processes starting at once exactly one writes the key.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(fresh)
    return fresh
