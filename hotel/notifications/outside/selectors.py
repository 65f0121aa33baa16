"""Outside channels and their messages as the page of messages leaving the house shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Count, Max, QuerySet

from hotel.guests.secret import UnreadableError
from hotel.notifications.models import Channel, Delivery
from hotel.notifications.models.channels import OPEN, State
from hotel.notifications.outside import trouble
from hotel.notifications.outside.mail import addresses_of
from hotel.notifications.outside.message import headline
from hotel.notifications.outside.outgoing import in_flight

LIMIT = 100


def leads_to(channel: Channel) -> str:
    """Whom a channel writes to, without what would let somebody else write there."""
    try:
        address = channel.address
    except UnreadableError:
        return trouble.said("unreadable")
    if channel.kind == Channel.Kind.EMAIL:
        return ", ".join(
            f"{each[:1]}•••@{each.partition('@')[2]}" for each in addresses_of(address)
        )
    host = urlsplit(address).hostname if address else ""
    return f"{host}/••••" if host else ""


@dataclass
class ChannelToRead:
    """A channel with how its messages stand."""

    channel: Channel
    leads_to: str
    counts: dict[str, int] = field(default_factory=dict)
    sent_at: datetime | None = None

    @property
    def parked(self) -> int:
        return self.counts.get(State.PARKED, 0)

    @property
    def waiting(self) -> int:
        return sum(self.counts.get(state, 0) for state in OPEN)


def channels() -> list[ChannelToRead]:
    """All of them, by department. Two queries."""
    rows = Channel.objects.select_related("department")
    found = {each.pk: ChannelToRead(each, leads_to(each)) for each in rows}
    standing = Delivery.objects.order_by().values("channel", "state")
    for row in standing.annotate(count=Count("pk"), latest=Max("sent_at")):
        here = found[row["channel"]]
        here.counts[row["state"]] = row["count"]
        here.sent_at = row["latest"] or here.sent_at
    return list(found.values())


@dataclass(frozen=True)
class DeliveryToRead:
    """A message as everybody with this page may read it: naming nobody."""

    delivery: Delivery
    text: str
    trouble: str

    @property
    def can_be_tried(self) -> bool:
        tried = self.delivery.state in (State.PARKED, State.FAILED)
        return tried and not in_flight(self.delivery)

    @property
    def can_be_given_up(self) -> bool:
        return self.delivery.state in (*OPEN, State.PARKED)


def deliveries(state: str = "") -> QuerySet[Delivery]:
    """The newest messages, of one state or of all."""
    rows = Delivery.objects.select_related("channel")
    return (rows.filter(state=state) if state else rows)[:LIMIT]


def for_reading(rows: Iterable[Delivery]) -> list[DeliveryToRead]:
    return [
        DeliveryToRead(each, headline(each, names=False)[0], trouble.said(each.last_error))
        for each in rows
    ]
