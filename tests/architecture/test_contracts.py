import os
import subprocess
import sys

import pytest

from ops.processes import ROOT


def test_apps_import_downward_and_enter_each_other_by_their_doors() -> None:
    code = "from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("app", ["guests", "rooms", "stays", "work", "cashier", "notifications"])
def test_every_shared_app_has_its_doors_closed(app: str) -> None:
    contracts = (ROOT / "pyproject.toml").read_text()
    assert f'"hotel.{app}.models"' in contracts


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "hotel.settings.prod",
    "SECRET_KEY": "k3y-for-this-test-only-with-more-than-fifty-characters-in-it-0123456789",
    "GUEST_DATA_KEYS": "dGVzdHMtb25seS1rZXktdGhhdC1ndWFyZHMtbm90aGk=",
    "GUEST_HASH_KEY": "hash-key-for-this-test-only",
    "ALLOWED_HOSTS": "desk.example.com",
    # Set for the browser tests only.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "",
}


def test_production_settings_pass_the_deployment_check_without_a_warning() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={**os.environ, **PRODUCTION},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "GUEST_DATA_KEYS", "GUEST_HASH_KEY"])
def test_production_does_not_start_without_a_secret(name: str) -> None:
    env = {**os.environ, **PRODUCTION}
    del env[name]
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert name in done.stderr
