"""Static files, hashed and compressed; built again only when one of them changed."""

import hashlib
import subprocess
import sys

from ops.processes import ROOT

BUILT = ROOT / "static-build"
STAMP = BUILT / ".built-from"


def main() -> int:
    mark = _fingerprint()
    if STAMP.exists() and STAMP.read_text() == mark:
        return 0
    collect = ["manage.py", "collectstatic", "--no-input", "--clear", "--verbosity=0"]
    done = subprocess.run([sys.executable, *collect], cwd=ROOT, check=False)
    if done.returncode == 0:
        STAMP.write_text(mark)
    return done.returncode


def _fingerprint() -> str:
    """Changes with every file of ours, and with the packages that bring files of their own."""
    mark = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "static").rglob("*")):
        if path.is_file():
            about = path.stat()
            mark.update(f"{path.relative_to(ROOT)} {about.st_size} {about.st_mtime_ns}".encode())
    return mark.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
