"""Machines of their own on one machine: network namespaces on a bridge. Needs root and iproute2."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ops.child import Child
from ops.processes import ROOT, worker

BRIDGE = "yb-lan"
NETWORK = "10.87.0"
SERVER = f"{NETWORK}.1"
PORT = 8000


def possible() -> str:
    """Why machines cannot be made here, or nothing."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        return "Two web and two worker hosts are network namespaces: that needs root and iproute2."
    return ""


class Host:
    """One machine: a namespace with one address on the bridge. Pull its plug with `unplug`."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.address = f"yb-{name}", f"{NETWORK}.{number}"
        self._cable = f"yb{number}"

    def build(self) -> None:
        far = f"{self._cable}x"
        _ip("netns", "add", self.name)
        _ip("link", "add", self._cable, "type", "veth", "peer", "name", far)
        _ip("link", "set", far, "netns", self.name)
        _ip("link", "set", self._cable, "master", BRIDGE, "up")
        for command in (
            ("link", "set", "lo", "up"),
            ("address", "add", f"{self.address}/24", "dev", far),
            ("link", "set", far, "up"),
        ):
            _ip("-n", self.name, *command)

    def unplug(self) -> None:
        _ip("link", "set", self._cable, "down")

    def plug(self) -> None:
        _ip("link", "set", self._cable, "up")

    def web(self, logs: Path, env: dict[str, str]) -> Child:
        """A web process that listens on this machine."""
        return Child(
            name=self.name,
            argv=self._inside(sys.executable, "-m", "bench.hosts", str(PORT)),
            log=logs / f"{self.name}.log",
            env=env,
            patience=6,
            cwd=ROOT,
        )

    def worker(self, logs: Path, env: dict[str, str]) -> Child:
        child = worker(logs, env, self.name)
        child.argv = self._inside(*child.argv)
        return child

    def _inside(self, *command: str) -> list[str]:
        return ["ip", "netns", "exec", self.name, *command]


@contextlib.contextmanager
def network(*hosts: Host) -> Iterator[None]:
    """The bridge, the server's address on it, and the hosts; taken down whatever happens."""
    _forget(hosts)
    try:
        _ip("link", "add", BRIDGE, "type", "bridge")
        _ip("address", "add", f"{SERVER}/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for host in hosts:
            host.build()
        yield
    finally:
        _forget(hosts)


def _forget(hosts: tuple[Host, ...]) -> None:
    for host in hosts:
        _ip("netns", "del", host.name, must=False)
    _ip("link", "del", BRIDGE, must=False)


def _ip(*arguments: str, must: bool = True) -> None:
    subprocess.run(["ip", *arguments], check=must, capture_output=not must)


def main() -> None:
    """`python -m bench.hosts PORT`: the web process of the machine this runs on."""
    from ops import port

    listener = port.listen("0.0.0.0", int(sys.argv[1]))
    os.execv(sys.executable, [sys.executable, "-m", "ops.web", str(listener.fileno())])


if __name__ == "__main__":
    main()
