"""One web process on a listening socket that the supervisor opened: `python -m ops.web FD`."""

import os
import socket
import sys

import uvicorn

from hotel.journal import lookout


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hotel.settings.dev")
    listener = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config(
        "hotel.asgi:application",
        lifespan="off",
        log_level="warning",
        access_log=False,
        ws="websockets-sansio",
        # Boards keep a socket open all day: a stop must not wait for them.
        timeout_graceful_shutdown=3,
        timeout_keep_alive=30,
    )
    # Only in a process that serves: tests import the application without it.
    lookout.stand()
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
