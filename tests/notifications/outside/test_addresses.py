"""Where a webhook may lead: outside only, to the very address that was looked at."""

import socket
import time
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from hotel.notifications.outside import webhook
from hotel.notifications.outside.addresses import look_up, may_reach, target_of
from hotel.notifications.outside.trouble import Trouble
from hotel.notifications.outside.webhook import post_json
from tests.notifications.outside.receivers import Robot, certificate_for, dripping, robot_at

INNER = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192",
    "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "168.63.129.16",
    "::", "::1", "fe80::1", "fe80::1%1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::8.8.8.8",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "64:ff9b:1::808:808",
    "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
]  # fmt: skip
OUTER = [
    "8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"
]  # fmt: skip


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_refused(address: str) -> None:
    assert not may_reach(ip_address(address))


@pytest.mark.parametrize("address", OUTER)
def test_outer_addresses_are_reached(address: str) -> None:
    assert may_reach(ip_address(address))


def test_a_network_of_the_hotels_own_is_reached_only_where_the_settings_name_it(
    settings: Any,
) -> None:
    settings.WEBHOOK_INNER_NETWORKS = ["10.1.2.0/24"]

    assert may_reach(ip_address("10.1.2.3"))
    assert may_reach(ip_address("::ffff:10.1.2.3"))
    assert not may_reach(ip_address("10.1.3.3"))


@pytest.mark.parametrize(
    "url",
    [
        "http://chat.example.com/", "ftp://chat.example.com/", "https:///send", "https://",
        "https://user:word@chat.example.com/", "https://@chat.example.com/",
        "https://chat.example.com:99999/", "https://chat.example.com/a b",
        "https://chat.example.com/\r\nHost: x", "file:///etc/passwd", "https://[::1/", "",
    ],
)  # fmt: skip
def test_only_a_plain_https_address_is_taken(url: str) -> None:
    with pytest.raises(Trouble) as caught:
        target_of(url)
    assert (caught.value.code, caught.value.final) == ("address", True)


# Every way of writing 127.0.0.1 that the machine's own resolver understands.
@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
def test_a_disguised_loopback_is_refused(host: str) -> None:
    with pytest.raises(Trouble) as caught:
        look_up(host, 443)
    assert caught.value.code in {"inner", "unknown_host"}


def answering(*rounds: list[str]) -> Any:
    """A name service that gives these addresses, one list after the other, the last one for good."""
    left = list(rounds)
    asked: list[str] = []

    def look(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    look.asked = asked  # type: ignore[attr-defined]
    return look


def test_one_inner_answer_among_outer_ones_refuses_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering(["8.8.8.8", "10.0.0.1"]))

    with pytest.raises(Trouble) as caught:
        look_up("chat.example.com", 443)
    assert (caught.value.code, caught.value.final) == ("inner", True)


def test_the_name_is_looked_up_once_and_that_address_is_written_to(
    loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the call the name comes to mean another machine."""
    real = socket.getaddrinfo
    with robot_at("127.0.0.1") as looked_at, robot_at("127.0.0.2", port=_port(looked_at)) as other:
        rebinding = answering(["127.0.0.1"], ["127.0.0.2"])

        def look(host: Any, *args: Any, **kwargs: Any) -> Any:
            named = host == "chat.example.com"
            return rebinding(host, *args, **kwargs) if named else real(host, *args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", look)
        post_json(f"http://chat.example.com:{_port(looked_at)}/", {"n": 1})

    assert (len(looked_at.heard), len(other.heard)) == (1, 0)
    assert rebinding.asked == ["chat.example.com"]


def _port(robot: Robot) -> int:
    return int(robot.url.rpartition(":")[2].partition("/")[0])


@pytest.fixture
def named(loopback: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """`chat.example.com` is this machine."""
    real = socket.getaddrinfo

    def look(host: Any, *args: Any, **kwargs: Any) -> Any:
        return real("127.0.0.1" if host == "chat.example.com" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look)


def test_the_certificate_is_proved_against_the_name_not_the_address(
    named: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_for("chat.example.com", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with robot_at(certificate=certificate) as robot:
        answer = post_json(f"https://chat.example.com:{_port(robot)}/", {"n": 1})

    assert (answer.status, len(robot.heard)) == (200, 1)


@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_for_another_name_or_of_nobody_known_is_refused(
    named: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool
) -> None:
    certificate = certificate_for("other.example.com" if trusted else "chat.example.com", tmp_path)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with robot_at(certificate=certificate) as robot, pytest.raises(Trouble) as caught:
        post_json(f"https://chat.example.com:{_port(robot)}/", {"n": 1})

    assert (caught.value.code, robot.heard) == ("certificate", [])


def test_a_redirect_is_not_followed(robot: Robot) -> None:
    with robot_at() as inner:
        robot.answers, robot.headers = [(307, b"")], {"Location": inner.url}
        answer = post_json(robot.url, {"n": 1})

    assert (answer.status, inner.heard) == (307, [])


def test_at_most_64_kilobytes_are_read(robot: Robot) -> None:
    robot.answers = [(200, b"x" * 1_000_000)]

    assert len(post_json(robot.url, {"n": 1}).body) == 64 * 1024


def test_an_answer_that_drips_is_cut_off(loopback: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "WHOLE_SECONDS", 0.5)
    began = time.monotonic()
    with dripping() as url, pytest.raises(Trouble) as caught:
        post_json(url, {"n": 1})

    assert caught.value.code == "no_answer"
    assert time.monotonic() - began < 4


def test_who_does_not_answer_at_all_is_left(robot: Robot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "STEP_SECONDS", 0.3)
    robot.before = lambda: time.sleep(2)

    with pytest.raises(Trouble) as caught:
        post_json(robot.url, {"n": 1})
    assert caught.value.code == "no_answer"


def test_a_proxy_of_the_environment_is_not_asked(
    robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")

    assert post_json(robot.url, {"n": 1}).status == 200
