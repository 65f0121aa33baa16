"""A message as an e-mail, by Django's mail framework and the hotel's own mail server."""

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from hotel.notifications.outside.message import Message
from hotel.notifications.outside.trouble import Trouble


def send(message: Message) -> None:
    """Raises `Trouble`."""
    if not settings.EMAIL_HOST:
        raise Trouble("no_mail_server")
    _name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    mail = EmailMessage(
        subject=" ".join(message.subject.split()),
        body=message.text,
        to=addresses_of(message.address),
        # The same at every attempt: a mailbox that has it already may know it again.
        headers={"Message-ID": f"<{message.key}@{sender.partition('@')[2] or 'yingbin'}>"},
    )
    try:
        mail.send()
    except smtplib.SMTPResponseException as problem:
        raise Trouble("mail", problem.smtp_code) from problem
    except smtplib.SMTPException as problem:
        raise Trouble("mail", "?") from problem
    except OSError as problem:
        raise Trouble("no_answer") from problem


def addresses_of(text: str) -> list[str]:
    """`a@example.com, b@example.com` one by one."""
    return [each.strip() for each in text.replace(";", ",").split(",") if each.strip()]
