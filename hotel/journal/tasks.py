from datetime import UTC, datetime

from celery import shared_task

from hotel.journal import heartbeats, outbox


@shared_task(name="journal.deliver")
def deliver(entry_id: int) -> None:
    outbox.deliver(entry_id)


@shared_task(name="journal.sweep")
def sweep() -> int:
    return outbox.sweep()


@shared_task(name="journal.beat_seen")
def beat_seen(sent_at: float) -> None:
    """Beat lived when it sent this (seconds since 1970), however late it is read."""
    heartbeats.alive(heartbeats.BEAT, datetime.fromtimestamp(sent_at, UTC))
