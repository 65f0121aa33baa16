"""One POST to a webhook: to the address that was looked at, no redirect, bounded in time and size."""

import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

from hotel.notifications.outside.addresses import Target, look_up, target_of
from hotel.notifications.outside.trouble import Trouble

# For each step: reaching, the handshake, each wait for bytes.
STEP_SECONDS = 5.0
# For all of it: an answer that drips a byte at a time is cut off.
WHOLE_SECONDS = 15.0
MOST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


def post_json(url: str, body: Mapping[str, Any]) -> Answer:
    """Send it and read at most 64 kB of the answer. Raises `Trouble`."""
    target = target_of(url)
    connection = _Pinned(target, look_up(target.host, target.port))
    try:
        with _cut_off(connection):
            return _exchange(connection, target, body)
    except ssl.SSLCertVerificationError as problem:
        raise Trouble("certificate") from problem
    except (OSError, HTTPException, ValueError, AttributeError) as problem:
        # AttributeError and ValueError: what a connection cut off in the middle may end in.
        raise Trouble("no_answer") from problem
    finally:
        connection.close()


def _exchange(connection: "_Pinned", target: Target, body: Mapping[str, Any]) -> Answer:
    payload = json.dumps(body, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "yingbin",
        "Connection": "close",
    }
    connection.request("POST", target.path, payload, headers)
    answer = connection.getresponse()
    return Answer(answer.status, answer.read(MOST_BYTES))


class _Pinned(HTTPConnection):
    """Connects to addresses already looked up; the name serves the certificate and the Host line only.

    No proxy of the environment is asked: it would look the name up once more.
    """

    def __init__(self, target: Target, addresses: list[str]) -> None:
        super().__init__(target.host, target.port, timeout=STEP_SECONDS)
        # What http.client leaves out of the Host line.
        self.default_port = 443 if target.secure else 80
        self._secure = target.secure
        self._addresses = addresses

    def connect(self) -> None:
        self.sock = _reach(self._addresses, self.port)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _reach(addresses: list[str], port: int) -> socket.socket:
    *others, last = addresses[:3]
    for address in others:
        try:
            return socket.create_connection((address, port), STEP_SECONDS)
        except OSError:
            continue
    return socket.create_connection((last, port), STEP_SECONDS)


@contextmanager
def _cut_off(connection: HTTPConnection) -> Iterator[None]:
    """Whatever happens inside ends within `WHOLE_SECONDS`, in an error if need be."""
    timer = threading.Timer(WHOLE_SECONDS, _hang_up, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(connection: HTTPConnection) -> None:
    line: socket.socket | None = connection.sock
    if line is not None:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:  # it had ended by itself
            return
