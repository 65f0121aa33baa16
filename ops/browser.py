"""Chromium for the browser tests: from apt when root and absent, else said how to get it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("chromium", "fonts-noto-cjk")
COMMAND = f"apt-get install -y --no-install-recommends {' '.join(PACKAGES)}"
PROGRAMS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


def chromium() -> str | None:
    """The path of a Chromium on this machine."""
    return next((path for path in PROGRAMS if Path(path).exists()), None)


def why_skipped() -> str:
    return f"no Chromium here; as root: {COMMAND}"


def main() -> int:
    """Install what is missing when that is possible; never fail: the tests are then skipped."""
    if chromium() and FONTS.exists():
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        if not chromium():
            print(f"Browser tests will be skipped: {why_skipped()}")
        return 0
    print(f"Installing {' and '.join(PACKAGES)} with apt-get …", flush=True)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(COMMAND.split(), check=False, **quiet)  # type: ignore[call-overload]
    if not chromium():
        print(f"Browser tests will be skipped: {why_skipped()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
