from celery import shared_task

from hotel.journal import outbox


@shared_task(name="journal.deliver")
def deliver(entry_id: int) -> None:
    outbox.deliver(entry_id)


@shared_task(name="journal.sweep")
def sweep() -> int:
    return outbox.sweep()
