"""Makes the virtual environment and installs the locked packages, with any Python 3.11 or newer.

`python3 ops/install.py VENV STAMP LOCKFILE`. The standard library only: nothing is installed yet.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

UV = "uv==0.13.8"  # installs the same files ten times as fast; pip does it where uv cannot


def main() -> int:
    venv, stamp, lockfile = (Path(argument) for argument in sys.argv[1:4])
    if sys.version_info < (3, 11):  # noqa: UP036
        return _sorry(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if not (venv / "bin" / "pip").exists() and not _make(venv):
        return 1
    packages = [line for line in lockfile.read_text().splitlines() if "==" in line]
    print(f"Installing {len(packages)} packages into {venv} …", flush=True)
    if not (_with_uv(venv, lockfile) or _with_pip(venv, lockfile)):
        return 1
    stamp.touch()
    return 0


def _make(venv: Path) -> bool:
    print(f"Making the virtual environment {venv} …", flush=True)
    if _try(sys.executable, "-m", "venv", str(venv)).returncode == 0:
        return True
    shutil.rmtree(venv, ignore_errors=True)
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {package} with apt-get …", flush=True)
        _try("apt-get", "update", "-q")
        _try("apt-get", "install", "-y", "-q", "--no-install-recommends", package)
        if _try(sys.executable, "-m", "venv", str(venv)).returncode == 0:
            return True
        shutil.rmtree(venv, ignore_errors=True)
    _sorry(
        f"Python's venv module is missing. Install it, as root: apt-get install {package}"
        "  and run the command again."
    )
    return False


def _with_uv(venv: Path, lockfile: Path) -> bool:
    python = venv / "bin" / "python"
    if _try(python, "-m", "pip", "install", "-q", "--only-binary=:all:", UV).returncode != 0:
        return False
    index = _try(python, "-m", "pip", "config", "get", "global.index-url").stdout.strip()
    environ = dict(os.environ)
    if index:  # uv does not read pip's settings
        environ.setdefault("UV_DEFAULT_INDEX", index)
    sync = [str(python), "-m", "uv", "pip", "install", "-q", "--only-binary=:all:"]
    return _try(*sync, "--python", python, "-r", lockfile, env=environ).returncode == 0


def _with_pip(venv: Path, lockfile: Path) -> bool:
    install = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "--only-binary=:all:"]
    done = _try(*install, "-r", lockfile)
    if done.returncode == 0:
        return True
    _sorry(_reason(done.stderr))
    return False


def _reason(stderr: str) -> str:
    """pip's pages of text as one sentence that names the package."""
    wanted = re.search(
        r"(?:No matching distribution found for|satisfies the requirement) (\S+)", stderr
    )
    unreachable = re.search(r"connection broken by .*/([\w.-]+)/?$", stderr, re.MULTILINE)
    if "No space left" in stderr:
        return "The packages could not be installed: the disk is full."
    if unreachable:
        name = unreachable.group(1)
        return f"The package {name} could not be fetched: the package index does not answer."
    if wanted:
        return f"The package {wanted.group(1)} could not be installed: the package index does not have it."
    errors = [line for line in stderr.splitlines() if line.startswith("ERROR")]
    return f"The packages could not be installed: {errors[-1] if errors else stderr.strip()[-300:]}"


def _try(
    *command: "str | Path", env: "dict[str, str] | None" = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, env=env, check=False
    )


def _sorry(sentence: str) -> int:
    print(f"\n{sentence}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
