"""The servers under the tests: our own, unless DATABASE_URL and REDIS_URL name others.

One set for the whole run: xdist's controller starts them before its workers, who inherit the URLs.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import environ
import pytest

from ops import embedded
from ops.child import Child
from ops.processes import ROOT

_started: list[Child] = []
_folder: Path | None = None


def start(config: pytest.Config) -> None:
    """Start what is missing, once, in the process that leads the run."""
    global _folder
    if hasattr(config, "workerinput") or _complete():
        return
    data = Path(os.environ.get("DATA_DIR") or ROOT / ".local").resolve()
    data.mkdir(parents=True, exist_ok=True)
    _folder = Path(tempfile.mkdtemp(prefix="test-", dir=data))
    _folder.chmod(0o755)  # as root the servers run as a user of their own
    children, urls = embedded.servers(_folder, os.environ, durable=False, max_connections=300)
    _started.extend(children)
    embedded.start(children)
    os.environ.update(urls)
    _point_settings_at_them()


def leave_clean() -> None:
    """Stop our own servers; drop what the run made on somebody else's."""
    from tests.stack import drop_templates

    if not _started and os.environ.get("DATABASE_URL"):
        drop_templates(os.environ["DATABASE_URL"])
    for child in reversed(_started):
        child.stop()
    _started.clear()
    if _folder is not None:
        shutil.rmtree(_folder, ignore_errors=True)


def _complete() -> bool:
    return bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


def _point_settings_at_them() -> None:
    """pytest-django has read the settings before any conftest could name the servers."""
    from django.conf import settings

    settings.DATABASES["default"].update(environ.Env().db("DATABASE_URL"))
    settings.REDIS_URL = settings.CELERY_BROKER_URL = os.environ["REDIS_URL"]
    config: Any = settings.CHANNEL_LAYERS["default"]["CONFIG"]
    config["hosts"][0]["address"] = os.environ["REDIS_URL"]
