"""The other side, really listening: a group chat's robot over HTTP or TLS, and a mail server."""

import json
import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

YES = (200, b'{"errcode": 0, "errmsg": "ok"}')


@dataclass
class Robot:
    """What was heard, and what is answered: the answers in turn, the last one for good."""

    url: str
    answers: list[tuple[int, bytes]] = field(default_factory=lambda: [YES])
    heard: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    # Called before the answer; may wait.
    before: Callable[[], object] = lambda: None

    @property
    def texts(self) -> list[str]:
        return [said["text"]["content"] for said in self.heard]

    def answer(self) -> tuple[int, bytes]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Ear(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        robot = cast("_Server", self.server).robot
        body = self.rfile.read(int(self.headers["Content-Length"]))
        robot.heard.append(json.loads(body))
        robot.paths.append(self.path)
        robot.before()
        status, said = robot.answer()
        self.send_response(status)
        for name, value in robot.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *args: Any) -> None:
        """Silent."""


class _Server(ThreadingHTTPServer):
    robot: Robot
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A hasty caller is part of the tests."""


@contextmanager
def robot_at(
    address: str = "127.0.0.1", *, port: int = 0, certificate: Path | None = None
) -> Iterator[Robot]:
    server = _Server((address, port), _Ear)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if certificate else "http"
    server.robot = Robot(f"{scheme}://{address}:{server.server_port}/send?key=robot-secret-key")
    with _serving(server):
        yield server.robot


@contextmanager
def _serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def dripping() -> Iterator[str]:
    """A server that sends its answer a byte at a time and never ends. Gives its address."""

    class Drip(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 10_000:
                self.wfile.write(bytes([letter]))
                time.sleep(0.05)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            """It is hung up on."""

    server = Server(("127.0.0.1", 0), Drip)
    with _serving(server):
        yield f"http://127.0.0.1:{server.server_address[1]}/"


def certificate_for(name: str, folder: Path) -> Path:
    """A certificate that signs itself for a host name or an address, with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    try:
        called: x509.GeneralName = x509.IPAddress(ip_address(name))
    except ValueError:
        called = x509.DNSName(name)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([called]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


@dataclass
class Postbox:
    """A mail server's box; with `refusal` it takes nobody's mail."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    refusal: bytes = b""


class _Clerk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say(b"220 post.example ESMTP")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                return self._say(b"221 bye")
            if verb == b"DATA":
                self._take()
            elif verb == b"RCPT" and self._box.refusal:
                self._say(self._box.refusal)
            else:
                self._say(b"250 ok")
        return None

    def _take(self) -> None:
        self._say(b"354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        self._box.mails.append(mail)
        self._say(b"250 taken")

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    @property
    def _box(self) -> Postbox:
        return cast("_Post", self.server).box


class _Post(socketserver.ThreadingTCPServer):
    box: Postbox
    daemon_threads = True


@contextmanager
def post_office() -> Iterator[Postbox]:
    server = _Post(("127.0.0.1", 0), _Clerk)
    server.box = Postbox(server.server_address[1])
    with _serving(server):
        yield server.box
