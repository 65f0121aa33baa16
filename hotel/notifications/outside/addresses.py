"""Where a webhook may lead: out of the house only, to the very address that was looked at."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

from django.conf import settings

from hotel.notifications.outside.trouble import Trouble

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Public by number, inner by use: the host agent and the metadata of large clouds, 6to4 relays.
INNER_BY_USE = tuple(
    ip_network(each) for each in ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")
)
NAT64 = IPv6Network("64:ff9b::/96")
# The only part of IPv6 that is given out to the Internet.
GIVEN_OUT = IPv6Network("2000::/3")
# Within it, ways to write an IPv4 address, and what stands in manuals only.
DISGUISES = (
    IPv6Network("2001::/32"),  # Teredo
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),  # documentation
)


@dataclass(frozen=True)
class Target:
    """A webhook's address taken apart: what is asked for, of whom."""

    secure: bool
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """Raises a final `Trouble` for anything but a plain web address; https unless the settings say."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise Trouble("address", final=True) from problem
    secure = parts.scheme == "https"
    plain = parts.scheme == "http" and settings.WEBHOOK_ALLOW_HTTP
    tidy = url.isascii() and url.isprintable() and " " not in url
    if not (secure or plain) or not tidy or not parts.hostname or parts.username is not None:
        raise Trouble("address", final=True)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(secure, parts.hostname, port or (443 if secure else 80), path)


def look_up(host: str, port: int) -> list[str]:
    """The host's addresses, each proved to lie outside.

    One inner answer among them refuses all: an honest name has none. Raises `Trouble`.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise Trouble("unknown_host") from problem
    found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not found:
        raise Trouble("unknown_host")
    if not all(may_reach(ip_address(each)) for each in found):
        raise Trouble("inner", final=True)
    return found


def may_reach(address: Address) -> bool:
    """Whether a message may go there: to the open Internet, or where the settings allow it."""
    meant = _meant(address)
    return _within(meant, _allowed()) or _is_outer(meant)


def _is_outer(address: Address) -> bool:
    if _within(address, INNER_BY_USE) or _within(address, DISGUISES):
        return False
    if isinstance(address, IPv6Address) and address not in GIVEN_OUT:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _meant(address: Address) -> Address:
    """The IPv4 address that a mapped or translated one stands for; others as they are."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address


def _allowed() -> list[Network]:
    return [ip_network(each) for each in settings.WEBHOOK_INNER_NETWORKS]


def _within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
