"""The door of the hotel: one listening socket, opened once and shared by all web processes."""

import errno
import socket
import sys

from ops.trouble import Trouble


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that child processes inherit. Raises `Trouble` when the port is not free.

    The supervisor keeps it open: while a web process is restarted, callers wait instead of failing.
    """
    try:
        listener = socket.create_server((host, port), backlog=512)
    except OSError as problem:
        raise Trouble(_reason(port, problem)) from None
    listener.set_inheritable(True)
    return listener


def _reason(port: int, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is already in use by another program. "
            f"Stop that program, or choose another port: make run PORT={port + 1}"
        )
    if problem.errno == errno.EACCES:
        return f"Port {port} needs root. Choose one above 1023: make run PORT=8000"
    return f"Port {port} cannot be opened: {problem.strerror or problem}."


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main() -> int:
    """`python3 -m ops.port HOST PORT`: is it free? Asked before the long installation."""
    try:
        listen(sys.argv[1], int(sys.argv[2])).close()
    except ValueError:
        print(f"PORT must be a number, not {sys.argv[2]!r}.", file=sys.stderr)
        return 1
    except (Trouble, OverflowError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
