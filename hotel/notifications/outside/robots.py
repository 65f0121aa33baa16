"""The dialects of group-chat robots: what they are sent, and how they say that it did not work."""

import base64
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from hotel.notifications.models import Channel
from hotel.notifications.outside.message import Message
from hotel.notifications.outside.trouble import Trouble
from hotel.notifications.outside.webhook import post_json

Kind = Channel.Kind
Request = tuple[str, dict[str, Any]]
# WeCom cuts a text at 2,048 bytes; the others take more, and nobody reads more.
MOST_BYTES = 2000
# Where each robot puts its verdict in an answer of status 200; zero is yes.
VERDICTS = ("errcode", "code", "StatusCode")


def send(message: Message, now: datetime) -> None:
    """Raises `Trouble`."""
    url, body = request_of(message, now)
    answer = post_json(url, body)
    if not 200 <= answer.status < 300:
        raise Trouble("status", answer.status)
    if message.kind != Kind.WEBHOOK:
        _check(answer.body)


def request_of(message: Message, now: datetime) -> Request:
    """The address and the JSON that carry this message; signed when there is a secret."""
    return _DIALECTS[Kind(message.kind)](message, now)


def _wecom(message: Message, now: datetime) -> Request:
    return message.address, {"msgtype": "text", "text": {"content": _short(message.text)}}


def _dingtalk(message: Message, now: datetime) -> Request:
    url, body = _wecom(message, now)
    if message.secret:
        stamp = str(round(now.timestamp() * 1000))
        sign = _sign(message.secret, f"{stamp}\n{message.secret}")
        url += ("&" if "?" in url else "?") + urlencode({"timestamp": stamp, "sign": sign})
    return url, body


def _feishu(message: Message, now: datetime) -> Request:
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": _short(message.text)}}
    if message.secret:
        stamp = str(int(now.timestamp()))
        # Feishu signs nothing under a key of stamp and secret.
        body |= {"timestamp": stamp, "sign": _sign(f"{stamp}\n{message.secret}", "")}
    return message.address, body


def _plain(message: Message, now: datetime) -> Request:
    return message.address, {
        "id": message.key,
        "code": message.code,
        "level": message.level,
        "at": message.at.isoformat(),
        "title": message.title,
        "text": message.text,
        "link": message.link,
    }


_DIALECTS: Mapping[Channel.Kind, Callable[[Message, datetime], Request]] = {
    Kind.WECOM: _wecom,
    Kind.DINGTALK: _dingtalk,
    Kind.FEISHU: _feishu,
    Kind.WEBHOOK: _plain,
}


def _sign(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), sha256).digest()).decode()


def _short(text: str) -> str:
    """Whole characters within the bytes that are taken."""
    return text.encode()[:MOST_BYTES].decode(errors="ignore")


def _check(body: bytes) -> None:
    """A robot that refuses answers with status 200 all the same."""
    try:
        said = json.loads(body)
    except ValueError as problem:
        raise Trouble("robot", "?") from problem
    verdicts = [said[name] for name in VERDICTS if name in said] if isinstance(said, dict) else []
    if not verdicts:
        raise Trouble("robot", "?")
    if verdicts[0] != 0:
        raise Trouble("robot", verdicts[0] if isinstance(verdicts[0], int) else "?")
