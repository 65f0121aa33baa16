"""What supervisors do with outside channels and their messages: each act once in the journal."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.notifications.models import Channel, Delivery, Level
from hotel.notifications.models.channels import OPEN, State
from hotel.notifications.outside.addresses import target_of
from hotel.notifications.outside.mail import addresses_of
from hotel.notifications.outside.outgoing import TEST, in_flight
from hotel.notifications.outside.trouble import Trouble
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.bilingual import both
from hotel.web.refusals import Forbidden, Refused

CHANGEABLE = (
    "name",
    "department",
    "kind",
    "address",
    "secret",
    "levels",
    "codes",
    "roles_too",
    "names_allowed",
    "language",
    "per_minute",
    "active",
)
SECRETS = frozenset({"address", "secret"})


@transaction.atomic
def add_channel(*, by: User, **facts: Any) -> Channel:
    """A new way out of the house; `facts` are of `CHANGEABLE`.

    Raises `Refused` beside the field that cannot stand, `Forbidden` for the wrong role.
    """
    channel = Channel()
    _put(channel, facts, by)
    channel.save()
    changes = {name: (None, _told(channel, name)) for name in facts}
    record("channel.added", channel, by=by, changes=changes)
    return channel


@transaction.atomic
def change_channel(channel_id: int, *, by: User, **facts: Any) -> Channel:
    """Change some facts of a channel. What is no longer in use gives its waiting messages up.

    Raises `Refused` beside the field that cannot stand, `Forbidden` for the wrong role.
    """
    channel = Channel.objects.select_for_update(of=("self",)).get(pk=channel_id)
    before = {name: getattr(channel, name) for name in facts}
    told = {name: _told(channel, name) for name in facts}
    _put(channel, facts, by)
    changed = [name for name in facts if getattr(channel, name) != before[name]]
    if not changed:
        return channel
    channel.save(update_fields=changed)
    changes = {name: (told[name], _told(channel, name)) for name in changed}
    data = {} if channel.active else {"given_up": _give_all_up(channel)}
    record("channel.changed", channel, by=by, changes=changes, data=data)
    return channel


def _put(channel: Channel, facts: dict[str, Any], by: User) -> None:
    unknown = set(facts) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"not a fact of a channel: {', '.join(sorted(unknown))}")
    if not by.has_perm("notifications.change_channel"):
        raise Forbidden(_("Outside channels are arranged by the management."))
    before = _where_names_go(channel)
    for name, value in facts.items():
        setattr(channel, name, value.strip() if isinstance(value, str) else value)
    _check_names(channel, before, by)
    _check_address(channel)
    if not channel.levels or set(channel.levels) - set(Level.values):
        raise Refused(_("Choose at least one level."), field="levels")
    try:
        channel.full_clean()
    except ValidationError as problem:
        field, texts = next(iter(problem.message_dict.items()))
        raise Refused(" ".join(texts), field=field) from problem


def _where_names_go(channel: Channel) -> tuple[str, str] | None:
    return (channel.kind, channel.address) if channel.names_allowed else None


def _check_names(channel: Channel, before: tuple[str, str] | None, by: User) -> None:
    """Whoever sees no guests sends their names nowhere, by no new address either (handbook B0)."""
    now = _where_names_go(channel)
    if now and now != before and not by.has_perm("notifications.let_names_out"):
        text = _("Only who may see guests lets their names out.")
        raise Forbidden(text, field="names_allowed")


def _check_address(channel: Channel) -> None:
    """What can be told without asking the network; the rest is looked at before every message."""
    if channel.kind == Channel.Kind.EMAIL:
        _check_mailboxes(addresses_of(channel.address))
        return
    try:
        target_of(channel.address)
    except Trouble as trouble:
        text = _("A webhook's address begins with https:// and has no password in it.")
        raise Refused(text, field="address") from trouble


def _check_mailboxes(mailboxes: list[str]) -> None:
    try:
        for mailbox in mailboxes:
            validate_email(mailbox)
    except ValidationError as problem:
        raise Refused(problem.messages[0], field="address") from problem
    if not mailboxes:
        raise Refused(_("Name at least one e-mail address."), field="address")


def _told(channel: Channel, name: str) -> Any:
    """As the journal keeps it: no secret."""
    value = getattr(channel, name)
    if name in SECRETS:
        return "••••" if value else ""
    return both(value) if name == "department" and value else value


@transaction.atomic
def send_test(channel_id: int, *, by: User) -> Delivery:
    """Have the worker send a message that says only that it is a test; also where not in use yet."""
    _may_resend(by)
    channel = Channel.objects.get(pk=channel_id)
    entry = record("channel.tested", channel, by=by)
    now = clock.now()
    return Delivery.objects.create(
        channel=channel,
        entry=entry,
        level=Level.INFO,
        code=TEST,
        params={"channel": channel.name},
        made_at=now,
        next_at=now,
    )


@transaction.atomic
def try_again(delivery_id: int, *, by: User) -> Delivery:
    """A parked message, or one that waits out its pause, is due now with all its attempts anew."""
    _may_resend(by)
    delivery = _locked(delivery_id)
    if delivery.state not in (State.PARKED, State.FAILED):
        raise Refused(_("Only what failed is tried again."))
    if in_flight(delivery):
        raise Refused(_("This message is being sent right now."))
    _wait_again(Delivery.objects.filter(pk=delivery.pk))
    record("delivery.retried", delivery, by=by, about=[delivery.channel])
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def try_all_again(channel_id: int, *, by: User) -> int:
    """Every parked message of a channel is due now. Returns how many."""
    _may_resend(by)
    channel = Channel.objects.get(pk=channel_id)
    count = _wait_again(Delivery.objects.filter(channel=channel, state=State.PARKED))
    if count:
        record("channel.retried", channel, by=by, data={"count": count})
    return count


@transaction.atomic
def give_up(delivery_id: int, *, by: User) -> Delivery:
    """What did not get out need not any more: off the health page."""
    _may_resend(by)
    delivery = _locked(delivery_id)
    if delivery.state not in (*OPEN, State.PARKED):
        raise Refused(_("This message has left or was given up already."))
    delivery.state = State.DROPPED
    delivery.save(update_fields=["state"])
    record("delivery.given_up", delivery, by=by, about=[delivery.channel])
    return delivery


def _locked(delivery_id: int) -> Delivery:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("channel")
    return rows.get(pk=delivery_id)


def _wait_again(rows: QuerySet[Delivery]) -> int:
    return rows.update(state=State.WAITING, attempts=0, next_at=clock.now())


def _give_all_up(channel: Channel) -> int:
    """Else they would all come out on the day the channel is used again."""
    return Delivery.objects.filter(channel=channel, state__in=OPEN).update(state=State.DROPPED)


def _may_resend(by: User) -> None:
    if not by.has_perm("notifications.resend_delivery"):
        raise Forbidden(_("Messages to the outside are sent again by the management."))
