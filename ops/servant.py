"""Whom the servers run as, and which folders that user may enter."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from ops.trouble import Trouble

SERVANT = "yingbin-db"
CAP_DAC_OVERRIDE = 1


class Servant:
    """Whom the servers run as: the person who started them, or for root a user of their own.

    PostgreSQL refuses to run as root. A data folder that belongs to somebody already keeps its owner.
    """

    def __init__(self, folder: Path) -> None:
        self.entry: pwd.struct_passwd | None = None
        if os.geteuid() == 0:
            owner = folder.stat().st_uid if folder.exists() else 0
            self.entry = pwd.getpwuid(owner) if owner else servant_account()

    def own(self, *paths: Path) -> None:
        for path in paths:
            if self.entry is not None:
                os.chown(path, self.entry.pw_uid, self.entry.pw_gid)

    def prefix(self, needed: Path) -> list[str]:
        """The command that becomes the servant, who must get to this folder."""
        if self.entry is None:
            return []
        if shutil.which("setpriv") is None:
            raise Trouble("As root the command setpriv is needed: apt-get install util-linux")
        become = [
            "setpriv",
            f"--reuid={self.entry.pw_uid}",
            f"--regid={self.entry.pw_gid}",
            "--clear-groups",
        ]
        if open_to_all(needed):
            return become
        # The clone lies in a private folder such as /root. Rather than open that folder to
        # everybody, let this one process walk through it.
        if not _root_may(CAP_DAC_OVERRIDE):
            raise Trouble(
                f"PostgreSQL cannot run as root, and the user {SERVANT} cannot reach {needed}: "
                "clone into a folder that everybody may enter, or run as a plain user."
            )
        return [*become, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]


def servant_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVANT)
    except KeyError:
        make = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVANT]
        made = subprocess.run(make, capture_output=True, text=True, check=False)
    try:
        return pwd.getpwnam(SERVANT)
    except KeyError:
        raise Trouble(f"The user {SERVANT} could not be made: {made.stderr.strip()}") from None


def open_to_all(path: Path) -> bool:
    """Whether any user may walk to this path and open it."""
    return all(p.stat().st_mode & stat.S_IXOTH for p in (path, *path.parents) if p.exists())


def _root_may(capability: int) -> bool:
    status = Path("/proc/self/status").read_text()
    effective = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    return bool(int(effective.split()[1], 16) >> capability & 1)


def servant_uid() -> int:
    try:
        return pwd.getpwnam(SERVANT).pw_uid
    except KeyError:
        return os.geteuid()
