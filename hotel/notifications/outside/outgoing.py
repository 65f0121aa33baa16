"""What waits to leave the house: made, claimed, settled. Nothing here talks to the outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q, QuerySet

from hotel.guests.secret import UnreadableError
from hotel.journal.bus import Entry
from hotel.journal.services import record
from hotel.notifications.announce import LOUDNESS, News
from hotel.notifications.models import Channel, Delivery
from hotel.notifications.models.channels import OPEN, State
from hotel.notifications.outside.message import Message, message_of
from hotel.notifications.outside.trouble import Trouble
from hotel.staff.models import Role
from hotel.web import clock

# A message that supervisors asked for to try a channel; the only one an unused channel sends.
TEST = "channel.test"
# News of messages that did not get out must not try to get out the same way.
NEVER_OUTSIDE = "delivery."
# Longer than any attempt takes: after it the message counts as left behind by a killed worker.
LEASE = timedelta(seconds=90)
# Before the second attempt, the third, …; after the last attempt the message is parked.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (30, 120, 600, 1800, 3600, 2 * 3600, 4 * 3600)
)
GIVE_UP_AFTER = len(PAUSES) + 1


def make(entry: Entry, news: Sequence[News]) -> None:
    """A waiting message for each channel that hears one of these, the loudest of them.

    Called with the notices, in the transaction that delivers the entry; again makes nothing new.
    """
    channels = list(
        Channel.objects.filter(active=True).select_related("department").defer("address", "secret")
    )
    if not channels:
        return
    homes = _homes_of_roles(channels, news)
    heard = {
        channel: [each for each in news if _hears(channel, each, homes)] for channel in channels
    }
    made = [_delivery(entry, channel, told) for channel, told in heard.items() if told]
    Delivery.objects.bulk_create(made, ignore_conflicts=True)


def _homes_of_roles(channels: Iterable[Channel], news: Iterable[News]) -> Mapping[str, str]:
    """The department of each role that is told, when any channel asks."""
    codes = {role for each in news for role in each.roles}
    if not codes or not any(channel.roles_too for channel in channels):
        return {}
    found = Role.objects.filter(code__in=codes, department__isnull=False)
    return dict(found.values_list("code", "department__code"))


def _hears(channel: Channel, news: News, homes: Mapping[str, str]) -> bool:
    """What is meant for single people never goes out."""
    if news.code.startswith(NEVER_OUTSIDE) or news.level not in channel.levels:
        return False
    if channel.codes and news.code not in channel.codes:
        return False
    told = set(news.departments)
    if channel.roles_too:
        told |= {homes.get(role, "") for role in news.roles}
    return bool(told) if channel.department is None else channel.department.code in told


def _delivery(entry: Entry, channel: Channel, news: Sequence[News]) -> Delivery:
    loudest = max(news, key=lambda each: LOUDNESS[each.level])
    now = clock.now()
    return Delivery(
        channel=channel,
        entry=entry,
        level=loudest.level,
        code=loudest.code,
        params=dict(loudest.params),
        url=loudest.url,
        confidential=any(each.confidential for each in news),
        headline_only=any(each.params != loudest.params for each in news),
        made_at=now,
        next_at=now,
    )


@dataclass(frozen=True)
class Claim:
    """One attempt at one message. `message` is None when it cannot even be written."""

    delivery_id: int
    channel_id: int
    attempt: int
    message: Message | None


@transaction.atomic
def claim(now: datetime, *, busy: Collection[int] = (), limit: int = 1) -> list[Claim]:
    """Take the oldest due message of each of at most `limit` channels that are not `busy` (ids).

    Row locks and a lease that outlives the transaction: no other worker takes them meanwhile, and
    one that was killed loses nothing.
    """
    due = _due(now).exclude(channel__in=list(busy))
    waiting = due.order_by().values("channel").annotate(since=Min("next_at")).order_by("since")
    order = [row["channel"] for row in waiting]
    if not order:
        return []
    # NO KEY: making further messages for the channel does not wait for this lock.
    locked = Channel.objects.order_by().select_for_update(skip_locked=True, no_key=True)
    claims: list[Claim] = []
    for channel in sorted(locked.filter(pk__in=order), key=lambda each: order.index(each.pk)):
        if len(claims) < limit and _may_send(channel, now):
            claims += _claim_of(channel, due, now)
    return claims


def _due(now: datetime) -> QuerySet[Delivery]:
    in_use = Q(channel__active=True) | Q(code=TEST)
    return Delivery.objects.filter(in_use, state__in=OPEN, next_at__lte=now)


def _may_send(channel: Channel, now: datetime) -> bool:
    """Within the pace at which the other side takes messages."""
    lately = Delivery.objects.filter(channel=channel, tried_at__gt=now - timedelta(minutes=1))
    return lately.count() < channel.per_minute


def _claim_of(channel: Channel, due: QuerySet[Delivery], now: datetime) -> list[Claim]:
    delivery = (
        due.filter(channel=channel)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("entry_id")
        .first()
    )
    if delivery is None:
        return []
    delivery.channel = channel
    if delivery.attempts >= GIVE_UP_AFTER:
        _park(delivery, Trouble("interrupted"))
        return []
    delivery.attempts += 1
    delivery.tried_at, delivery.next_at = now, now + LEASE
    delivery.save(update_fields=["attempts", "tried_at", "next_at"])
    return [Claim(delivery.pk, channel.pk, delivery.attempts, _message(delivery))]


def _message(delivery: Delivery) -> Message | None:
    try:
        return message_of(delivery)
    except UnreadableError:
        return None


@transaction.atomic
def settle(claim: Claim, trouble: Trouble | None, now: datetime) -> None:
    """Note how the attempt went: sent, to be tried again after a growing pause, or parked.

    What got out is sent, even if the lease ran out meanwhile; a failure counts only for the attempt
    that still holds the message.
    """
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=claim.delivery_id)
    if delivery.state not in OPEN:
        return
    if trouble is None:
        delivery.state, delivery.sent_at, delivery.last_error = State.SENT, now, ""
        delivery.save(update_fields=["state", "sent_at", "last_error"])
    elif delivery.attempts == claim.attempt:
        _failed(delivery, trouble, now)


def _failed(delivery: Delivery, trouble: Trouble, now: datetime) -> None:
    if trouble.final or delivery.attempts >= GIVE_UP_AFTER:
        _park(delivery, trouble)
        return
    delivery.state, delivery.last_error = State.FAILED, trouble.kept
    delivery.next_at = now + PAUSES[delivery.attempts - 1]
    delivery.save(update_fields=["state", "last_error", "next_at"])


def _park(delivery: Delivery, trouble: Trouble) -> None:
    """Supervisors are told of the first one of a channel; the others lie on the same page."""
    parked = Delivery.objects.filter(channel=delivery.channel_id, state=State.PARKED)
    first = not parked.exists()
    delivery.state, delivery.last_error = State.PARKED, trouble.kept
    delivery.save(update_fields=["state", "last_error"])
    data = {"channel": delivery.channel_id, "name": delivery.channel.name, "first": first}
    record("delivery.parked", delivery, by=None, about=[delivery.channel], data=data)


def in_flight(delivery: Delivery) -> bool:
    """Whether an attempt holds this message now, or died less than a lease ago."""
    tried = delivery.tried_at
    return tried is not None and delivery.state in OPEN and delivery.next_at == tried + LEASE


@dataclass(frozen=True)
class Standing:
    """How the outside channels are: messages parked, messages waiting, and since when the oldest."""

    parked: int
    waiting: int
    oldest: datetime | None


def standing() -> Standing:
    """Two counts by their partial indexes."""
    parked = Delivery.objects.filter(state=State.PARKED).count()
    waiting = Delivery.objects.filter(state__in=OPEN, channel__active=True)
    oldest = waiting.aggregate(oldest=Min("made_at"))["oldest"]
    return Standing(parked, waiting.count(), oldest)
