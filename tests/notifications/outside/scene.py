"""A channel, news that goes through it, and the messenger that takes it there."""

from typing import Any

from hotel.notifications.models import Channel, Delivery
from hotel.notifications.outside import services
from hotel.notifications.outside.courier import Courier
from hotel.staff import selectors as staff
from tests.cast import Cast
from tests.notifications.scene import act, news

HOUSEKEEPING = ("housekeeping",)


def channel(cast: Cast, address: str, **more: Any) -> Channel:
    """A robot's channel of housekeeping, in English, that hears everything."""
    facts: dict[str, Any] = {
        "name": "Floors' group",
        "department": staff.department("housekeeping"),
        "kind": "wecom",
        "address": address,
        "levels": ["info", "action", "alarm"],
        "language": "en",
    }
    return services.add_channel(by=cast.general_manager, **(facts | more))


def told(cast: Cast, **more: Any) -> Delivery | None:
    """Have this news told, to housekeeping unless said otherwise; the message it made, if any."""
    entry = act(cast, news(**({"departments": HOUSEKEEPING} | more)))
    return Delivery.objects.filter(entry=entry).first()


def messenger() -> None:
    """The worker's messenger goes until nothing is due."""
    Courier().run_dry()


def state(delivery: Delivery | None) -> str:
    assert delivery is not None
    delivery.refresh_from_db()
    return str(delivery.state)
