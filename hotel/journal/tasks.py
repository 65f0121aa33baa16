from celery import shared_task

from hotel.journal import outbox, pulse


@shared_task(name="journal.deliver")
def deliver(*entry_ids: int) -> None:
    for entry_id in entry_ids:
        outbox.deliver(entry_id)


@shared_task(name="journal.sweep")
def sweep() -> int:
    return outbox.sweep()


@shared_task(name="journal.beat_seen")
def beat_seen() -> None:
    """Only beat sends this, and only a worker runs it."""
    pulse.beat("beat")
