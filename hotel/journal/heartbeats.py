"""Signs of life of the processes that carry the news, kept where Redis cannot lose them."""

from datetime import datetime

from hotel.journal.models import Heartbeat
from hotel.web import clock

WORKER = "worker"
BEAT = "beat"


def alive(name: str, at: datetime | None = None) -> None:
    """Note that the named process lived at this moment (aware; now when left out)."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at or clock.now()})


def ages() -> dict[str, float]:
    """Seconds since each process was last alive, by name; a process never seen is missing."""
    now = clock.now()
    return {row.name: (now - row.at).total_seconds() for row in Heartbeat.objects.all()}
