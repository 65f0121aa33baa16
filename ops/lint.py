"""`make lint`: every check that needs no running hotel. All run, then the verdict."""

import os
import subprocess
import sys
import time

from ops.processes import ROOT

# Linters never talk to a server; the URL only has to be one.
NOWHERE = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "DJANGO_SETTINGS_MODULE": "hotel.settings.test",
}
PYTHON = [sys.executable, "-m"]
CHECKS = {
    "ruff": [*PYTHON, "ruff", "check"],
    "ruff format": [*PYTHON, "ruff", "format", "--check"],
    "mypy": [*PYTHON, "mypy", "--no-error-summary"],
    "import contracts": [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
    ],
    "templates": [*PYTHON, "djlint", "templates", "--lint", "--quiet"],
    "missing migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "missing translations": [*PYTHON, "ops.catalogues", "check"],
}


def main() -> int:
    failed = [name for name, command in CHECKS.items() if not _passes(name, command)]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll clean.")
    return 1 if failed else 0


def _passes(name: str, command: list[str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **NOWHERE},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    good = done.returncode == 0
    print(f"{'ok    ' if good else 'FAILED'} {name} ({time.monotonic() - began:.0f} s)", flush=True)
    if not good:
        print(done.stdout)
    return good


if __name__ == "__main__":
    sys.exit(main())
