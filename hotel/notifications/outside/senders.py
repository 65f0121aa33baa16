"""Handing one message over to the outside. No database: it may take many seconds."""

import logging

from hotel.notifications.models import Channel
from hotel.notifications.outside import mail, robots
from hotel.notifications.outside.message import Message
from hotel.notifications.outside.trouble import Trouble
from hotel.web import clock

log = logging.getLogger(__name__)


def send(message: Message) -> Trouble | None:
    """None when it was taken, else why not. Never raises."""
    try:
        if message.kind == Channel.Kind.EMAIL:
            mail.send(message)
        else:
            robots.send(message, clock.now())
    except Trouble as trouble:
        return trouble
    except Exception as problem:  # a message that breaks the sender is parked like any other
        # No traceback: it would show the address.
        log.error("%s could not be sent: %s", message.key, type(problem).__name__)
        return Trouble("broken", type(problem).__name__)
    return None
