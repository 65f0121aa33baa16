"""What one channel is told of one act, ready to leave: words in the channel's language, no name
unless the channel may have it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import pgettext

from hotel.house.selectors import rules
from hotel.notifications.models import Level
from hotel.notifications.words import said_outside
from hotel.web.show import mdhm

if TYPE_CHECKING:
    from hotel.notifications.models import Delivery


@dataclass(frozen=True)
class Message:
    """Needs no database any more. `key` is the same at every attempt."""

    key: str
    kind: str
    address: str
    secret: str
    code: str
    level: str
    at: datetime
    subject: str
    title: str
    text: str
    link: str


def message_of(delivery: "Delivery") -> Message:
    """Raises `hotel.guests.secret.UnreadableError` when no key opens the address."""
    channel = delivery.channel
    with translation.override(channel.language):
        title, body = headline(delivery, names=channel.names_allowed)
        mark = _mark(delivery.level)
        link = f"{settings.PUBLIC_URL.rstrip('/')}{delivery.url}" if _leads(delivery) else ""
        lines = [f"{mark}{title}", body, f"{rules().name} {mdhm(delivery.made_at)}", link]
        return Message(
            key=f"delivery-{delivery.pk}",
            kind=channel.kind,
            address=channel.address,
            secret=channel.secret,
            code=delivery.code,
            level=delivery.level,
            at=delivery.made_at,
            subject=f"{mark}{title}"[:180],
            title=title,
            text="\n".join(line for line in lines if line),
            link=link,
        )


def headline(delivery: "Delivery", *, names: bool) -> tuple[str, str]:
    """Title and body in the active language, as far as they may leave the house."""
    title, body = said_outside(
        delivery.code, delivery.params, names=names, confidential=delivery.confidential
    )
    return title, "" if delivery.headline_only else body


def _leads(delivery: "Delivery") -> bool:
    return bool(settings.PUBLIC_URL and delivery.url)


def _mark(level: str) -> str:
    return f"[{pgettext('notice', 'Alarm')}] " if level == Level.ALARM else ""
