"""Signs of life of the processes that no request ever sees."""

from datetime import timedelta

from hotel.journal.models import Pulse
from hotel.web import clock


def beat(name: str) -> None:
    """This part is alive now."""
    Pulse.objects.update_or_create(name=name, defaults={"at": clock.now()})


def age(name: str) -> timedelta | None:
    """How long ago this part was last heard of; None when never."""
    pulse = Pulse.objects.filter(name=name).first()
    return clock.now() - pulse.at if pulse else None
